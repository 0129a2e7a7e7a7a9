/** Where the reader was in a page, kept over a reload. */
interface Place {
  path: string;
  x: number;
  y: number;
  anchor?: { id: string; top: number };
  focus?: Marks;
}

/** What tells an element from others: its id, or its looks and its place among its likes. */
interface Marks {
  id: string;
  tag: string;
  text: string;
  nth: number;
}

const key = 'parley-preview:place';

/** Keeps scroll position and focus for the next load of this page. */
export function keepPlace(): void {
  const place: Place = { path: location.pathname, x: scrollX, y: scrollY };
  const anchor = scrollY > 0 ? anchorInView() : undefined;
  if (anchor !== undefined) place.anchor = { id: anchor.id, top: anchor.getBoundingClientRect().top };
  const focus = document.activeElement;
  if (focus !== null && focus !== document.body && focus.localName !== 'parley-preview') place.focus = marks(focus);
  try {
    sessionStorage.setItem(key, JSON.stringify(place));
    history.scrollRestoration = 'manual';
  } catch {
    return; // the browser's own restoration has to do
  }
}

/** Goes back to the kept place, once. */
export function restorePlace(): void {
  const place = takePlace();
  if (place === undefined) return;
  if (place.focus !== undefined) {
    const focus = find(place.focus);
    if (focus instanceof HTMLElement || focus instanceof SVGElement) focus.focus({ preventScroll: true });
  }
  scrollToPlace(place);
  const reached = scrollY;
  // Pictures without a size may still push the text down. The browser's own
  // restoration stays off until it can no longer override ours.
  const settle = () => {
    if (scrollY === reached) scrollToPlace(place);
    requestAnimationFrame(() => { history.scrollRestoration = 'auto'; });
  };
  if (document.readyState === 'complete') settle();
  else addEventListener('load', () => requestAnimationFrame(settle), { once: true });
}

function takePlace(): Place | undefined {
  try {
    const text = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    if (text === null) return undefined;
    const place = JSON.parse(text) as Place;
    return place.path === location.pathname ? place : undefined;
  } catch {
    return undefined;
  }
}

function scrollToPlace(place: Place): void {
  const anchor = place.anchor === undefined ? null : document.getElementById(place.anchor.id);
  const top = anchor === null || place.anchor === undefined
    ? place.y
    : anchor.getBoundingClientRect().top + scrollY - place.anchor.top;
  scrollTo({ left: place.x, top, behavior: 'instant' });
}

/** The last heading above the middle of the window: text added above it then moves nothing. */
function anchorInView(): Element | undefined {
  let found: Element | undefined;
  for (const heading of document.querySelectorAll('h1[id], h2[id], h3[id], h4[id], h5[id], h6[id]')) {
    if (heading.getClientRects().length === 0) continue;
    if (heading.getBoundingClientRect().top > innerHeight / 2) break;
    found = heading;
  }
  return found;
}

function marks(e: Element): Marks {
  const text = looks(e);
  return { id: e.id, tag: e.localName, text, nth: likes(e.localName, text).indexOf(e) };
}

function find(m: Marks): Element | null {
  return (m.id === '' ? likes(m.tag, m.text)[m.nth] : document.getElementById(m.id)) ?? null;
}

function likes(tag: string, text: string): Element[] {
  return Array.from(document.getElementsByTagName(tag)).filter((e) => looks(e) === text);
}

function looks(e: Element): string {
  const names = ['href', 'name', 'value', 'aria-label'].map((name) => e.getAttribute(name) ?? '');
  return [...names, e.textContent ?? ''].join('\n');
}
