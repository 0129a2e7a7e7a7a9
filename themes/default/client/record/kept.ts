// Whether this browser has ever kept a record of a site. Browsers clear databases and
// leave this, so that a loss is told and not taken for a beginning. It says nothing
// else, and goes when the learner erases the record.
const keyOf = (site: string): string => "parley-kept:" + site;

export function wasKept(site: string): boolean {
  try {
    return localStorage.getItem(keyOf(site)) !== null;
  } catch {
    return false;
  }
}

export function noteKept(site: string, kept: boolean): void {
  try {
    if (kept) localStorage.setItem(keyOf(site), "1");
    else localStorage.removeItem(keyOf(site));
  } catch {
    // Where it may not be written, a loss looks like a beginning.
  }
}
