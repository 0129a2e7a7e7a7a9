// The record and the practice blocks; see docs/theming.md.
import { practise } from "./practice/start";
import { openRecord } from "./record/open";

openRecord();
void practise();
