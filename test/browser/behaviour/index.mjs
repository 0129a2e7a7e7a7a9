// What a person can do on the pages, tried in a real browser.
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startModes, startSecure } from '../lib/modes.mjs';
import { openPage } from '../lib/observe.mjs';
import { fail } from '../lib/report.mjs';
import { cards } from './cards.mjs';
import { coaches } from './coaches.mjs';
import { debrief } from './debrief.mjs';
import { exams } from './exams.mjs';
import { forms } from './forms.mjs';
import { keyboard } from './keyboard.mjs';
import { moving } from './moving.mjs';
import { negotiations } from './negotiations.mjs';
import { packages } from './packages.mjs';
import { phone } from './phone.mjs';
import { practice } from './practice.mjs';
import { preview } from './preview.mjs';
import { reading } from './reading.mjs';
import { record } from './record.mjs';
import { scheme } from './scheme.mjs';
import { search } from './search.mjs';
import { sharing } from './sharing.mjs';
import { table } from './table.mjs';
import { copies } from '../record/copies.mjs';
import { folders } from '../record/folders.mjs';
import { leaving } from '../record/leaving.mjs';
import { packs } from '../record/packs.mjs';
import { sites as twoSites } from '../record/sites.mjs';
import { tabs } from '../record/tabs.mjs';
import { troubles } from '../record/troubles.mjs';
import { unsaved } from '../record/unsaved.mjs';

/** What every page does; what a learner does, and where it is kept. */
const groups = [scheme, phone, keyboard, reading, cards, search, practice, exams, forms, table, debrief, negotiations, packages, coaches, sharing, record, folders, packs, copies, leaving, tabs, twoSites, troubles, unsaved, moving, preview];

/** Tries everything in one browser; in a short run two browsers share it out. */
export async function behaviours(report, browser, name, sites, work) {
  const stage = new Stage(report, browser, name, sites, work);
  try {
    for (const group of groups) {
      stage.unshared = false;
      await group(stage);
    }
  } finally {
    await stage.close();
  }
}

/** Stage opens pages for the tests. */
export class Stage {
  constructor(report, browser, name, sites, work) {
    Object.assign(this, { report, browser, name, work });
    this.chromium = name === 'chromium';
    this.site = (wanted) => sites.find((s) => s.name === wanted);
  }

  /**
   * The site that a test wants. Without scripts, where the browser cannot switch
   * them off (Firefox's protocol evaluates nothing once they are off), it is a copy
   * of the built site in which every script is empty; lost names files, by a
   * pattern, that a copy has lost on the way.
   */
  async variant(site, { scripts, lost }) {
    if (lost) return this.copy(site, `without-${lost.source.replace(/\W+/g, '')}`, (dir) => loseFiles(site, dir, lost));
    if (scripts === false && !this.chromium) return this.copy(site, 'scriptless', (dir) => emptyScripts(site, dir));
    return site;
  }

  async copy(site, name, change) {
    this.copies ??= new Map();
    const key = `${site.name}-${name}`;
    if (!this.copies.has(key)) this.copies.set(key, copied(site, await mkdtemp(join(this.work, `${key}-`)), change));
    return this.copies.get(key);
  }

  /** A site over https; each run makes a certificate of its own. */
  secure(site) {
    this.secured ??= new Map();
    if (!this.secured.has(site)) this.secured.set(site, mkdtemp(join(this.work, 'https-')).then((folder) => startSecure(site, folder)));
    return this.secured.get(site);
  }

  async close() {
    for (const secured of this.secured?.values() ?? []) await (await secured).server.close();
    for (const copy of this.copies?.values() ?? []) await (await copy).served.server.close();
  }

  /** Whether this is Chromium, for tests that only it can run: what follows in the group is not shared out. */
  alone() {
    return (this.unshared = this.chromium);
  }

  /** Whether a test is this browser's: in an audit all are, in a short run every other one, by its name. */
  mine(name) {
    if (this.report.audit || this.report.only || this.unshared) return true;
    const sum = [...name].reduce((total, sign) => total + sign.codePointAt(0), 0);
    return (sum % 2 === 0) === this.chromium;
  }

  /** The modes in which a test runs: all of them in an audit, in a short run one by turns. */
  ways(...modes) {
    if (this.report.audit || this.report.only) return modes;
    this.turn = (this.turn ?? -1) + 1;
    return [modes[this.turn % modes.length]];
  }

  /**
   * Runs a test on a fresh page. at is { site, mode, file } and may have
   * viewport, and before(page), which runs ahead of loading; missing says that
   * the page is a 404, expected is a pattern for problems that belong to the test;
   * variant() says what else.
   */
  async on(at, what, run, seconds) {
    if (!this.mine(`${at.site} ${at.file} ${at.mode} ${what}`)) return;
    const site = await this.variant(this.site(at.site ?? 'site'), at);
    const mode = at.mode === 'https' ? (await this.secure(site)).mode : site.served.modes.find((m) => m.name === (at.mode ?? 'http'));
    const file = at.file ?? 'content/course/everything.html';
    await this.report.test(`${site.name}/${file} · ${mode.name} · ${this.name}`, what, async () => {
      const opened = await openPage(this.browser);
      try {
        opened.expect(mode.inside, at.missing);
        await opened.page.setViewport(at.viewport ?? { width: 1440, height: 900 });
        if (at.scripts === false && this.chromium) await opened.page.setJavaScriptEnabled(false);
        await at.before?.(opened.page);
        await opened.page.goto(mode.url(file), { waitUntil: 'load' });
        await run(opened.page, mode);
        fail((await opened.take()).filter((problem) => !at.expected?.test(problem)));
      } finally {
        await opened.close();
      }
    }, seconds);
  }
}

async function copied(site, dir, change) {
  await cp(site.dir, dir, { recursive: true });
  await change(dir);
  const copy = { ...site, dir };
  copy.served = await startModes(copy);
  return copy;
}

async function emptyScripts(site, dir) {
  for (const file of site.files.filter((f) => f.endsWith('.js'))) await writeFile(join(dir, file), '');
}

async function loseFiles(site, dir, lost) {
  for (const file of site.files.filter((f) => lost.test(f))) await rm(join(dir, file));
}

/** The width and height of a phone. */
export const phoneSize = { width: 360, height: 740 };
