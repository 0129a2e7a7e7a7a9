// What was looked for lately. Storage may be missing or refused: then nothing is
// kept.

const most = 8;

/** The list with a query in front. */
export function added(list: readonly string[], query: string): string[] {
  return [query, ...without(list, query)].slice(0, most);
}

export function without(list: readonly string[], query: string): string[] {
  return list.filter((other) => other !== query);
}

/** The list that a site keeps under its key. */
export function kept(key: string): string[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(key) ?? "");
    return Array.isArray(list) ? list.map(String) : [];
  } catch {
    return [];
  }
}

export function keep(key: string, list: readonly string[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(list));
  } catch {
    // It is not remembered.
  }
}
