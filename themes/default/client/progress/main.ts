// My progress and My file; see docs/theming.md.
import { openRecord } from "../record/open";
import { asking } from "./asking";
import { filePage } from "./filepage";
import { overview } from "./overview";

const record = openRecord();
const app = document.querySelector<HTMLElement>(".app[data-app]");
if (record.tab) asking(record);
if (app) void (app.dataset.app === "record" ? filePage : overview)(app, record);
