// What is typed and not in the record yet: the names of its drafts, and how it gets there
// when a page was left before it could.
import { isEmpty } from "../practice/lock";
import type { LearnerRecord } from "../record/open";
import type { FieldValue, NewEvent } from "../record/schema";

/** The negotiation that was worked on last. */
export const openCase = "case";
/** The session that was: of somebody else's negotiation, so that one's own sheets do not open it. */
export const openSession = "case:coaching";
/** A field, by its page and id; what others are asked; what is chosen for them; a lesson card; a name. */
export const fieldDraft = (id: string, ref: string): string => `field:${id}:${ref}`;
export const askDraft = (id: string): string => "ask:" + id;
export const shareDraft = (id: string): string => "share:" + id;
export const cardDraft = (id: string): string => "card:" + id;
export const nameDraft = (id: string): string => "name:" + id;

/** What a field says is kept beside this, for who looks whether its question has changed. */
export const hashOf = ({ hashes, items }: CoursePage, id: string): string => hashes?.[items?.indexOf(id) ?? -1]?.split(" ")[0] ?? "";

/** Puts into the record what was typed last of a negotiation: whoever shares it shares that too. */
export async function settleDrafts(record: LearnerRecord, course: CourseData, id: string): Promise<void> {
  const one = record.keeper.state.cases.get(id);
  if (!one) return;
  const { forms, name } = one;
  const get = (key: string): Promise<unknown> => record.draft.get(key).catch(() => undefined);
  const fields = course.pages.flatMap((page) => (page.forms ?? []).flatMap((form) => form.fields.map(({ id }) => ({ form: `${page.id}#${form.name}`, hash: hashOf(page, id), item: `${page.id}#${id}` }))));
  const typed: { key: string; draft: unknown; event: NewEvent }[] = [];
  const begun = new Set(forms); // with the sheets on which nothing but drafts is kept yet
  const values = (await Promise.all(fields.map(({ item }) => get(fieldDraft(id, item))))) as (FieldValue | undefined)[];
  for (const [i, { form, hash, item }] of fields.entries()) {
    const [value, was] = [values[i], one.fields.get(item)?.value];
    if (value === undefined || JSON.stringify(value) === JSON.stringify(was) || (was === undefined && isEmpty(value))) continue;
    begun.add(form);
    typed.push({ key: fieldDraft(id, item), draft: value, event: { t: "field", item, hash, case: id, value } });
  }
  const named = await get(nameDraft(id));
  const renamed = typeof named === "string" && named !== "" && named !== name;
  if (renamed || begun.size > forms.length) typed.unshift({ key: nameDraft(id), draft: named, event: { t: "case", case: id, name: renamed ? named : name, forms: [...begun] } });
  // One by one: what cannot be kept stays a draft, and its own page says why.
  for (const { draft, event, key } of typed) {
    try {
      await record.add(event);
      if (JSON.stringify(await get(key)) === JSON.stringify(draft)) await record.draft.clear(key); // another tab may have written on
    } catch {
      continue;
    }
  }
}
