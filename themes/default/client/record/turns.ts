// One thing after the other, so that nothing is counted twice or left out.
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  /** Does the work once all that came before is done, be it that some of it failed. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const run = this.last.then(work);
    this.last = run.catch(() => undefined);
    return run;
  }
}
