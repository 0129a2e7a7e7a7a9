// My progress: what is next, where the course stands, what was done.
import { fill, make, type Content } from "../make";
import { renamed } from "../record/refs";
import type { LearnerRecord } from "../record/open";
import { say } from "../words";
import { calibrationView } from "./calibration";
import { competenciesView } from "./competencies";
import { dealer } from "./due";
import { historyView } from "./history";
import { keepMarks } from "./marks";
import { pathsView } from "./paths";
import { receiptView } from "./receipt";
import { stagesView } from "./stages";
import { notice } from "./notice";
import { reading } from "./reading";
import { begun, part, type Drawn } from "./parts";
import { standings } from "./standing";
import { nextView } from "./steps";

export async function overview(app: HTMLElement, record: LearnerRecord): Promise<void> {
  const read = await reading(app, record);
  if (!read) return;
  const { course, top } = read;
  const pages = new Map(course.pages.map((page) => [page.id, page]));
  let due: number | undefined;
  const cards = make("div", {}); // holds a session, so it is never drawn anew

  let following = make("section", {});

  const find = (): Drawn => ({
    record, course, due, cards,
    state: record.keeper.state,
    standings: standings(course, record.keeper.state),
    href: ({ path }) => new URL(path, top).href,
    title: (ref) => {
      const id = renamed(ref, record.keeper.moves).split("#")[0] ?? ref;
      return pages.get(id)?.title ?? id;
    },
  });
  const draw = (): void => {
    if (record.keeper.state.trouble?.kind === "locked") {
      fill(app, notice(record, record.keeper.state, app.dataset.record, course.name));
      app.dataset.ready = "true";
      return;
    }
    const found = find();
    void keepMarks(record, found.standings, course);
    following = nextView(found);
    // What somebody has opened, or is at, stays so.
    const focus = app.contains(document.activeElement) ? (document.activeElement as HTMLElement) : undefined;
    const open = new Set([...app.querySelectorAll<HTMLElement>("details[open]")].map(({ dataset }) => dataset.key));
    fill(app, [notice(record, found.state, app.dataset.record, course.name), following, begun(found) && parts(found)]);
    for (const details of app.querySelectorAll<HTMLDetailsElement>("details[data-key]")) details.open = open.has(details.dataset.key);
    if (focus && app.contains(focus)) focus.focus({ preventScroll: true });
    app.dataset.ready = "true";
  };
  draw();
  record.onchange(draw);
  try {
    const dealt = await dealer();
    due = await dealt.due(course, record.keeper.state, Date.now());
    if (record.keeper.state.count > 0) await dealt.start(cards, course);
    const before = following; // the rest stays: somebody may be at it
    following = nextView(find());
    before.replaceWith(following);
  } catch {
    // No cards today.
  }
}

function parts(found: Drawn): Content {
  return [pathsView(found), part("cards", found.cards, say("cards.made")), stagesView(found), competenciesView(found), calibrationView(found), historyView(found), receiptView(found)];
}
