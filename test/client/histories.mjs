// Makes up what three browsers did, line by line as site/record/history_test.go does.
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export class History {
  ids = [];
  lines = [];

  constructor(seed) {
    this.state = seed;
    this.devices = [0, 1, 2].map(() => ({ dev: this.name(11), seq: 0, lam: 0, clock: 1_700_000_000 + this.pick(1_000_000), has: [] }));
    const steps = 4 + this.pick(12);
    for (let i = 0; i < steps; i++) this.step(this.devices[this.pick(3)]);
  }

  /** mulberry32 */
  next() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    const a = this.state;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  }

  pick(n) {
    return this.next() % n;
  }

  name(length) {
    return Array.from({ length }, () => letters[this.pick(64)]).join('');
  }

  step(device) {
    switch (this.pick(10)) {
      case 5: {
        const ids = [this.name(22)]; // one that nobody has seen yet
        const more = this.pick(4);
        for (let i = 0; i < more; i++) if (this.ids.length) ids.push(this.ids[this.pick(this.ids.length)]);
        return this.add(device, `"t":"delete","v":1,"ids":["${ids.join('","')}"]`);
      }
      case 6: {
        const other = this.devices[this.pick(3)];
        device.has.push(...[...other.has]);
        device.lam = Math.max(device.lam, other.lam);
        return;
      }
      case 7:
        device.clock -= this.pick(10_000_000); // the clock was set back
        return;
      case 8: {
        if (!this.lines.length) return;
        let line = this.lines[this.pick(this.lines.length)].replace('"at":"20', '"at":"21'); // an id with another content
        if (this.pick(3) === 0) line = line.slice(0, 30) + this.conflict();
        device.has.push(line);
        return;
      }
      case 9:
        return this.add(device, this.newer());
      default:
        this.add(device, this.body());
    }
  }

  /** The rest of an event that has only its id from another. */
  conflict() {
    const rest = `,"dev":"${this.name(11)}","seq":1,"lam":${1 + this.pick(9)},"at":"2024-01-01T00:00:00Z",`;
    if (this.pick(2) === 0 || !this.ids.length) return rest + '"t":"read","v":1,"page":"content/x","hash":"00112233"}';
    return rest + `"t":"delete","v":1,"ids":["${this.ids[this.pick(this.ids.length)]}"]}`;
  }

  add(device, rest) {
    device.clock += this.pick(100_000);
    const id = this.name(22);
    const at = new Date(device.clock * 1000).toISOString().slice(0, 19) + 'Z';
    const line = `{"id":"${id}","dev":"${device.dev}","seq":${++device.seq},"lam":${++device.lam},"at":"${at}",${rest}}`;
    this.ids.push(id);
    this.lines.push(line);
    device.has.push(line);
  }

  body() {
    const hash = '"hash":"0a1b2c3d"';
    const item = `"item":"exercises/x#q${this.pick(5)}",${hash}`;
    const name = 'AAAAAAAAAAAAAAAAAAAAA' + this.pick(3);
    switch (this.pick(6)) {
      case 0:
        return `"t":"answer","v":1,${item},"score":${['0', '0.5', '1', 'null', '1.0', '5e-1'][this.pick(6)]},"chosen":["\\u00e4 \\ud83d\\ude00","b"]`;
      case 1:
        return `"t":"rating","v":1,${item},"round":"${name}","value":${this.pick(4)}`;
      case 2:
        return `"t":"field","v":1,${item},"case":"${name}","value":{"low":"${this.pick(9)}","high":"2"}`;
      case 3:
        return `"t":"case","v":1,"case":"${name}","name":"n${this.pick(9)}","forms":["x#f"]`;
      case 4:
        return `"t":"read","v":1,"page":"content/x",${hash}`;
      default:
        return `"t":"review","v":1,"card":"term:glossary/t${this.pick(3)}","grade":${1 + this.pick(4)},${hash}`;
    }
  }

  /** An event that a later Parley might write. */
  newer() {
    let id = this.name(22);
    if (this.ids.length) id = this.ids[this.pick(this.ids.length)];
    const more = ',"__proto__":{"b":[1e21,-0,0.1e-6,null],"a":"\\u2028\\u007f"},"\u{1f600}":1,"\ufb33":2';
    return ['"t":"badge","v":1' + more, '"v":2,"t":"answer"' + more, `"v":3,"t":"delete","ids":["${id}"]`][this.pick(3)];
  }
}
