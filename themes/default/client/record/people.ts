// Several people on one computer: whose record is open, and what keeps it shut.
import { forget, forgetPieces } from "./copy";
import { noteKept } from "./kept";
import { bytesOf, erased, retain, written } from "./tab";
import { sealed } from "./box";
import { newProfile, type LearnerRecord } from "./open";
import type { Profile } from "./store";
import { Trouble } from "./trouble";

/** What OWASP advises for PBKDF2 with SHA-256. */
const rounds = 600_000;

export async function people(record: LearnerRecord): Promise<Profile[]> {
  const all = (await record.store?.profiles()) ?? [];
  return all.filter((p) => !p.tab).sort((a, b) => (a.made < b.made ? -1 : 1));
}

/** Opens the record of somebody else, here and in every other tab. */
export async function change(record: LearnerRecord, to: Profile): Promise<void> {
  await record.enter(to);
  record.keeper.announce("opened");
}

export async function addPerson(record: LearnerRecord, name: string): Promise<void> {
  await change(record, { ...newProfile(), name });
}

export async function rename(record: LearnerRecord, name: string): Promise<void> {
  const { profile } = record.keeper;
  await record.store?.putProfile({ ...profile, name });
  await record.enter({ ...profile, name });
}

/** Seals a record with a passphrase; without one, it is readable again. */
export async function setPassphrase(record: LearnerRecord, words: string): Promise<void> {
  const { keeper, store } = record;
  if (!store || keeper.state.trouble?.kind === "locked") throw new Trouble("locked");
  const { lock: _, ...profile } = keeper.profile;
  const anew = async (...how: Parameters<typeof keeper.rewrite>): Promise<void> => {
    keeper.beside = undefined; // until the record is entered below, or pieces are made anew
    await keeper.rewrite(...how);
  };
  if (words === "") {
    await anew(profile);
    retain(record.key(profile.id), undefined);
  } else {
    const seal = await record.sealing();
    const salt = crypto.getRandomValues(new Uint8Array(16));
    const key = crypto.getRandomValues(new Uint8Array(32));
    const outer = sealed(seal, await seal.stretch(words, salt, rounds));
    const lock = { salt, rounds, key: outer.put([...key], place(profile)) as Uint8Array };
    await anew({ ...profile, lock }, sealed(seal, key));
    retain(record.key(profile.id), written(key));
  }
  forgetPieces(record.site, keeper.profile, true); // they are readable, or another key's
  await record.enter(keeper.profile);
  keeper.announce("erased");
}

/** Opens a sealed record in this tab; false where it is another passphrase. */
export async function unlock(record: LearnerRecord, words: string): Promise<boolean> {
  const { profile } = record.keeper;
  if (!profile.lock) return true;
  const seal = await record.sealing();
  try {
    const outer = sealed(seal, await seal.stretch(words, profile.lock.salt, profile.lock.rounds));
    const key = bytesOf((outer.take(profile.lock.key, place(profile)) as number[]).join());
    if (!key) return false;
    retain(record.key(profile.id), written(key));
  } catch {
    return false;
  }
  await record.enter(profile);
  return true;
}

/** Forgets the key in this tab. */
export async function shut(record: LearnerRecord): Promise<void> {
  retain(record.key(record.keeper.profile.id), undefined);
  await record.enter(record.keeper.profile);
}

/** Removes the record that is open from this browser, for good. */
export async function erase(record: LearnerRecord): Promise<void> {
  const { id } = record.keeper.profile;
  record.keeper.beside = undefined; // or the copy is made once more
  forget(record.site, id);
  // Where somebody is, no copy is looked for.
  if (!record.tab) await record.store?.profile((all) => all.find((p) => p.id !== id && !p.tab) ?? newProfile());
  await record.store?.erase(id);
  retain(record.key(id), undefined);
  record.forget();
  forget(record.site, id);
  erased(id);
  record.keeper.announce("erased");
  noteKept(record.site, false); // nobody has lost it
}

const place = (profile: Profile): string => profile.id + "/key";
