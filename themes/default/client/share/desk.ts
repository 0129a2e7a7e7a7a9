// What the parts of the page of sharing work with.
import type { LearnerRecord } from "../record/open";
import type { Age } from "./age";
import type { Shared } from "./shared";

export interface Desk {
  record: LearnerRecord;
  course: CourseData;
  top: URL;
  shared: Shared;
  age(): Promise<Age>;
  /** The name of a negotiation of one's own. */
  caseName(id: string): string | undefined;
}
