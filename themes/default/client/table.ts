// Negotiations to practise: opens what is sealed on the page, and shows a role's desk,
// or the debrief, whose script is loaded with it. learn.js comes before and has opened
// the record, where a desk keeps its drafts.
import { unlock } from "./table/unlock";
import { all } from "./practice/parts";

const debrief = new URL(DEBRIEF, (document.currentScript as HTMLScriptElement).src).href;

for (const block of all(document, '.practice[data-block="simulation"]')) unlock(block, debrief);
