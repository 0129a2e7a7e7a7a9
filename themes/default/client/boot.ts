// Runs in the head, before anything is drawn.
import { apply, stored } from "./scheme";

apply(stored());

// Which addresses a script may be added from: this build's own, found next to
// this file, the cards of its terms, its search's shards, what learners' own pages know of the
// course, and the preview's script. The names are compared as wholes, so that a mistake elsewhere cannot load anything else.
const self = (document.currentScript as HTMLScriptElement).src;
const allowed = SCRIPTS.map((name) => new URL(name, self).href);
const top = new URL("../", self).href;
if (location.protocol === "http:") {
  allowed.push(location.origin + "/_parley/preview.js");
}

const rules = {
  createScriptURL(address: string): string {
    const whole = new URL(address, document.baseURI).href;
    const data = whole.startsWith(top) && /^([^?#]+\.card|search\/[a-z0-9.-]+|course\.[a-z0-9.-]+)\.js$/i.test(whole.slice(top.length));
    if (!data && !allowed.includes(whole)) {
      throw new TypeError("not a script of this site: " + whole);
    }
    return whole;
  },
};

const policy = window.trustedTypes?.createPolicy("parley", rules) ?? rules;
window.parley = Object.freeze({
  scriptURL: (address: string) => policy.createScriptURL(address),
});
