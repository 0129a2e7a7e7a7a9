// What travels: sealing, opening, refusing; what may leave of a negotiation.
import { Decrypter, Encrypter, armor, identityToRecipient } from 'age-encryption';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { client } from './client.mjs';

const crypt = await client('share/crypt');
const { Refused, isExpired } = await client('share/envelope');
const { bodyOf, choices, replaced, wordsOf } = await client('share/choose');
const { dayIn } = await client('day');
const { proquints } = await client('share/proquint');
const { answered, answerers, sharedOf } = await client('share/shared');
const { again, remember, remembered } = await client('share/remembered');
const { answersDue, cameDue, metAgain, promisedDue } = await client('negotiations/answers');
const { agreedIn, agreedRows, doneOf, unreadDays } = await client('negotiations/agreed');
const { checkIns, share } = await client('share/check-ins');

const id = (letter) => letter.repeat(22);
const body = { name: 'Oak', sheets: [{ form: 'w/p#preparation', title: 'Preparation', step: 'preparation', fields: [{ ref: 'w/p#x', label: 'Limit', kind: 'money', means: 'reservation', value: '900 000 €' }] }], locks: [] };
const envelope = (more) => ({ parley: 'envelope', v: 1, site: 's', id: id('E'), kind: 'case', purpose: 'coaching', made: '2026-11-27T10:00:00Z', expires: '2027-02-25', from: { name: 'Ana', card: '' }, to: { name: 'Ben', card: '' }, re: '', case: id('C'), body, ...more });
const why = (reason) => (error) => error instanceof Refused && error.why === reason;

const [ana, ben, eve] = await Promise.all([1, 2, 3].map(() => crypt.newSecret()));
const [anas, bens] = await Promise.all([ana, ben].map(crypt.cardOf));
const sealed = await crypt.seal(envelope({ from: { name: 'Ana', card: anas }, to: { name: 'Ben', card: bens } }), { secret: ana });

test('words for bytes are those of the standard', () => {
  assert.deepEqual(proquints(Uint8Array.of(127, 0, 0, 1)), ['lusab', 'babad']);
});

test('a file opens for its receiver and its sender, and for nobody else', async () => {
  for (const secret of [ana, ben]) assert.deepEqual((await crypt.open(sealed, 's', { secrets: [eve, secret] })).envelope.body, body);
  await assert.rejects(crypt.open(sealed, 's', { secrets: [eve] }), why('key'));
  assert.ok(!Buffer.from(sealed.replace(/-----[^-]+-----/g, ''), 'base64').includes('preparation') && sealed.length < 100_000); // a short word is in a file's letters by chance
});

// The program of the same name, by its own authors; Debian has it as a package.
const noAge = spawnSync('age', ['--version']).error && 'the program age is not installed';
test('the program age opens it by the key file of its receiver and its sender, and by no other', { skip: noAge }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-age-'));
  try {
    const [file, key] = ['file.txt', 'key.txt'].map((name) => join(folder, name));
    writeFileSync(file, sealed);
    const opened = [ana, ben, eve].map((secret) => {
      writeFileSync(key, `# a key\n${secret}\n`);
      return spawnSync('age', ['-d', '-i', key, file], { encoding: 'utf8' }).stdout.includes('900 000 \u20ac');
    });
    assert.deepEqual(opened, [true, true, false]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a phrase opens its file, however it is typed', async () => {
  const phrase = crypt.newPhrase();
  const file = await crypt.seal(envelope(), { phrase });
  assert.equal(crypt.asksPhrase(file), true);
  assert.equal(crypt.asksPhrase(sealed), false);
  const typed = ` ${phrase.toUpperCase().replaceAll('-', '  ')} `;
  assert.equal((await crypt.open(file, 's', { phrase: typed })).envelope.from.name, 'Ana');
  await assert.rejects(crypt.open(file, 's', { phrase: crypt.newPhrase() }), why('phrase'));
});

test('what mail programs do to a text is undone', async () => {
  const quoted = `Hello Ben,\r\n\r\n${sealed.split('\n').map((line) => `> ${line}`).join('\r\n')}\r\n-- \r\nAna`;
  assert.equal((await crypt.open(quoted, 's', { secrets: [ben] })).envelope.id, id('E'));
});

test('what is wrong with a file is told apart', async () => {
  const by = { secrets: [ben] };
  await assert.rejects(crypt.open('hello', 's', by), why('none'));
  await assert.rejects(crypt.open(sealed.slice(0, -60), 's', by), why('cut'));
  const lines = sealed.split('\n');
  const middle = Math.floor(lines.length / 2);
  lines[middle] = lines[middle].replace(/[A-Z]/, (letter) => (letter === 'A' ? 'B' : 'A'));
  await assert.rejects(crypt.open(lines.join('\n'), 's', by), why('edited'));
  await assert.rejects(crypt.open(sealed, 'another', by), why('site'));
  await assert.rejects(crypt.open('x'.repeat(1_000_001), 's', by), why('size'));
  const from = (more, secret = ana) => crypt.seal(envelope({ from: { name: 'Ana', card: anas }, to: { name: 'Ben', card: bens }, ...more }), { secret });
  await assert.rejects(crypt.open(await from({ v: 2 }), 's', by), why('newer'));
  await assert.rejects(crypt.open(await from({ kind: 'trap' }), 's', by), why('content'));
  await assert.rejects(crypt.open(await from({ body: { ...body, more: 1 } }), 's', by), why('content'));
  await assert.rejects(crypt.open(await from({}, eve), 's', by), why('signature'));
  const plain = new Decrypter();
  plain.addIdentity(ben);
  const anew = new Encrypter();
  anew.addRecipient(await identityToRecipient(eve));
  const onward = armor.encode(await anew.encrypt(await plain.decrypt(armor.decode(sealed))));
  await assert.rejects(crypt.open(onward, 's', { secrets: [eve] }), why('passed-on'), 'Ben seals to Eve what Ana had signed for him');
  const { envelope: old } = await crypt.open(await from({ expires: '2026-01-01' }), 's', by);
  assert.ok(isExpired(old, '2026-01-02') && !isExpired(old, '2026-01-01'));
});

test('a key comes back from paper, typed in groups and in small letters', async () => {
  assert.equal(crypt.secretIn(`# ${anas}\n${ana}\n`), ana);
  assert.equal(crypt.secretIn(ana.toLowerCase().match(/.{1,8}/g).join(' ')), ana);
  assert.equal(crypt.secretIn('AGE-SECRET-KEY-1QQQ'), undefined);
  const slip = ana.slice(0, -1) + (ana.endsWith('Q') ? 'P' : 'Q');
  await assert.rejects(crypt.cardOf(slip), 'the checksum knows a slip of the pen');
});

const vectors = new URL('envelope-vectors.json', import.meta.url);
test('what Go seals opens here, with the same card and words', async () => {
  const v = JSON.parse(readFileSync(vectors, 'utf8'));
  assert.equal(await crypt.cardOf(v.secret), v.card);
  assert.equal(crypt.wordsOf(v.card), [v.words].flat().join(' '));
  const { site } = JSON.parse(v.envelopeLine);
  assert.equal((await crypt.open(v.file, site, { secrets: [v.secret] })).line, v.envelopeLine);
  assert.ok((await crypt.open(v.phraseFile, site, { phrase: v.phrase })).envelope.body);
});

const fields = [
  { id: 'limit', kind: 'money', label: 'Limit', means: 'reservation' },
  { id: 'feel', kind: 'long', label: 'How did it feel?', private: true },
  { id: 'rows', kind: 'rows', label: 'Parties', columns: ['Who', 'What'] },
  { id: 'practice', kind: 'short', label: 'Practice', means: 'practice' },
];
const course = { pages: [{ id: 'w', title: 'Sheet', forms: [{ name: 'f', step: 'review', fields }] }] };
const of = (values) => ({ name: 'Oak', forms: ['w#f'], made: '', locks: [{ id: '', at: '2026-11-27T10:00:00Z', form: 'w#f', json: '{"secret":"LOCKED-TEXT"}', code: '0123-4567-89AB-CDEF' }], fields: new Map(Object.entries(values).map(([name, value]) => [`w#${name}`, { value }])) });
const one = of({ limit: 'LIMIT-1', feel: 'FEEL-1', rows: [['ROW-1', ''], ['', '']], practice: 'PRACTICE-1' });

test('leak: what is private leaves only when it is ticked by itself; others see what they need', () => {
  const leaving = (audience, tick = []) => {
    const all = choices(course, one, audience);
    for (const choice of all) if (tick.includes(choice.ref)) choice.chosen = true;
    return JSON.stringify(bodyOf('Oak', all, one));
  };
  const told = (text) => ['LIMIT-1', 'FEEL-1', 'ROW-1', 'PRACTICE-1', 'LOCKED-TEXT'].filter((secret) => text.includes(secret));
  assert.deepEqual(told(leaving('coach')), ['LIMIT-1', 'ROW-1', 'PRACTICE-1']);
  for (const audience of ['partner', 'team', 'firm']) assert.deepEqual(told(leaving(audience)), ['PRACTICE-1']);
  assert.deepEqual(told(leaving('center')), []);
  assert.deepEqual(told(leaving('center', ['w#feel'])), ['FEEL-1']);
});

test('rows carry their columns; changes are of the copy alone', () => {
  const all = choices(course, one, 'coach');
  assert.deepEqual(all.find(({ ref }) => ref === 'w#rows').value, [['Who', 'What'], ['ROW-1', '']]);
  assert.deepEqual(replaced([['Ana'], ['Ana', 'Banana, for Ana']], 'Ana', 'x'), [['Ana'], ['x', 'Banana, for x']], 'columns stay, and so do other words');
  assert.equal(one.fields.get('w#limit').value, 'LIMIT-1');
  assert.equal(dayIn(5, new Date(2026, 11, 29)), '2027-01-03');
});

test('names and amounts are looked for in words; what is a number or a day and no more is plain to see', () => {
  for (const text of ['Ask Ms Weber for 120,000', '120000 from Weber GmbH', '+49 151 23456789', '0151 23456789', '€120,000']) assert.deepEqual(wordsOf(text), [text]);
  for (const value of ['120000', ' 1,250.50 ', '-3', '2026-12-11', { low: '1', high: '2' }]) assert.deepEqual(wordsOf(value), []);
  assert.deepEqual(wordsOf([['Whose', 'Worth'], ['Weber', '120000'], ['', '2026-12-11']]), ['Weber']);
});

test('the record knows keys, what left and what came, and which negotiation an answer is about', () => {
  let seq = 0;
  const event = (more) => ({ id: `${++seq}`.padStart(22, '0'), dev: 'A'.repeat(11), seq, lam: seq, at: '2026-11-27T10:00:00Z', v: 1, ...more });
  const line = JSON.stringify(envelope({ id: id('F'), kind: 'answer', re: id('E') }));
  const shared = sharedOf([event({ t: 'key', secret: ana }), event({ t: 'key', secret: ben }), event({ t: 'sent', file: id('E'), case: id('C'), to: 'Ben', what: [], way: 'file', until: '' }), event({ t: 'got', file: id('F'), line }), event({ t: 'got', file: id('G'), line: '{}' })], 's');
  assert.deepEqual(shared.secrets, [ben, ana]);
  assert.deepEqual([...shared.got.keys()], [id('F')]);
  assert.equal(answered(shared, shared.got.get(id('F')).envelope), id('C'));
  const names = (...lines) => [...sharedOf([event({ t: 'sent', file: id('E'), case: id('C'), to: 'Ben Okafor', what: [], way: 'file', until: '' }), ...lines.map((one, i) => event({ t: 'got', file: id('FGHI'[i]), line: JSON.stringify(envelope({ id: id('FGHI'[i]), kind: 'answer', ...one })) }))], 's').got.values()].map(({ envelope: { from } }) => from.name);
  const [none, ben1] = ['', 'Ben'].map((name) => ({ name, card: anas }));
  assert.deepEqual(names({ re: id('E'), from: none }, { re: id('X'), from: none }, { re: id('X'), from: { name: '', card: bens } }), ['Ben Okafor', 'Ben Okafor', ''], 'who leaves the name empty is called as one called them');
  assert.deepEqual(names({ re: id('E'), from: none }, { re: id('E'), from: ben1 }), ['Ben', 'Ben'], 'or as they call themselves another time, by the same key');
  assert.deepEqual(names({ re: '', from: { name: '', card: '' } }, { re: '', from: { name: 'Eve', card: '' } }), ['', 'Eve'], 'without a key nobody is somebody else');
  const from = (file, re, party) => [id(file), { at: '2026-11-27T10:00:00Z', envelope: envelope({ id: id(file), re: re && id(re), from: party }) }];
  const known = answerers({ ...shared, got: new Map([from('H', 'E', { name: 'Ben', card: 'b' }), from('I', 'E', { name: 'Ben', card: 'other' }), from('J', 'X', { name: 'Eve', card: 'e' }), from('K', 'E', { name: 'Cy', card: '' }), from('L', 'E', { name: 'Benno', card: 'b' })]) });
  assert.deepEqual(known, [{ name: 'Benno', card: 'b' }, { name: 'Ben', card: 'other' }], 'known by the card, and not by a name that everybody can take');
});

test('what somebody counts is followed over all files; a later one corrects an earlier one', () => {
  const got = (rows) => ({ envelope: { body: { sheets: [{ fields: [{ means: 'check-ins', value: [['When', 'How often', 'What helped'], ...rows] }, { means: '', value: 'x' }] }] } } });
  const files = [got([['2026-12-10', '2 of 3', 'a note'], ['2026-12-24', '3/3', ''], ['2027-01-07', '', '']]), got([['2026-12-10', '1 of 3', ''], ['', '', '']])]; // the newest first
  assert.deepEqual(checkIns(files), [['2026-12-10', '2 of 3', 'a note'], ['2026-12-24', '3/3', '']]);
  assert.deepEqual(['2 of 3', '2/3', 'in 2 von 3 Gesprächen', 'often', '4 of 3', '0 of 0', '1 of 2 of 3'].map(share), [2 / 3, 2 / 3, 2 / 3, undefined, undefined, undefined, undefined]);
});

test('what was chosen and changed for somebody is there the next time; what was written anew is not sent unseen', () => {
  const fresh = (value = 'Miller said no') => [{ ref: 'p#a', value, chosen: true }, { ref: 'p#b', value: 'x', chosen: false }];
  const changed = [{ ref: 'p#a', value: 'they said no', chosen: true }, { ref: 'p#b', value: 'x', chosen: true }];
  const kept = remembered(JSON.parse(JSON.stringify(remember('partner', { name: 'Ben', card: '' }, changed, fresh()))));
  assert.deepEqual(again(fresh(), kept), changed);
  assert.deepEqual(again(fresh('Miller said yes'), kept).map(({ value, chosen }) => [value, chosen]), [['Miller said yes', false], ['x', true]]);
  const secret = { ref: 'p#c', value: 'sad', chosen: false, private: true };
  const ticked = remember('coach', { name: '', card: '' }, [{ ...secret, chosen: true }], [secret]);
  assert.deepEqual(again([secret], ticked), [secret], 'what is private is ticked each time');
  assert.deepEqual([remembered(undefined), remembered('x'), remembered({ ...kept, audience: 'all' })], [undefined, undefined, undefined]);
  assert.deepEqual([{ Miller: 'their lead' }, { Miller: 7 }, 'x'].map((instead) => remembered({ ...kept, instead }).instead), [{ Miller: 'their lead' }, undefined, undefined], 'what was put for a word, as far as it is that');
});

test('a meeting is of one negotiation and one person, and no day of nowhere', () => {
  const one = (letter, made, day, re, name = 'Ben') => [id(letter), { event: letter, at: made, envelope: envelope({ id: id(letter), kind: 'answer', re: id(re), made, from: { name, card: '' }, body: { ...body, sheets: [{ ...body.sheets[0], fields: [{ ref: 'w/s#next', label: 'Next', kind: 'date', means: 'meeting', value: day }] }] } }) }];
  const shared = { secrets: [], sent: ['E', 'F'].map((file) => ({ file: id(file), case: id('C') })), read: new Map(), got: new Map([one('A', '2026-05-01T10:00:00Z', '2026-05-09', 'E'), one('B', '2026-05-02T10:00:00Z', '2026-05-20', 'F'), one('G', '2026-05-03T10:00:00Z', '2026-05-11', 'E', 'Cara'), one('H', '2026-05-03T11:00:00Z', '2026-99-99', 'E', 'Dan')]) };
  assert.deepEqual(answersDue(shared, '2026-05-03', 'en').filter(({ what }) => what === 'with').map(({ day, name, of }) => `${day} ${name} ${of[0]}`), ['2026-05-11 Cara C', '2026-05-20 Ben C']);
});

test('what was agreed with a coach is due on its day, as the last answer says', () => {
  const rows = (...all) => [{ ...body.sheets[0], fields: [{ ref: 'w/s#agreed', label: 'Agreed', kind: 'rows', means: 'agreed', value: [['Who', 'What', 'By when'], ...all] }] }];
  const got = (letter, made, sheets) => [id(letter), { event: letter, at: made, envelope: envelope({ id: id(letter), kind: 'answer', re: id('E'), made, from: { name: 'Ben', card: '' }, body: { ...body, sheets } }) }];
  const first = got('A', '2026-05-01T10:00:00Z', rows(['Mara', 'three questions', '7 May']));
  const last = got('B', '2026-05-02T10:00:00Z', rows(['Mara', 'two questions', '8 May'], ['', 'ask Ben', '2026-05-06'], ['Mara', 'soon', 'some day'], ['', '', '9 May']));
  const due = (all, today) => answersDue({ secrets: [], sent: [{ file: id('E'), case: id('C') }], read: new Map(), got: new Map(all) }, today, 'en').filter(({ what }) => what === 'agreed').map(({ day, said, undated }) => `${undated ? 'some time' : day} ${said}`);
  assert.deepEqual(due([first], '2026-05-03'), ['2026-05-07 Mara: three questions']);
  assert.deepEqual(due([last, first], '2026-05-03'), ['some time Mara: soon (some day)', '2026-05-06 ask Ben', '2026-05-08 Mara: two questions'], 'what names no day that is understood is not lost, and gets none that nobody named');
  assert.deepEqual(due([last, first], '2026-05-07'), ['some time Mara: soon (some day)', '2026-05-08 Mara: two questions'], 'what is over is for the next meeting');
  const other = got('D', '2026-05-03T10:00:00Z', rows(['Mara', 'sends the index', '9 May'], ['Ben', 'his own part', '9 May']));
  Object.assign(other[1].envelope, { case: id('S') });
  assert.deepEqual(due([last, other, first], '2026-05-03'), ['some time Mara: soon (some day)', '2026-05-06 ask Ben', '2026-05-08 Mara: two questions', '2026-05-09 Mara: sends the index'], 'another session takes nothing away, and what the coach does is not due here');
});

test('what was agreed is done for its session and its words, and for no others', () => {
  const rows = (...all) => [{ ...body.sheets[0], fields: [{ ref: 'w/s#agreed', label: 'Agreed', kind: 'rows', means: 'agreed', value: [['Who', 'What', 'By when'], ...all] }] }];
  const answer = (letter, made, ...all) => envelope({ id: id(letter), kind: 'answer', case: id('S'), re: id('E'), made, from: { name: 'Ben', card: '' }, body: { ...body, sheets: rows(...all) } });
  const due = (of, fields) => answersDue({ secrets: [], sent: [{ file: id('E'), case: id('C') }], read: new Map([[of.id, 'x']]), got: new Map([[of.id, { event: 'x', at: of.made, envelope: of }]]) }, '2026-05-03', 'en', (_, { item, said }) => doneOf({ fields }, item, new Map()).includes(said)).map(({ said }) => said);
  const first = answer('A', '2026-05-01T10:00:00Z', ['Mara', 'three questions', '7 May'], ['Mara', 'a pause', '8 May']);
  const [{ item }] = agreedIn(first, 'en');
  assert.equal(item, `w/s#agreed.${id('S')}`);
  const ticked = new Map([[item, { value: [['Mara: three questions']] }]]);
  assert.deepEqual([due(first, new Map()), due(first, ticked)], [['Mara: three questions', 'Mara: a pause'], ['Mara: a pause']]);
  const again = answer('B', '2026-05-02T10:00:00Z', ['Ben', 'the index', '6 May'], ['Mara', 'three questions', '9 May'], ['Mara', 'a long pause', '9 May']);
  assert.deepEqual(due(again, ticked), ['Mara: a long pause'], 'sent again, in another row, what is done is done');
  const now = new Map([[item.replace('w/s', 'w/sessions/coach'), ticked.get(item)]]);
  assert.deepEqual(doneOf({ fields: now }, item, new Map([['w/s', 'w/sessions/coach']])), ['Mara: three questions'], 'and where its sheet stands on another page by now');
});

test('a day that cannot be read is named before the answer leaves', () => {
  const agreed = { ref: 'w/s#agreed', label: 'Agreed', kind: 'rows', means: 'agreed', value: [['Who', 'What', 'By when'], ['Mara', 'asks', '7 May'], ['Ben', 'calls', ' in spring '], ['', 'a pause', ''], ['Ana', 'writes', 'in spring'], ['Ana', 'rests', '31 February']] };
  const seen = { ...agreed, means: 'seen', value: [['Where', 'What', 'Then'], ['a', 'b', 'some day']] };
  assert.deepEqual(unreadDays({ ...body, sheets: [{ ...body.sheets[0], fields: [seen, agreed] }] }, 'en', '2026-05-01'), ['in spring', '31 February']);
});

test('of several meetings about one negotiation with one person the last is the next', () => {
  const got = (letter, made, more) => [id(letter), { event: letter, at: made, envelope: envelope({ id: id(letter), made, from: { name: 'Ana', card: '' }, ...more }) }];
  const shared = { secrets: [], sent: [], read: new Map(), got: new Map([got('D', '2026-05-04T10:00:00Z'), got('A', '2026-05-01T10:00:00Z'), got('B', '2026-05-02T10:00:00Z'), got('F', '2026-05-05T10:00:00Z', { case: id('Z') }), got('G', '2026-05-06T10:00:00Z', { from: { name: 'Eve', card: '' } })]) };
  const over = (...meets) => [...metAgain(shared, new Set(meets.map(id)))].map(([letter]) => letter).sort().join('');
  assert.deepEqual([over('A', 'B', 'D', 'F', 'G'), over('A', 'D'), over('A', 'B'), over('A', 'F', 'G')], ['AB', 'A', 'A', ''], 'a session that names no day leaves the one before it');
});

test('what a coach was sent is due until a session is begun, and then until all of it was sent', () => {
  const got = (letter, more = {}) => [id(letter), { event: letter, at: '2026-05-01T10:00:00Z', envelope: envelope({ id: id(letter), from: { name: 'Ana', card: '' }, ...more }) }];
  const shared = { secrets: [], sent: [{ file: id('O'), case: id('C') }], read: new Map(), got: new Map([got('A'), got('B'), got('D', { expires: '2026-05-02' }), got('F', { kind: 'answer' }), got('G', { purpose: 'check-in' }), got('O'), got('H')]) };
  assert.deepEqual(cameDue(shared, (one) => (one === id('B') ? 'sent' : one === id('H') ? 'unsent' : 'none'), '2026-05-03').map(({ file, name, said, what }) => `${what} ${file[0]} ${name} ${said}`), [`came A Ana ${body.name}`, `unsent H Ana ${body.name}`]);
});

test('what a coach has promised is due for the coach', () => {
  const shared = { secrets: [], sent: [], read: new Map(), got: new Map([[id('A'), { event: 'A', at: '2026-05-01T10:00:00Z', envelope: envelope({ id: id('A'), from: { name: 'Mara Lind', card: '' } }) }]]) };
  const agreed = (session) => agreedRows([['Mara', 'three questions', '7 May'], ['', 'a pause', '7 May'], ['Ben', 'sends the index', '9 May'], ['Ben', 'calls', 'soon']], 'w/s#agreed', session, '2026-05-01T10:00:00Z', 'en');
  assert.deepEqual(promisedDue(shared, agreed, '2026-05-03', () => false).map(({ day, name, said, undated }) => `${undated ? '-' : day} ${name} ${said}`), ['2026-05-09 Mara Lind Ben: sends the index', '- Mara Lind Ben: calls (soon)']);
});

test('an answer is due until it was read, and a meeting until its day', () => {
  const sheets = (day) => [{ ...body.sheets[0], fields: [{ ref: 'w/s#next', label: 'Next', kind: 'date', means: 'meeting', value: day }] }];
  const got = (letter, made, day) => [id(letter), { event: letter, at: made, envelope: envelope({ id: id(letter), kind: 'answer', re: id('E'), made, from: { name: 'Ben', card: '' }, body: { ...body, sheets: sheets(day) } }) }];
  const shared = (read = []) => ({ secrets: [], sent: [{ file: id('E'), case: id('C') }], read: new Map(read.map((letter) => [id(letter), 'x'])), got: new Map([got('A', '2026-05-01T10:00:00Z', '2026-05-09'), got('B', '2026-05-02T10:00:00Z', '2026-05-20')]) });
  const due = (read, today) => answersDue(shared(read), today, 'en').map(({ day, file, what }) => `${day} ${what} ${file[0]}`);
  assert.deepEqual(due([], '2026-05-03'), ['2026-05-02 answer B', '2026-05-20 with B'], 'who sends it again has mended it');
  assert.deepEqual(due(['A', 'B'], '2026-05-20'), ['2026-05-20 with B'], 'the last answer says when');
  assert.deepEqual(due(['A', 'B'], '2026-05-21'), []);
  const other = got('D', '2026-05-03T10:00:00Z', '');
  Object.assign(other[1].envelope, { case: id('S') });
  const both = shared();
  both.got.set(...other);
  assert.deepEqual(answersDue(both, '2026-05-03', 'en').map(({ day, file, what }) => `${day} ${what} ${file[0]}`), ['2026-05-02 answer B', '2026-05-03 answer D', '2026-05-20 with B'], 'another session that names no day takes none away');
  assert.deepEqual(answersDue({ ...shared(), sent: [] }, '2026-05-03', 'en'), [], 'what answers nothing of mine is not due');
});
