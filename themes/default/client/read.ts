/**
 * Reads scripts of data: the cards of terms, the shards of the search, the course. Pages that
 * are opened from a disk can read nothing else. The scripts of a page share one
 * reader, since there is one place where data is handed over.
 */
export function reader(): Read {
  const parley = window.parley as Parley;
  if (parley.read) return parley.read;
  let said: unknown[] = []; // by the script that has just run
  const take = (...words: unknown[]): void => void (said = words);
  const known: Record<string, Promise<any>> = {}; // what pick has let pass

  const read = ((address, pick) =>
    (known[address] ??= new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = parley.scriptURL(address);
      script.onload = () => {
        const data = pick(said);
        said = [];
        if (data) done(data);
        else fail(new Error(address + " says nothing"));
      };
      script.onerror = fail;
      document.head.append(script);
    }).catch((error) => {
      delete known[address]; // the network may come back
      throw error;
    }))) as Read;
  read.said = () => said.splice(0);
  window.parley = Object.freeze({ ...parley, card: take, shard: take, course: take, read });
  return read;
}

/** Reads what there is to do in the course, by the address on a page of layout progress or record. */
export function readCourse(address: string): Promise<CourseData> {
  return reader()(address, ([data]) => data as CourseData);
}

/** Reads the card that lies beside a term's page; fails where there is none. */
export function readCard(page: string): Promise<CardData> {
  return reader()(page.replace(/\.html([?#].*)?$/, ".card.js"), ([data]) => data as CardData);
}
