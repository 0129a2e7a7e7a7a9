// Negotiations about coalitions: a desk for all, since all know what each can make.
// learn.js comes before and has opened the record, where a desk keeps its drafts.
import { desk } from "./coalition/desk";
import { all } from "./practice/parts";

for (const block of all(document, ".practice.coalition")) void desk(block);
