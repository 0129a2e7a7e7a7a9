// The browser's side of the preview: loads the page again when it would look
// different, and shows what is wrong with the site.
import { Overlay } from './overlay';
import { keepPlace, restorePlace } from './place';
import type { Problem } from './problems';
import { Stream } from './stream';

/** The version of this page that the server put in its response's header. */
function version(): string {
  const [entry] = performance.getEntriesByType('navigation');
  if (!(entry instanceof PerformanceNavigationTiming)) return '';
  // Browsers leave the list out where a page did not come over a safe way.
  const timing = entry.serverTiming as readonly PerformanceServerTiming[] | undefined;
  return timing?.find((t) => t.name === 'parley-preview')?.description ?? '';
}

restorePlace();
const overlay = new Overlay();
const query = new URLSearchParams({ page: location.pathname, version: version() });
new Stream(`/_parley/events?${query}`, {
  problems: (data) => overlay.show(JSON.parse(data) as Problem[]),
  reload: () => {
    keepPlace();
    location.reload();
  },
}).start();
