// My negotiations; see docs/theming.md.
import { asking } from "../progress/asking";
import { openRecord } from "../record/open";
import { list } from "./list";

const record = openRecord();
const app = document.querySelector<HTMLElement>(".app[data-app=negotiations]");
if (record.tab) asking(record);
if (app) void list(app, record);
