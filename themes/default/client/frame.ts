// The script of frame.html: keeps for the pages of one tab what they cannot share
// otherwise; see join in record/tab.ts. It answers the page that it stands in, and
// from a disk alone; elsewhere pages need nobody.
//
// sessionStorage goes with the tab, and has who is at work and their key. What is
// sealed by that key lies in localStorage: Firefox loses what a frame puts into
// sessionStorage when a page was loaded twice in a row.
import { leftFor } from "./record/left";
import type { Told } from "./record/tab";

const lasting = /^parley-carry:[^:]*:([^:]+):/; // a profile's

function answer({ all, key, value, erased }: Told): void {
  if (all) parent.postMessage({ all: mine() } satisfies Told, "*");
  if (erased) forget(erased);
  if (key === undefined) return;
  const storage = lasting.test(key) ? localStorage : sessionStorage;
  if (value === undefined) storage.removeItem(key);
  else storage.setItem(key, value);
}

/** What belongs to this tab. */
function mine(): [string, string][] {
  const session = Object.entries(sessionStorage).filter(([key, value]) => !isErased(key) && !isErased(":" + value));
  const profiles = session.filter(([key]) => key.startsWith("parley-profile:")).map(([, id]) => id);
  for (const id of profiles) localStorage.setItem("parley-used:" + id, String(Date.now()));
  sweep(profiles);
  return [...session, ...Object.entries(localStorage).filter(([key]) => profiles.includes(lasting.exec(key)?.[1] ?? ""))];
}

const isErased = (text: string): boolean => localStorage.getItem("parley-erased:" + text.slice(text.lastIndexOf(":") + 1)) !== null;

/** Nobody can open what tabs have left that were closed long ago. */
function sweep(profiles: readonly string[]): void {
  for (const [key, value] of Object.entries(localStorage)) {
    const [kind, id = ""] = key.split(":");
    if (kind === "parley-used" && Number(value) < Date.now() - leftFor && !profiles.includes(id)) forget(id);
  }
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
