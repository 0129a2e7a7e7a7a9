// The script of frame.html: keeps for the pages of one tab what they cannot share
// otherwise; see join in record/tab.ts. It answers the page that it stands in, and
// from a disk alone; elsewhere pages need nobody.
//
// sessionStorage goes with the tab, and has who is at work and their key. What is
// sealed by that key lies in localStorage: Firefox loses what a frame puts into
// sessionStorage when a page was loaded twice in a row.
import { atLeast, leftFor } from "./record/left";
import type { Told } from "./record/tab";

const lasting = /^parley-carry:[^:]*:([^:]+):/; // a profile's

function answer({ all, key, value, erased }: Told): void {
  if (all) parent.postMessage({ all: mine() } satisfies Told, "*");
  if (erased) forget(erased);
  if (key === undefined) return;
  const storage = lasting.test(key) ? localStorage : sessionStorage;
  if (value === undefined) storage.removeItem(key);
  else keep(storage, key, value);
}

/** Makes room by what was left some days ago; without any, the page is told, and pages after it. */
function keep(storage: Storage, key: string, value: string): void {
  try {
    storage.setItem(key, value);
  } catch {
    storage.removeItem(key); // what is older must not count before what its page has
    const [oldest] = left().filter(({ at }) => at < Date.now() - atLeast).sort((a, b) => a.at - b.at);
    if (oldest) {
      forget(oldest.id);
      return keep(storage, key, value);
    }
    const full = key.split(":").slice(0, 3).join(":") + ":full";
    parent.postMessage({ full } satisfies Told, "*");
    sessionStorage.setItem(full, "1");
  }
}

/** The profiles of other tabs, and when each was last used. */
function left(): { id: string; at: number }[] {
  const open = Object.entries(sessionStorage).filter(([key]) => key.startsWith("parley-profile:")).map(([, id]) => id);
  return Object.entries(localStorage).flatMap(([key, value]) => (key.startsWith("parley-used:") && !open.includes(key.slice(12)) ? { id: key.slice(12), at: Number(value) } : []));
}

/** What belongs to this tab. */
function mine(): [string, string][] {
  const session = Object.entries(sessionStorage).filter(([key, value]) => !isErased(key) && !isErased(":" + value));
  const profiles = session.filter(([key]) => key.startsWith("parley-profile:")).map(([, id]) => id);
  for (const id of profiles) localStorage.setItem("parley-used:" + id, String(Date.now()));
  sweep();
  return [...session, ...Object.entries(localStorage).filter(([key]) => profiles.includes(lasting.exec(key)?.[1] ?? ""))];
}

const isErased = (text: string): boolean => localStorage.getItem("parley-erased:" + text.slice(text.lastIndexOf(":") + 1)) !== null;

/** Nobody can open what tabs have left that were closed long ago. */
function sweep(): void {
  for (const { at, id } of left()) if (at < Date.now() - leftFor) forget(id);
}

function forget(profile: string): void {
  for (const key of Object.keys(localStorage)) if (lasting.exec(key)?.[1] === profile) localStorage.removeItem(key);
  localStorage.removeItem("parley-used:" + profile);
  localStorage.setItem("parley-erased:" + profile, "1"); // its key may still be found
}

if (location.protocol === "file:" && parent !== window) {
  addEventListener("message", ({ source, data }: MessageEvent<Told>) => {
    if (source !== parent) return;
    try {
      answer(data);
    } catch {
      // No room: the page that made it has it, and tries again when it is opened.
    }
  });
}
