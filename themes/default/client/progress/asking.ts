// Before the tab goes that alone keeps a record, the browser asks about what is in no file.
import type { LearnerRecord } from "../record/open";

let pressed = -Infinity; // when something on the page was

/** What is on the page need not be asked about any more. */
export const leave = (): void => void (pressed = Infinity);

/**
 * On a learner's own pages alone: the record goes along from page to page, but a page
 * cannot tell a tab that is closed from a way back or a reload, and a false alarm at
 * each of them would teach people to click it away. Here, where one comes to save, it
 * is right more often. A link or a button of the page never leads to the question.
 */
export function asking(record: LearnerRecord): void {
  addEventListener("click", ({ timeStamp }) => (pressed = timeStamp), true);
  addEventListener("beforeunload", (event) => {
    if (record.keeper.state.unsaved > 0 && event.timeStamp - pressed > 1000) event.preventDefault();
  });
}
