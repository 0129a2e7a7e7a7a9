// My file: written by one click, to the file that was chosen once where the browser
// allows that, else as a download.
import { download } from "../download";
import { writeFile } from "../record/file";
import type { LearnerRecord } from "../record/open";

interface Pickers {
  showSaveFilePicker?(options: object): Promise<FileSystemFileHandle>;
  showOpenFilePicker?(options: object): Promise<FileSystemFileHandle[]>;
}
type Permitted = FileSystemFileHandle & { requestPermission?(how: { mode: string }): Promise<string> };

export const pickers = (): Pickers => window as unknown as Pickers;

export const types = [{ description: "Parley", accept: { "application/jsonl": [".jsonl"] } }];

/** How a file came about; undefined where the learner changed their mind. */
export type Saved = { name: string; how: "written" | "download" } | undefined;

/** Saves everything. With `anew` the learner chooses another file. To be called at a click. */
export async function save(record: LearnerRecord, course: string, anew = false): Promise<Saved> {
  const { keeper } = record;
  const at = new Date().toISOString().slice(0, 19) + "Z";
  const text = (): string => writeFile({ site: record.site, name: course, saved: at }, keeper.all().values());
  const plain = [course, keeper.profile.name].filter(Boolean).join(" ").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "record";
  if (pickers().showSaveFilePicker) {
    const file = await chosen(anew ? undefined : keeper.saved?.file, plain + ".parley.jsonl");
    if (file === "no") return undefined;
    if (file) {
      const out = await file.createWritable();
      await out.write(text());
      await out.close();
      await keeper.savedAs(file.name, at, file);
      return { name: file.name, how: "written" };
    }
  }
  const name = `${plain}-${at.slice(0, 10)}.parley.jsonl`;
  download(name, "application/jsonl", text());
  await keeper.savedAs(name, at);
  return { name, how: "download" };
}

/** The file to write to: the one of last time while that may be, or another; "no" where none was chosen. */
async function chosen(last: Permitted | undefined, suggestedName: string): Promise<FileSystemFileHandle | "no" | undefined> {
  try {
    if (last && (await last.requestPermission?.({ mode: "readwrite" })) === "granted") return last;
    return await pickers().showSaveFilePicker?.({ suggestedName, types });
  } catch (error) {
    // Closed by the learner; or the browser forbids it here, and a download must do.
    return (error as Error).name === "AbortError" ? "no" : undefined;
  }
}
