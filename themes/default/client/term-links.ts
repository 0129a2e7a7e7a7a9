/** Where a click leads without keys that ask for another tab or window: a term's link, or nothing. */
export function termAt(event: MouseEvent): HTMLAnchorElement | null {
  const { altKey, button, ctrlKey, defaultPrevented, metaKey, shiftKey } = event;
  if (altKey || button || ctrlKey || defaultPrevented || metaKey || shiftKey) return null;
  return (event.target as Element).closest<HTMLAnchorElement>("a.term:not([href^='#'])");
}
