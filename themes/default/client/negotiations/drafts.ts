// What is typed and not in the record yet: the names of its drafts, and how it gets there
// when a page was left before it could.
import type { LearnerRecord } from "../record/open";
import type { FieldValue, NewEvent } from "../record/schema";

/** The negotiation that was worked on last. */
export const openCase = "case";
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
  const fields = course.pages.flatMap((page) => (page.forms ?? []).filter((form) => forms.includes(`${page.id}#${form.name}`)).flatMap((form) => form.fields.map(({ id }) => ({ hash: hashOf(page, id), item: `${page.id}#${id}` }))));
  const typed: { key: string; event: NewEvent }[] = [];
  const values = (await Promise.all(fields.map(({ item }) => get(fieldDraft(id, item))))) as (FieldValue | undefined)[];
  for (const [i, { hash, item }] of fields.entries()) {
    const [key, value] = [fieldDraft(id, item), values[i]];
    if (value !== undefined && JSON.stringify(value) !== JSON.stringify(one.fields.get(item)?.value)) typed.push({ key, event: { t: "field", item, hash, case: id, value } });
  }
  const named = await get(nameDraft(id));
  if (typeof named === "string" && named && named !== name) typed.push({ key: nameDraft(id), event: { t: "case", case: id, name: named, forms: [...forms] } });
  if (!typed.length) return;
  try {
    await record.add(...typed.map(({ event }) => event));
    await Promise.all(typed.map(({ key }) => record.draft.clear(key)));
  } catch {
    // It stays a draft, and its own page says why.
  }
}
