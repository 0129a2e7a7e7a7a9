// The record and the practice blocks; see docs/theming.md.
import { openRecord } from "./record/open";

void WORDS;
openRecord();
