// The record and the practice blocks; see docs/theming.md.
import { practise } from "./practice/start";
import { openRecord } from "./record/open";

const record = openRecord();
void practise(record, new URL(UNSAVED, (document.currentScript as HTMLScriptElement).src).href);
