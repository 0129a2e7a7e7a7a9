// Counts what held and what did not, and prints it.

/** Problems is thrown by a test that found several things wrong. */
export class Problems extends Error {
  constructor(list) {
    super(list.join('\n'));
    this.list = list;
  }
}

/** fail throws when a list of problems is not empty. */
export function fail(list) {
  if (list.length > 0) throw new Problems(list);
}

/** Report runs tests and keeps their results. */
export class Report {
  passed = 0;
  failed = 0;
  // problem -> the places where it was met
  problems = new Map();
  // how long each test took: what a run spends its time on
  took = [];

  constructor({ only = '', audit = false } = {}) {
    this.only = only;
    this.audit = audit; // the long way
    this.begun = Date.now();
  }

  /** Runs one test; where names the page, the mode and the browser, what the thing tested. */
  async test(where, what, run, seconds = 90) {
    if (this.only && !`${where} ${what}`.includes(this.only)) return;
    const begun = Date.now();
    try {
      await inTime(run, seconds);
      this.passed++;
    } catch (error) {
      this.fault(where, what, error);
    }
    this.took.push({ where, what, seconds: (Date.now() - begun) / 1000 });
  }

  /** Counts a failure, of a test or of what lies between tests. */
  fault(where, what, error) {
    this.failed++;
    const list = error instanceof Problems ? error.list : [error?.stack ?? String(error)];
    for (const problem of list) {
      const key = `${what}: ${problem}`;
      if (!this.problems.has(key)) this.problems.set(key, []);
      this.problems.get(key).push(where);
    }
    // The reason at once: a run that is stopped prints no list at its end.
    console.log(`FAIL ${where} · ${what} · ${list.length} ${list.length === 1 ? 'problem' : 'problems'}: ${list[0].slice(0, 300).split('\n')[0]}`);
  }

  /** Says how far the run is. */
  step(words) {
    const seconds = ((Date.now() - this.begun) / 1000).toFixed(1);
    console.log(`${seconds.padStart(6)} s  ${words}`);
  }

  /** Prints the tests that took longest. */
  slowest(many) {
    for (const { where, what, seconds } of this.took.sort((a, b) => b.seconds - a.seconds).slice(0, many)) console.log(`${seconds.toFixed(1).padStart(6)} s  ${where} · ${what}`);
  }

  /** Prints every problem with its places, then the closing line; returns the exit status. */
  close() {
    for (const [problem, places] of this.problems) {
      console.log(`\n${problem}`);
      for (const place of new Set(places)) console.log(`    at ${place}`);
    }
    console.log(`\n${this.passed} passed, ${this.failed} failed`);
    return this.failed > 0 || this.passed === 0 ? 1 : 0;
  }
}

// A browser that answers no more must not hold up the run.
function inTime(run, limit) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no result after ${limit} s`)), limit * 1000);
  });
  return Promise.race([run(), late]).finally(() => clearTimeout(timer));
}
