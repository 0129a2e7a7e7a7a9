// The record of a session about something that was sent. It has the id of the file that
// it answers, so that the answer finds its way back.
import { hashOf } from "../negotiations/drafts";
import type { NewEvent } from "../record/schema";
import { say } from "../words";
import type { Place, Typed } from "./comments";
import type { Desk } from "./desk";
import type { Envelope } from "./envelope";

export interface Session {
  /** Opens its sheet, made if there is none yet. */
  open(): Promise<void>;
  begun(): boolean;
  /** Where single answers are commented on; undefined where the sheet has no place for that. */
  comments(typed: Typed): Place | undefined;
}

/** Undefined where the course has no sheet for it, and for what needs no session. */
export function sessionOf({ body, from, id, kind }: Envelope, { course, record, top }: Desk): Session | undefined {
  const found = course.pages.flatMap((page) => (page.forms ?? []).filter(({ step }) => step === "coaching").map((form) => ({ page, form })))[0];
  if (!found || kind === "answer") return undefined;
  const { form, page } = found;
  const begun = (): boolean => record.keeper.state.cases.has(id);
  const fieldOf = (field: string): { item: string; hash: string } => ({ item: `${page.id}#${field}`, hash: hashOf(page, field) });
  /** It begins with what came where its sheet asks for the same: the learner's measure. */
  const make = async (): Promise<void> => {
    const came = body.sheets.flatMap(({ fields }) => fields);
    const known = form.fields.flatMap(({ id: field, kind, means }): NewEvent[] => {
      const same = means === undefined ? undefined : came.find((one) => one.means === means && one.kind === kind);
      return same ? [{ t: "field", ...fieldOf(field), case: id, value: same.value }] : [];
    });
    const name = say("session", { name: [from.name, body.name].filter(Boolean).join(", ") });
    await record.add({ t: "case", case: id, name, forms: [`${page.id}#${form.name}`] }, ...known);
  };
  let made: Promise<void> | undefined; // each letter of a comment may ask
  const begin = async (): Promise<void> => {
    if (!begun()) await (made ??= make().finally(() => (made = undefined)));
  };
  const seen = form.fields.find(({ means }) => means === "seen");
  return {
    begun,
    comments: (typed) => seen && { record, id, ...fieldOf(seen.id), columns: seen.columns ?? [], begin, typed },
    async open() {
      await begin();
      location.href = `${new URL(page.path, top).href}#case=${id}.${form.name}`;
    },
  };
}
