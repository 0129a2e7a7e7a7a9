// The record of a session about something that was sent. It has the id of the file that
// it answers, so that the answer finds its way back.
import { hashOf, settleDrafts } from "../negotiations/drafts";
import { say } from "../words";
import type { Desk } from "./desk";
import type { Envelope, SentField } from "./envelope";
import { valueLines } from "./view";

export interface Session {
  /** Opens its sheet, made if there is none yet. */
  open(): Promise<void>;
  /** Opens it with a row about one answer; undefined where the sheet has no place for that. */
  comment: ((on: SentField) => Promise<void>) | undefined;
  begun: boolean;
}

/** Undefined where the course has no sheet for it, and for what needs no session. */
export function sessionOf(envelope: Envelope, { course, record, top }: Desk): Session | undefined {
  const found = course.pages.flatMap((page) => (page.forms ?? []).filter(({ step }) => step === "coaching").map((form) => ({ page, form })))[0];
  if (!found || envelope.kind === "answer") return undefined;
  const { form, page } = found;
  const { id } = envelope;
  const cases = (): typeof record.keeper.state.cases => record.keeper.state.cases;
  const begin = async (): Promise<void> => {
    if (!cases().has(id)) await record.add({ t: "case", case: id, name: say("session", { name: envelope.from.name || envelope.body.name }), forms: [`${page.id}#${form.name}`] });
  };
  const open = async (field = ""): Promise<void> => {
    await begin();
    location.href = `${new URL(page.path, top).href}#case=${id}.${form.name}${field && "." + field}`;
  };
  const seen = form.fields.find(({ means }) => means === "seen");
  const comment = seen && (async (on: SentField): Promise<void> => {
    await begin();
    await settleDrafts(record, course, id); // its sheet may have been left in the middle of a word
    const item = `${page.id}#${seen.id}`;
    const was = cases().get(id)?.fields.get(item)?.value;
    const rows = (Array.isArray(was) ? was : []).filter((row) => row.some((cell) => cell.trim()));
    const about = aboutOf(on);
    if (!rows.some(([first]) => first === about)) {
      await record.add({ t: "field", item, hash: hashOf(page, seen.id), case: id, value: [...rows, [about, ...(seen.columns ?? []).slice(1).map(() => "")]] });
    }
    await open(seen.id);
  });
  return { open: () => open(), comment, begun: cases().has(id) };
}

/** What a comment is about: what was asked, and the answer where that is no table. */
function aboutOf(field: SentField): string {
  const own = Array.isArray(field.value) ? "" : valueLines(field).join(" ").replace(/\s+/g, " ");
  const words = `${field.label} ${own}`.trim();
  return words.length > longest ? words.slice(0, longest).replace(/\s\S*$/, "") + "\u2026" : words;
}

const longest = 160; // characters
