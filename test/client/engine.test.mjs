import assert from 'node:assert/strict';
import { readdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { after, test } from 'node:test';
import { build, loader } from './built.mjs';
import { client } from './client.mjs';

// A page that is several units, with the same words far apart; and a site where
// some words are in so many units that the rest of them lies apart.
const paragraph = 'The agenda lists what both sides will talk about and in which order they do so. ';
const long = Array.from({ length: 90 }, (_, i) => `## Item ${i} {#item-${i}}\n\n${paragraph.repeat(12)}\n\nMarker${'abcdefghij'[i % 10]}${'abcdefghij'[Math.floor(i / 10)]} and quorum.\n`);
const common = Object.fromEntries(Array.from({ length: 2300 }, (_, i) => [
  `content/n${i}.md`, `# Note ${i}\n\nFrequent ${'filler '.repeat(i % 50)} ${i === 1799 ? 'needle' : 'hay'}${i % 3 ? '' : ' third'}.\n`,
]));

const [small, large] = await Promise.all([
  build({ 'content/long.md': `---\ntitle: A long agenda\n---\n${paragraph}\n\n${long.join('\n')}` }),
  build({ 'parley.yaml': 'name: Large\nid: large-site\n', ...common }, true),
]);
after(() => Promise.all([small, large].map((folder) => rm(dirname(folder), { recursive: true }))));

const { open } = await client('search/engine');
const indexes = new Map();
const of = async (lang, folder = small) => {
  const key = lang + folder;
  if (!indexes.has(key)) indexes.set(key, await open(loader(folder).load, lang));
  return indexes.get(key);
};

/** Asks, and says what a reader sees: addresses in order, the first excerpt with [marks], and the answer itself. */
async function ask(query, { lang = 'en', typing = false, folder = small } = {}) {
  const index = await of(lang, folder);
  const answer = await index.search(query, typing);
  const shown = await Promise.all(answer.hits.slice(0, 20).map((hit) => index.show(hit)));
  return { ...answer, shown, at: shown.map(({ href }) => href.replace(/^content\/|\.html/g, '').replace(/^(\w\w)\/content\//, '$1/')), text: shown[0] ? marked(shown[0]) : '' };
}

const marked = ({ parts }) => parts.map(({ text, mark }) => (mark ? `[${text}]` : text)).join('');

/** Holds the first hit of each query. */
async function first(cases, options) {
  for (const [query, want] of Object.entries(cases)) assert.equal((await ask(query, options)).at[0], want, query);
}

test('a word is found in every form, and so is a section by its words', () => first({
  mediator: 'mediation', mediators: 'mediation', mediates: 'mediation', MEDIATING: 'mediation', concession: 'concessions',
  orange: 'preparing#interests', authority: 'preparing#who-decides', corridor: 'emotions#break', 'warehouse delivery': 'contract#delivery',
  recruiter: 'salary', colleague: 'salary', "don't apologise": 'salary#asking', 'dont apologise': 'salary#asking',
}));

test('the words of a title and of a heading count for more', () => first({
  listening: 'listening', silence: 'listening#silence', payment: 'contract#payment', 'payment terms': 'contract#payment',
  'first offer': 'first-offer', 'making the first offer': 'first-offer', 'writing contract': 'contract',
}));

test('a question is answered as a whole', async () => {
  await first({
    'How do I ask for more money?': 'salary#asking', 'what does a mediator do?': 'mediation', 'should I make the first offer or wait': 'first-offer',
    'who else has to agree to this': 'preparing#who-decides', 'how long is silence bearable after a question': 'listening#silence',
  });
  assert.deepEqual((await ask('how do you negotiate a discount within ten days of payment')).at[0], 'contract#payment');
});

test('a word is found while it is typed', async () => {
  await first({ me: 'mediation', med: 'mediation', mediat: 'mediation', conc: 'concessions', 'payment t': 'contract#payment', 'first of': 'first-offer', pur: 'preparing#who-decides' }, { typing: true });
  assert.deepEqual((await ask('medi', { typing: false })).at, [], 'not when it is whole');
  assert.deepEqual((await ask('x', { typing: true })).missing, 0);
  assert.equal((await ask('anc', { typing: true })).terms.length, 0, 'no name yet');
  assert.deepEqual((await ask('medi', { typing: true })).corrected, [], 'nor misspelt');
});

test('one slip is forgiven anywhere, two in a long word', async () => {
  for (const [query, meant] of Object.entries({
    concesions: 'concessions', conncessions: 'concessions', concessiosn: 'concessions', oncessions: 'concessions', voncessions: 'concessions', concessionz: 'concessions',
    nediator: 'mediator', mediatr: 'mediator', mdeiator: 'mediator', anhoring: 'anchoring', ancorring: 'anchoring', phychologists: 'psychologists', psycologits: 'psychologists',
    silense: 'silence', zilence: 'silence',
  })) {
    const { corrected, hits } = await ask(query);
    assert.deepEqual(corrected, [{ said: query, meant }], query);
    assert.ok(hits.length, query);
  }
  assert.equal((await ask('payment trems')).at[0], 'contract#payment');
  assert.equal((await ask('resrvation value')).terms[0].name, 'reservation value', 'a name, too');
  assert.deepEqual((await ask('mediator')).corrected, []);
  assert.deepEqual((await ask('tne')).corrected, [], 'not in words of three letters');
});

test('words that are joined or parted otherwise are found', async () => {
  await first({ 'log rolling': 'glossary/logrolling', logroling: 'glossary/logrolling', walkaway: 'glossary/reservation-value', 'walk away value': 'glossary/reservation-value', 'walk-away value': 'glossary/reservation-value' });
  const { corrected, at } = await ask('reservationvalue');
  assert.equal(at[0], 'glossary/reservation-value');
  assert.deepEqual(corrected, [{ said: 'reservationvalue', meant: 'reservation value' }]);
});

test('accents do not matter, in the query or the page', async () => {
  for (const query of ['café', 'cafe', 'CAFÉ', 'cafe\u0301', 'zurich', 'Zürich', 'resume', 'munoz', 'lukasz', 'łódź', 'lodz', 'angstrom', 'Ångström', 'ＣＡＦＥ']) {
    assert.equal((await ask(query)).at[0], 'cafe', query);
  }
  await first({ interet: 'fr/preparing', 'intérêt': 'fr/preparing', 'œuvre': 'fr/preparing', oeuvre: 'fr/preparing', "l'accord": 'fr/preparing', 'qu’il': 'fr/preparing' }, { lang: 'fr' });
});

test('German words are found by their stems, with and without umlauts', async () => {
  await first({
    Verhandlung: 'de/preparing', Verhandlungen: 'de/preparing', 'größer': 'de/preparing', grosser: 'de/preparing', Strasse: 'de/preparing#interests', 'straße': 'de/preparing#interests',
    'Häusern': 'de/preparing', Angebot: 'de/first-offer', Angebote: 'de/first-offer', Verhandlungsspielraum: 'de/preparing#raum', Anker: 'de/anchoring', 'Was ist ein Einigungsbereich?': 'de/glossary/zopa',
  }, { lang: 'de' });
  assert.deepEqual((await ask('mediator', { lang: 'de' })).at, [], 'nothing of another language');
});

test('Chinese, Japanese and Arabic are found', () => first({
  谈判: 'chinese', 谈判技巧: 'chinese', 替代方案: 'chinese#best', 对方的利益: 'chinese', 準備: 'japanese', 交渉のテクニック: 'japanese', ﾃｸﾆｯｸ: 'japanese', コーヒー: 'japanese',
  التفاوض: 'arabic', 'التَّفاوُض': 'arabic', 'مهارات التفاوض': 'arabic',
}));

test('words in quotation marks stand side by side', async () => {
  const { at, terms } = await ask('"reservation value"');
  assert.deepEqual(at.sort(), ['glossary/reservation-value', 'preparing#alternatives']);
  assert.deepEqual(terms, []);
  assert.deepEqual((await ask('"value reservation"')).at, []);
  assert.deepEqual((await ask('„what was agreed“')).at, ['contract']);
  assert.deepEqual((await ask('«what was agreed» deadline')).at, ['contract']);
  assert.deepEqual((await ask('"thirty days" "within ten"')).at, ['contract#payment']);
  assert.deepEqual((await ask('"thirty days" "within eleven"')).at, []);
  assert.deepEqual((await ask('"writing the contract"')).at, ['contract'], 'in a title');
  assert.deepEqual((await ask('"payment terms"')).at, ['contract#payment'], 'in a heading');
  assert.deepEqual((await ask('"替代方案"')).at, ['chinese#best']);
  assert.deepEqual((await ask('"mediatr"')).at, [], 'as they are written');
  assert.deepEqual((await ask('""')).hits, []);
  assert.ok((await ask('"mediator')).hits.length, 'one mark alone is none');
});

test('-word leaves pages out', async () => {
  assert.ok((await ask('alternative')).at.includes('glossary/batna'));
  const { at } = await ask('alternative -batna');
  assert.ok(at.length && !at.includes('glossary/batna'), String(at));
  assert.ok((await ask('walk-away')).at.includes('glossary/reservation-value'), 'a hyphen within words is none');
  assert.deepEqual((await ask('-mediators')).at, ['mediation'], 'alone it is a word');
  assert.deepEqual((await ask('"thirty -days"')).at, ['contract#payment'], 'nor within quotation marks');
  assert.ok((await ask('mediator -unheardof')).hits.length);
});

test('a term is known by each of its names', async () => {
  for (const [query, name] of Object.entries({
    batna: 'BATNA', BATNAs: 'BATNA', 'no-deal alternative': 'BATNA', 'best alternative to a negotiated agreement': 'BATNA', RV: 'reservation value', rv: 'reservation value',
    'walk-away value': 'reservation value', 'walkaway value': 'reservation value', 'reservation values': 'reservation value', ZOPA: 'bargaining zone', 'Zone of Possible Agreement': 'bargaining zone',
  })) {
    const { terms, shown } = await ask(query);
    assert.deepEqual(terms.map((term) => [term.name, term.whole, term.discouraged]), [[name, true, false]], query);
    assert.match(shown[0].id, /^glossary/, query);
    assert.equal(terms[0].said, query.toLowerCase().replace('-', ' '));
  }
  assert.deepEqual((await ask('Einigungsbereich', { lang: 'de' })).terms.map((t) => t.name), ['Einigungsbereich']);
});

test('a discouraged word leads to the term that is meant, and says so', async () => {
  for (const [query, name] of Object.entries({ 'plan B': 'BATNA', 'bottom line': 'reservation value', 'bottom line?': 'reservation value', 'worst-case options': 'BATNA', 'worst-case option': 'BATNA', 'horse trading': 'logrolling' })) {
    const { terms, shown } = await ask(query);
    assert.deepEqual(terms.map((term) => [term.name, term.whole, term.discouraged]), [[name, true, true]], query);
    assert.match(shown[0].id, /^glossary/, query);
  }
  const { terms } = await ask('what is our bottom line here');
  assert.deepEqual(terms.map((term) => [term.name, term.said, term.whole, term.discouraged]), [['reservation value', 'bottom line', false, true]]);
});

test('of several names the longest counts, and two terms are both told', async () => {
  const { terms, at } = await ask('difference between a BATNA and a reservation value');
  assert.deepEqual(terms.map((term) => [term.name, term.said, term.whole]), [['BATNA', 'batna', false], ['reservation value', 'reservation value', false]]);
  assert.deepEqual(at.slice(0, 2).sort(), ['glossary/batna', 'glossary/reservation-value']);
  assert.deepEqual((await ask('value')).terms, []);
  assert.deepEqual((await ask('batna batna')).terms.length, 1, 'each once');
});

test('where nothing is found, terms of a like name are told', async () => {
  for (const [query, name] of Object.entries({ reservtn: 'reservation value', 'brgaing zn': 'bargaining zone', xbatnax: 'BATNA' })) {
    const { hits, near } = await ask(query);
    assert.deepEqual(hits, [], query);
    assert.ok(near.length <= 3 && near.some((term) => term.name === name), `${query}: ${near.map((term) => term.name)}`);
  }
  assert.deepEqual((await ask('mediator')).near, []);
  for (const query of ['', '  ', '?!', '👍🏽', '-']) assert.deepEqual((await ask(query)).near, [], `${query} is like nothing`);
});

test('a page in several parts is one hit, at its best part', async () => {
  const root = await loader(small).load('en');
  assert.ok(root.c.length >= 2, 'the long page is in parts');
  for (const query of ['agenda', 'quorum', 'long agenda item']) {
    const { shown } = await ask(query);
    assert.equal(shown.filter(({ id }) => id === 'content/long').length, 1, query);
  }
  await first({ markeraa: 'long#item-0', markerje: 'long#item-49', markerji: 'long#item-89', 'item 77': 'long#item-77' });
  assert.equal((await ask('markerji')).shown[0].heading, 'Item 89');
});

test('a hit says where it leads', async () => {
  const [{ kind }] = (await ask('warehouse')).hits;
  assert.equal(kind, 'lesson');
  assert.equal((await ask('swap roles')).hits[0].kind, 'exercise');
  assert.equal((await ask('zopa')).hits[0].kind, 'term');
  const [shown] = (await ask('warehouse')).shown;
  assert.deepEqual({ ...shown, parts: 0 }, { id: 'content/contract', href: 'content/contract.html#delivery', title: 'Writing the contract', heading: 'Delivery', parts: 0 });
  assert.equal((await ask('lessons on how to close')).shown[0].href, 'index.html', 'the home page');
  assert.equal((await ask('Ankereffekt', { lang: 'de' })).shown[0].href, 'de/content/anchoring.html');
});

test('excerpts mark what matched, in each form', async () => {
  for (const [query, lang, want] of [
    ['mediator', 'en', '[mediator]'], ['mediators', 'en', '[Mediating]'], ['medaitor', 'en', '[Mediators]'], ['größer', 'de', '[Größere] Häuser'], ['häuser', 'de', '[Häuser] führen'], ['fuhren', 'de', '[führen]'],
    ['strasse', 'de', 'die [Straße] dorthin'], ['zurich', 'en', 'in [Zürich]:'], ['angstrom', 'en', 'Mr [Ångström] watch'], ['verhandlungsspielraum', 'en', 'The [Verhand\u00adlungs\u00adspielraum] is'],
    ['accord', 'fr', "[L'accord] se"], ['intérêt', 'fr', 'c’est [l’intérêt] de'], ['替代方案', 'en', '最佳[替代方案]。'], ['التفاوض', 'en', '[التَّفاوُض]'], ['dont', 'en', "[Don't] apologise"],
  ]) {
    const { text } = await ask(query, { lang });
    assert.ok(text.includes(want), `${query}: ${text}`);
  }
  const { text } = await ask('signs script');
  assert.ok(text.includes('</[script]>'), text);
  assert.ok((await ask('quorum')).text.length < 300);
  for (const query of ['quorum', 'agenda order']) {
    const { parts } = (await ask(query)).shown.find(({ id }) => id === 'content/long');
    assert.ok(parts.some(({ mark }) => mark), query);
  }
});

test('what is hidden is never found', async () => {
  const folder = (await readdir(`${small}/search`)).map((name) => name.slice(0, -3)).filter((name) => !name.endsWith('.box')); // a root again
  for (const name of folder) assert.doesNotMatch(JSON.stringify(await loader(small).load(name)), /secret/i, name);
  for (const query of ['secretdraft', 'secretalt', 'secretcaption', 'secrettitle', 'secrethost', 'secretreason', 'secrettag', 'mathit', 'geq', 'annotation', 'href', 'fnref']) {
    assert.deepEqual((await ask(query)).hits, [], query);
  }
  assert.equal((await ask('only this is seen')).at[0], 'hidden');
});

test('a frequent word is found in all of its pages where that matters', async () => {
  const folder = large;
  const root = await loader(folder).load('en');
  assert.ok(root.u.includes('frequent'), 'it is usual');
  assert.ok((await readdir(`${folder}/search`)).some((name) => /^en\.r/.test(name)), 'some are in a shard of their own');
  assert.equal((await ask('frequent needle', { folder })).at[0], 'n1799');
  assert.equal((await ask('needle frequent third', { folder })).at[0], 'n1799');
  const { hits, more } = await ask('frequent', { folder });
  assert.equal(hits.length, 200);
  assert.equal(more, false);
  assert.equal((await ask('"frequent filler"', { folder })).more, true, 'not all could be looked at');
  assert.deepEqual((await ask('frequent -frequent', { folder })).at, []);
  assert.deepEqual((await ask('"note 1799" needle', { folder })).at, ['n1799']);
  assert.equal((await ask('qqqqzz xxxxvv frequent ', { folder })).hits.length, 200, 'words that no page has do not push a usual one out');
});

test('a query loads few shards', async () => {
  const { load, asked } = loader(large);
  const index = await open(load, 'en');
  await index.search('third needle', false);
  assert.ok(asked.length <= 6, String(asked));
  const before = asked.length;
  const { hits } = await index.search('third needle', false);
  assert.equal(asked.length, before, 'and none again');
  await index.show(hits[0]);
  assert.equal(asked.length, before + 1);
});

test('a shard that cannot be had is missing, and asked for again', async () => {
  let gone = /\.w/;
  const index = await open(loader(large, (name) => gone.test(name)).load, 'en');
  const nothing = await index.search('needle third', false);
  assert.ok(nothing.missing > 0);
  assert.deepEqual(nothing.hits, []);
  gone = /\.t/;
  const { hits, missing } = await index.search('needle third', false);
  assert.equal(missing, 0);
  assert.ok(hits.length);
  await assert.rejects(index.show(hits[0]));
  gone = /^$/;
  assert.equal((await index.show(hits[0])).title, 'Note 1799');
  gone = /\.r/;
  const part = await index.search('"frequent" "needle"', false);
  assert.deepEqual([part.missing, part.hits.length], [1, 0], 'the page is among the rest');
  gone = /^$/;
  const all = await index.search('"frequent" "needle"', false);
  assert.deepEqual([all.missing, all.hits.length], [0, 1]);
});

test('of several words the others are found where the shard of one is missing', async () => {
  const { f } = (await loader(large).load('en')).w;
  const [one, other] = ['filler', 'needle'].map((word) => f.findLastIndex((from) => from <= word));
  assert.notEqual(one, other, 'they are in two shards');
  const index = await open(loader(large, (name) => name.includes(`.w${one}-`)).load, 'en');
  const { hits, missing } = await index.search('filler needle', false);
  assert.equal(missing, 1);
  assert.equal(hits.length, 1);
});

test('two queries at once do not hide from each other what is missing', async () => {
  let go;
  const gate = new Promise((done) => (go = done));
  const { load } = loader(small, (name) => name.includes('.w'));
  const index = await open(async (name) => (name.includes('.b') && (await gate), load(name)), 'en');
  const one = index.search('mediator', false);
  await new Promise(setImmediate); // its word cannot be had; it waits for words like it
  const two = index.search('orange', false);
  go();
  for (const answer of await Promise.all([one, two])) assert.equal(answer.missing, 1);
});

test('an index of another version, or none, is refused', async () => {
  await assert.rejects(open(async () => ({ ...(await loader(small).load('en')), v: 2 }), 'en'));
  await assert.rejects(open(loader(small).load, 'it'));
  await assert.rejects(open(async () => undefined, 'en'));
});

test('nothing that is typed breaks the search', async () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const made = (n, word) => Array.from({ length: n }, (_, i) => word(i)).join(' ');
  for (const query of [
    '', ' ', '\n\t', '.', '?!…', '-', '--', '- -', '-"', '"', '""', '"""', '" "', '"-"', '“', '«»', "'", "''''", '’', '*', '(', ')', '[', ']', '{', '}', '[a-z', '(?:', '\\', '\\u0041', '$&', '^$', '.*', 'a|b', 'a{99999}', '%', '%00', '%zz', '\0', '\ud800', '\udfff\ud800', 'a\ud800b',
    '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '&amp; &lt;', '</mark>', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '-__proto__', '"constructor"', 'valueOf prototype',
    '👍', '👍🏽👍🏽', '👨\u200d👩\u200d👧', '❤\ufe0f', '🤝 batna 🤝', 'مرحبا يا عالم', '\u202eabc\u202c', 'שלום', '\u200f', '谈', '谈谈谈谈谈', 'ー', 'ｰ', 'ไทย', '한', '\u0301', 'a\u0301\u0301\u0301', 'ß', 'İ', 'ﬃ', '½', '1,000.50', '2026-11-23', '1e999', 'NaN', 'null', 'undefined',
    'a'.repeat(10_000), 'ab '.repeat(3_333), made(2_000, (i) => letters.slice(i % 20)), '"'.repeat(10_000), '-'.repeat(10_000), '- a '.repeat(2_500), '-a '.repeat(3_333), '"a" '.repeat(2_500), `"${'mediator '.repeat(1_100)}"`, '谈判'.repeat(5_000), "l'".repeat(5_000), 'é'.repeat(10_000), '\u0301'.repeat(10_000), '👍'.repeat(5_000),
    made(1_200, (i) => `nediator${i}`), 'mediator-'.repeat(1_100), '<'.repeat(10_000), '.* '.repeat(3_000),
  ]) {
    for (const typing of [false, true]) {
      const began = performance.now();
      const { shown, near } = await ask(query, { typing });
      const took = performance.now() - began;
      assert.ok(took < 1500, `${Math.round(took)} ms for ${query.slice(0, 40)}`);
      for (const { parts } of shown) assert.ok(parts.every(({ text }) => text.isWellFormed()), query.slice(0, 40));
      assert.ok(near.length <= 3);
    }
  }
});

test('letters of two units are not cut in two', async () => {
  const { excerpt } = await client('search/excerpt');
  for (const letter of ['𝒳', '👍', '𠮷']) {
    for (let before = 0; before < 130; before++) {
      const text = `${'a'.repeat(before % 2)}${letter.repeat(before)} word ${letter.repeat(300)}`;
      for (const { text: piece } of excerpt(text, ['word'])) assert.ok(piece.isWellFormed(), `${letter} ${before}`);
    }
  }
});
