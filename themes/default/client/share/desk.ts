// What the parts of the page of sharing work with.
import type { LearnerRecord } from "../record/open";
import type { Age } from "./age";
import type { Typed } from "./comments";
import type { Shared } from "./shared";

/** Of a file: what became of copying it, the text where it has to be copied by hand, and comments that are being written. */
export interface Lines { status: HTMLElement; area: HTMLTextAreaElement; typed: Typed }

export interface Desk {
  record: LearnerRecord;
  course: CourseData;
  top: URL;
  shared: Shared;
  age(): Promise<Age>;
  /** Those of a file, by its id: they outlive that the list is drawn anew. */
  lines(id: string): Lines;
  /** The name of a negotiation of one's own. */
  caseName(id: string): string | undefined;
  /** Its first sheet. */
  caseLink(id: string): string;
}
