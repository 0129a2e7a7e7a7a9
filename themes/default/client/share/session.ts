// The record of a session about something that was sent. It has the id of the file that
// it answers, so that the answer finds its way back.
import { agreedRows, type Agreed } from "../negotiations/agreed";
import { hashOf } from "../negotiations/drafts";
import { isEmpty } from "../practice/lock";
import type { Case } from "../record/fold";
import type { NewEvent } from "../record/schema";
import { say } from "../words";
import type { Place, Typed } from "./comments";
import type { Desk } from "./desk";
import type { Envelope } from "./envelope";
import { replyTo, type Sent } from "./shared";

export interface Session {
  /** Opens its sheet, made if there is none yet. */
  open(): Promise<void>;
  begun(): boolean;
  /** The comments it holds, below the names of the columns; undefined where there are none. */
  commented(): string[][] | undefined;
  /** When it was sent last, "" where it was not; and whether something was written in it since. */
  sent(): { day: string; behind: boolean };
  /** Where single answers are commented on; undefined where the sheet has no place for that. */
  comments(typed: Typed): Place | undefined;
}

/** The sheet of a session; a course may have none. */
const sheetOf = ({ pages }: CourseData) => pages.flatMap((page) => (page.forms ?? []).filter(({ step }) => step === "coaching").map((form) => ({ page, form })))[0];

/** Whether something is written in a session, of what may leave, that was not when it was sent last. */
export function isBehind(course: CourseData, session: Case | undefined, sent: Sent | undefined): boolean {
  const { form, page } = sheetOf(course) ?? {};
  return form?.fields.some((field) => !field.private && (session?.fields.get(`${page!.id}#${field.id}`)?.lam ?? -1) > (sent?.lam ?? -1)) ?? false;
}

/** What a session has agreed; none where it is not begun. */
export function agreedOf(course: CourseData, id: string, session: Case | undefined, lang: string): Agreed[] {
  const { form, page } = sheetOf(course) ?? {};
  const ref = `${page?.id}#${form?.fields.find(({ means }) => means === "agreed")?.id}`;
  const field = session?.fields.get(ref);
  return Array.isArray(field?.value) ? agreedRows(field.value, ref, id, field.at, lang) : [];
}

/** Undefined where the course has no sheet for it, and for what needs no session. */
export function sessionOf({ body, from, id, kind }: Envelope, { course, record, shared, top }: Desk): Session | undefined {
  const found = sheetOf(course);
  if (!found || kind === "answer") return undefined;
  const { form, page } = found;
  const begun = (): boolean => record.keeper.state.cases.has(id);
  const fieldOf = (field: string): { item: string; hash: string } => ({ item: `${page.id}#${field}`, hash: hashOf(page, field) });
  /** A name that no other has: somebody may send the same negotiation again. */
  const free = (name: string): string => {
    const taken = new Set([...record.keeper.state.cases.values()].map(({ name }) => name));
    let words = say("session", { name });
    for (let n = 2; taken.has(words); n++) words = say("session.again", { n, name }); // in front, where a narrow field shows it
    return words;
  };
  /** It begins with what came where its sheet asks for the same: the learner's measure. */
  const create = async (): Promise<void> => {
    const came = body.sheets.flatMap(({ fields }) => fields);
    const known = form.fields.flatMap(({ id: field, kind, means }): NewEvent[] => {
      const same = means === undefined ? undefined : came.find((one) => one.means === means && one.kind === kind);
      return same ? [{ t: "field", ...fieldOf(field), case: id, value: same.value }] : [];
    });
    await record.add({ t: "case", case: id, name: free([from.name, body.name].filter(Boolean).join(", ")), forms: [`${page.id}#${form.name}`] }, ...known);
  };
  let creating: Promise<void> | undefined; // each letter of a comment may ask
  const begin = async (): Promise<void> => {
    if (!begun()) await (creating ??= create().finally(() => (creating = undefined)));
  };
  const seen = form.fields.find(({ means }) => means === "seen");
  return {
    begun,
    commented() {
      const value = seen && record.keeper.state.cases.get(id)?.fields.get(`${page.id}#${seen.id}`)?.value;
      return Array.isArray(value) && !isEmpty(value) ? [seen!.columns ?? [], ...value.filter((row) => !isEmpty([row]))] : undefined;
    },
    sent() {
      const last = replyTo(shared, { id });
      return { day: last?.at ?? "", behind: isBehind(course, record.keeper.state.cases.get(id), last) };
    },
    comments: (typed) => seen && { record, id, ...fieldOf(seen.id), columns: seen.columns ?? [], wasSent: replyTo(shared, { id }) !== undefined, begin, typed },
    async open() {
      await begin();
      location.href = `${new URL(page.path, top).href}#case=${id}.${form.name}`;
    },
  };
}
