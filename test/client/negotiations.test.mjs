import assert from 'node:assert/strict';
import { test } from 'node:test';
import { client } from './client.mjs';

const { dayToAsk, daysUntil, dueOf, earlier, isActive, negotiationsOf, nextOf, sheetsBeside, sheetsOf, shownOf, words } = await client('negotiations/casework');
const { readDay } = await client('day');
const { calendar } = await client('negotiations/ics');
const { commitmentGaps } = await client('practice/commitment-gaps');
const { gaps, wantsMore } = await client('practice/gaps');
const { estimatesOf } = await client('negotiations/estimates');
const { chosenMore, held, isOwn, offered, pattern, unread } = await client('practice/offers');

const field = (id, means, more = {}) => ({ id, kind: 'short', label: id, ...(means && { means }), ...more });
const course = { pages: [
  { id: 'w/commit', forms: [
    { name: 'closing', step: 'closing', fields: [field('outcome', 'outcome'), field('next', 'next'), field('next-day', 'next-date')] },
    { name: 'commitment', step: 'commitment', fields: [field('practice', 'practice', { required: true }), field('cue', 'cue'), field('check', 'check-date'), field('back', 'review-date'), field('ins', 'check-ins')] },
  ] },
  { id: 'w/ask', forms: [{ name: 'ask', step: 'request', fields: [field('what')] }] },
  { id: 'w/session', forms: [{ name: 'session', step: 'coaching', fields: [field('seen'), field('next', 'meeting')] }] },
  { id: 'w/far', forms: [{ name: 'far', step: 'mandate', fields: [field('far')] }] },
  { id: 'w/other', forms: [{ name: 'other', fields: [field('x')] }] },
  { id: 'w/prepare', forms: [{ name: 'preparation', step: 'preparation', fields: [field('when', 'talk-date'), field('batna', 'no-deal', { required: true })] }] },
  { id: 'w/review', forms: [{ name: 'review', step: 'review', fields: [field('lesson', 'lesson'), field('keep', 'keep', { required: true })] }] },
] };
const sheets = sheetsOf(course);

/** A case with fields by reference; each was written a minute after the last. */
function one(name, fields, made = '2026-05-01T08:00:00Z') {
  const all = Object.entries(fields).map(([ref, value], i) => [ref, { value, at: made.replace('08:00', `08:0${i}`) }]);
  return { name, made, locks: [], forms: sheets.map(({ ref }) => ref), fields: new Map(all) };
}

const read = (cases) => negotiationsOf(sheets, { cases: new Map(Object.entries(cases)) });

test('worksheets come in the order of the steps', () => {
  assert.deepEqual(sheets.map(({ ref }) => ref), ['w/prepare#preparation', 'w/review#review', 'w/commit#commitment', 'w/commit#closing']);
});

test('a negotiation says how far it is, and what comes next', () => {
  const [copper] = read({ a: one('Copper', { 'w/prepare#batna': 'wait', 'w/prepare#when': '2026-05-04' }) });
  assert.deepEqual(copper.steps.map(({ begun, done }) => [begun, done]), [[true, true], [false, false], [false, false], [false, false]]);
  assert.equal(copper.next.sheet.form.step, 'review');
  assert.equal(nextOf(copper, '2026-05-01').sheet.form.step, 'preparation', 'before the talks');
  assert.equal(nextOf(copper, '2026-05-04').sheet.form.step, 'review');
  const [half] = read({ a: one('Half', { 'w/prepare#when': '2026-05-04' }) });
  assert.equal(half.next.sheet.form.step, 'preparation', 'what is required is missing');
  const [later] = read({ a: one('Later', { 'w/review#keep': 'x' }) });
  assert.equal(later.next.sheet.form.step, 'commitment', 'what was left out is not asked for');
});

test('a request and a session are listed once they are begun, and are no step', () => {
  const beside = sheetsBeside(course);
  const with_ = (fields) => negotiationsOf(sheets, { cases: new Map([['a', { ...one('A', fields), forms: [...sheets, ...beside].map(({ ref }) => ref) }]]) }, beside)[0];
  const steps = ({ besides }) => besides.map(({ sheet }) => sheet.form.step);
  assert.deepEqual(steps(with_({ 'w/prepare#batna': 'x' })), []);
  const asked = with_({ 'w/ask#what': 'x' });
  assert.deepEqual([steps(asked), asked.steps.length, asked.next.sheet.form.step], [['request'], 4, 'preparation']);
  const coached = with_({ 'w/session#seen': 'x' });
  assert.deepEqual([steps(coached), coached.steps, coached.next], [['coaching'], [], undefined], 'it is somebody else’s negotiation');
  const [begun] = negotiationsOf(sheets, { cases: new Map([['a', { ...one('A', {}), forms: ['w/session#session'] }]]) }, beside);
  assert.deepEqual([steps(begun), begun.steps, begun.next], [['coaching'], [], undefined], 'before a word of it is kept, too');
  assert.equal(with_({ 'w/session#seen': 'x', 'w/prepare#batna': 'x' }).steps.length, 4);
  const far = with_({ 'w/far#far': 'x' });
  assert.deepEqual([steps(far), far.next.sheet.form.step], [['mandate'], 'preparation'], 'with a mandate alone it is listed');
  const meets = (today) => dueOf(with_({ 'w/session#seen': 'x', 'w/session#next': '2026-05-04' }), today, 'en').map(({ day, what, sheet }) => `${day} ${what} ${sheet.form.name}`);
  assert.deepEqual([meets('2026-05-04'), meets('2026-05-05')], [['2026-05-04 meeting session'], []]);
});

test('while one talks the sheet for a yes is at hand, in its place', () => {
  const talks = { page: { id: 'w/talks' }, form: { name: 'talks', step: 'talks', fields: [field('offers')] }, ref: 'w/talks#talks' };
  const paper = { page: { id: 'w/paper' }, form: { name: 'paper', step: 'agreement', fields: [field('all')] }, ref: 'w/paper#paper' };
  const steps = (fields) => shownOf(negotiationsOf([...sheets.slice(0, 1), talks, ...sheets.slice(1)], { cases: new Map([['a', { ...one('A', fields), forms: [...sheets, talks, paper].map(({ ref }) => ref) }]]) }, [paper])[0]).map(({ sheet }) => sheet.form.step);
  const prepared = { 'w/prepare#batna': 'x' };
  const usual = ['preparation', 'talks', 'review', 'commitment', 'closing'];
  const withPaper = ['preparation', 'talks', 'agreement', 'review', 'commitment', 'closing'];
  assert.deepEqual(steps(prepared), usual);
  assert.deepEqual(steps({ ...prepared, 'w/talks#offers': 'x' }), withPaper);
  assert.deepEqual(steps({ ...prepared, 'w/talks#offers': 'x', 'w/review#keep': 'x' }), usual, 'when it is over it is not asked for');
  assert.deepEqual(steps({ ...prepared, 'w/paper#all': 'x', 'w/review#keep': 'x' }), withPaper);
});

test('what was touched last comes first, and other worksheets are none', () => {
  const cases = { a: one('Old', { 'w/prepare#batna': 'x' }), b: one('New', { 'w/prepare#batna': 'x' }, '2026-05-02T08:00:00Z'), c: { ...one('Other', {}), forms: ['w/other#other'] } };
  assert.deepEqual(read(cases).map(({ name }) => name), ['New', 'Old']);
});

test('what is due, by day', () => {
  const due = (fields, today) => dueOf(read({ a: one('A', fields) })[0], today, 'en').map(({ day, what, sheet }) => `${day} ${what} ${sheet.form.name}`);
  const prepared = { 'w/prepare#batna': 'x', 'w/prepare#when': '2026-05-04' };
  assert.deepEqual(due(prepared, '2026-05-04'), ['2026-05-04 ready preparation'], 'on the day, without a list of offers');
  assert.deepEqual(due(prepared, '2026-05-05'), ['2026-05-04 review review']);
  assert.deepEqual(due({ ...prepared, 'w/review#keep': 'x' }, '2026-05-05'), ['2026-05-05 commit commitment'], 'what is tried next is chosen while it is fresh');
  assert.deepEqual(due({ ...prepared, 'w/review#keep': 'x' }, '2026-05-15'), [], 'and asked for no longer than a fortnight');
  const later = one('A', { ...prepared, 'w/review#keep': 'x' });
  later.fields.set('w/prepare#batna', { value: 'y', at: '2026-07-01T08:00:00Z' });
  assert.deepEqual(dueOf(read({ a: later })[0], '2026-07-02', 'en'), [], 'what was written elsewhere since does not bring it back');
  const committed = { ...prepared, 'w/review#keep': 'x', 'w/commit#practice': 'ask', 'w/commit#check': '2026-05-20', 'w/commit#back': '2026-06-01' };
  assert.deepEqual(due(committed, '2026-05-05'), ['2026-05-20 check commitment', '2026-06-01 closing closing']);
  assert.deepEqual(due({ ...committed, 'w/commit#ins': [['20 May', '2 of 3', '']] }, '2026-05-21'), ['2026-05-21 date commitment', '2026-06-01 closing closing'], 'after one the next is dated');
  const ins = (...rows) => due({ ...committed, 'w/commit#ins': rows }, '2026-05-21');
  assert.deepEqual(ins(['20 May', '', '']), ['2026-05-20 check commitment', '2026-06-01 closing closing'], 'a day alone is one to come');
  assert.deepEqual(ins(['20 May', '2 of 3', ''], ['28 May', '', ''], ['', '', '']), ['2026-05-28 check commitment', '2026-06-01 closing closing']);
  const early = (today, ...rows) => due({ ...committed, 'w/commit#ins': rows }, today);
  assert.deepEqual(early('2026-05-08', ['6 May', '1 of 1', '']), ['2026-05-20 check commitment', '2026-06-01 closing closing'], 'who was asked for a day still asks then');
  assert.deepEqual(early('2026-05-08', ['6 May', '1 of 1', ''], ['28 May', '', '']), ['2026-05-20 check commitment', '2026-05-28 check commitment', '2026-06-01 closing closing']);
  assert.deepEqual(early('2026-05-19', ['18 May', '1 of 1', '']), ['2026-05-19 date commitment', '2026-06-01 closing closing'], 'a little early');
  assert.deepEqual(early('2026-05-19', ['', '1 of 1', '']), ['2026-05-19 date commitment', '2026-06-01 closing closing']);
  const held = ['20 May', '2 of 3', ''];
  assert.deepEqual([early('2026-05-25', held), early('2026-05-26', held)], [['2026-05-25 date commitment', '2026-06-01 closing closing'], ['2026-06-01 closing closing']], 'until the look back is less than a week away');
  assert.deepEqual(early('2026-05-25', held, ['24 May', '', '']), ['2026-05-24 check commitment', '2026-06-01 closing closing'], 'one that is late is dated');
  const undated = { ...committed, 'w/commit#check': '' };
  assert.deepEqual(due(undated, '2026-05-05'), ['2026-05-05 date commitment', '2026-06-01 closing closing'], 'the first one, too');
  assert.deepEqual(due({ ...undated, 'w/commit#back': '' }, '2026-05-05'), [], 'without an end there is nothing to plan towards');
  assert.deepEqual(ins(['soon', '', '']), ['2026-05-20 check commitment', '2026-06-01 closing closing']);
  assert.deepEqual(due({ ...committed, 'w/commit#outcome': 'kept' }, '2026-05-05'), []);
  const next = { ...committed, 'w/commit#outcome': 'kept', 'w/commit#next-day': '2026-06-10' };
  assert.deepEqual([due(next, '2026-06-10'), due(next, '2026-06-11')], [['2026-06-10 next commitment'], []], 'a day to begin on is never late');
  assert.deepEqual(due({ 'w/prepare#when': 'soon' }, '2026-05-05'), [], 'what is no day is not due');
});

test('one gets ready with the preparation; on the day the offers are at hand; what is agreed is over', () => {
  const talks = { page: { id: 'w/talks', lang: 'de' }, form: { name: 'talks', step: 'talks', fields: [field('promises', 'promises')] }, ref: 'w/talks#talks' };
  const paper = { page: { id: 'w/paper' }, form: { name: 'paper', step: 'agreement', fields: [field('all'), field('answer', '', { required: true })] }, ref: 'w/paper#paper' };
  const due = (fields, today) => dueOf(negotiationsOf([...sheets, talks], { cases: new Map([['a', { ...one('A', fields), forms: [...sheets, talks, paper].map(({ ref }) => ref) }]]) }, [paper])[0], today, 'en')
    .map(({ at, day, said, sheet, what }) => [day, what, sheet.form.name, at, said].filter(Boolean).join(' '));
  const prepared = { 'w/prepare#batna': 'x', 'w/prepare#when': '2026-05-04' };
  assert.deepEqual(due(prepared, '2026-05-02'), ['2026-05-04 talks preparation']);
  assert.deepEqual(due(prepared, '2026-05-04'), ['2026-05-04 ready talks']);
  assert.deepEqual(due({ ...prepared, 'w/paper#all': 'x' }, '2026-05-02'), ['2026-05-04 talks preparation'], 'a draft of what is agreed ends no talks');
  assert.deepEqual(due({ ...prepared, 'w/paper#answer': 'yes' }, '2026-05-03'), ['2026-05-01 review review'], 'due since it was written down');
  const locked = { ...one('A', prepared), locks: [{ form: 'w/prepare#preparation', at: '2026-05-01T08:05:00Z' }], forms: [...sheets, talks].map(({ ref }) => ref) };
  const [ready] = negotiationsOf([sheets[0], talks, ...sheets.slice(1)], { cases: new Map([['a', locked]]) });
  assert.deepEqual(dueOf(ready, '2026-05-02', 'en').map(({ what, sheet }) => `${what} ${sheet.form.name}`), ['ready talks'], 'what is locked is prepared');
  const stepOf = (fields, today = '2026-05-02') => nextOf(negotiationsOf([sheets[0], talks, ...sheets.slice(1)], { cases: new Map([['a', { ...one('A', { ...prepared, ...fields }), locks: locked.locks, forms: locked.forms }]]) })[0], today).sheet.form.step;
  assert.deepEqual([stepOf({}), stepOf({ 'w/talks#promises': [['x', '', '', '']] }), stepOf({ 'w/review#lesson': 'x' }), stepOf({}, '2026-05-05')], ['talks', 'talks', 'review', 'talks'], 'until the talks are over');
  const rows = [['They', 'schicken den Plan', '9. Mai, mittags', ''], ['They', 'send the plan', '9 May, noon', ''], ['Me', 'call', '3 May', 'done'], ['Me', 'ask', 'soon', '']];
  assert.deepEqual(due({ ...prepared, 'w/talks#promises': rows }, '2026-05-02'), ['2026-05-04 talks preparation', '2026-05-09 promise talks promises They: schicken den Plan', '2026-05-09 promise talks promises They: send the plan'], 'in the language of the list or of the sheet');
  assert.deepEqual(due({ ...prepared, 'w/talks#promises': rows }, '2026-12-02').filter((line) => line.startsWith('2027')), [], 'what is late stays late');
  assert.deepEqual(due({ 'w/prepare#batna': 'x', 'w/paper#answer': 'x' }, '2026-05-02'), ['2026-05-01 review review'], 'agreed without a day of talks');
});

test('a day is read as people write it, and not guessed', () => {
  const days = (lang, ...all) => all.map((text) => readDay(text, lang, '2026-11-27'));
  assert.deepEqual(days('en', '2026-12-11', '11 December 2026', 'Dec 11', 'Monday, January 4th', '31st of May 2027, noon', 'by the 2nd of February'), ['2026-12-11', '2026-12-11', '2026-12-11', '2027-01-04', '2027-05-31', '2027-02-02']);
  assert.deepEqual(days('de', '31. Mai, 12 Uhr', '11.12.', '11.12.26', '3. März 2027', '24.12.2026', '11.12. 14 Uhr', 'bis 11.12. 12:00', 'am 1. Dez., 1000 Euro', '11.12. 2000 Euro'), ['2027-05-31', '2026-12-11', '2026-12-11', '2027-03-03', '2026-12-24', '2026-12-11', '2026-12-11', '2026-12-01', undefined]);
  assert.deepEqual(days('en', '9 December, 1400', '9 December: 5000 units', '14:30, December 3', '9 December: 2000 euros'), ['2026-12-09', '2026-12-09', '2026-12-03', '2026-12-09'], 'hours and amounts are no years');
  assert.equal(readDay('31 December', 'en', '2026-05-20'), '2026-12-31', 'what is promised lies ahead');
  assert.equal(readDay('10 May', 'en', '2026-05-20'), '2026-05-10', 'or was not long ago');
  assert.equal(readDay('31. Mai, 9.30.', 'de', '2026-05-20'), '2026-05-31');
  assert.deepEqual(days('en', '3/5', 'soon', 'in May', 'May 2027', '31 February', '45.3', 'we may ask', '12 trucks', ''), Array(9).fill(undefined));
});

test('the next preparation gets the latest lesson, and what is still practised', () => {
  const cases = {
    a: one('Old', { 'w/review#lesson': 'ask first' }, '2026-04-01T08:00:00Z'),
    b: one('Closed', { 'w/commit#practice': 'wait', 'w/commit#outcome': 'kept' }, '2026-04-02T08:00:00Z'),
    c: one('Now', { 'w/prepare#batna': 'x' }),
  };
  assert.equal(earlier(read(cases), 'c').lesson, 'ask first');
  assert.equal(earlier(read({ c: cases.c }), 'c'), undefined);
  const all = { ...cases, b: one('Closed', { 'w/review#lesson': 'ask twice', 'w/commit#practice': 'wait', 'w/commit#cue': 'When a number falls', 'w/commit#outcome': 'kept', 'w/commit#next': 'wait longer' }, '2026-04-02T08:00:00Z') };
  const { closed, cue, lesson, next } = earlier(read(all), 'c');
  assert.deepEqual([lesson, next, cue, closed], ['ask twice', 'wait longer', 'When a number falls', true]);
  const open = { ...cases, d: one('Open', { 'w/commit#practice': 'wait', 'w/commit#cue': 'When a number falls' }, '2026-04-03T08:00:00Z') };
  const found = earlier(read(open), 'c');
  assert.deepEqual([found.from.name, found.practice, found.cue], ['Open', 'wait', 'When a number falls']);
  assert.deepEqual(read(open).filter(isActive).map((n) => words(n, 'practice')), ['wait']);
});

test('a partner is asked for a day that is to come', () => {
  const asked = (today, fields) => dayToAsk(read({ a: one('A', { 'w/commit#practice': 'ask', ...fields }) })[0], today, 'en');
  const dated = { 'w/commit#check': '2026-05-10', 'w/commit#back': '2026-06-20', 'w/commit#ins': [['2026-05-24', '', '']] };
  assert.deepEqual(['2026-05-10', '2026-05-11', '2026-05-25', '2026-06-21'].map((today) => asked(today, dated)), ['2026-05-10', '2026-05-24', '2026-06-20', '']);
  assert.equal(asked('2026-05-01', { 'w/commit#check': 'soon' }), '');
});

test('days are counted across a change of the clocks', () => {
  assert.equal(daysUntil('2026-03-30', '2026-03-28'), 2);
  assert.equal(daysUntil('2026-03-28', '2026-03-30'), -2);
});

test('a calendar holds whole days, in lines that calendars read', () => {
  const text = calendar([{ uid: 'a-check@parley', day: '2026-12-31', title: 'Check in: Copper, Zinc; and \\ more', text: 'Line one\nline two ' + 'ä'.repeat(60) }], '2026-11-27T08:00:00.123Z');
  const lines = text.split('\r\n');
  assert.equal(lines[0], 'BEGIN:VCALENDAR');
  assert.equal(lines.at(-1), '');
  assert.ok(lines.every((line) => Buffer.byteLength(line) <= 75), 'no line is longer than 75 bytes');
  const whole = text.replace(/\r\n /g, '');
  assert.match(whole, /\r\nDTSTAMP:20261127T080000Z\r\nDTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n/);
  assert.match(whole, /\r\nSUMMARY:Check in: Copper\\, Zinc\\; and \\\\ more\r\n/);
  assert.match(whole, /\r\nDESCRIPTION:Line one\\nline two ä{60}\r\n/);
});

test('a coach asks about what is missing, and about what cannot be', () => {
  const sheet = (values) => new Map(Object.entries({ 'no-deal': '', reservation: '', target: '', 'target-reason': '', 'their-need': '', plan: '', ...values }));
  const asks = (values, expected) => gaps(sheet(values), expected, 'en').map(({ key }) => key);
  assert.deepEqual(asks({}), [], 'an empty sheet is not scolded');
  assert.deepEqual(asks({ target: '900' }), ['no-deal', 'reason', 'their-need']);
  const good = { 'no-deal': 'wait', reservation: '100', target: '80', 'target-reason': 'index', 'their-need': 'a date', plan: 'When they ask, then I wait' };
  assert.deepEqual(asks(good, { low: '85', high: '95' }), []);
  assert.deepEqual(asks({ ...good, target: '120' }, { low: '85', high: '95' }), ['worse'], 'a buyer who aims above the limit');
  assert.deepEqual(asks({ ...good, target: '80' }, { low: '105', high: '130' }), ['worse'], 'a seller who aims below it');
  assert.deepEqual(asks({ ...good, target: '120' }, { low: '90', high: '130' }), [], 'where it cannot be told, nothing is said');
  assert.deepEqual(asks({ ...good, target: '100' }), ['same']);
  assert.deepEqual(asks({ ...good, reservation: '' }), ['value']);
  assert.deepEqual(asks({ ...good, reservation: '', alternatives: [['wait', '90', '', '', '']] }), []);
  assert.deepEqual(asks({ ...good, 'their-need': '', interests: [['time', '60']] }), ['only-own']);
  assert.deepEqual(asks({ ...good, 'their-need': '', parties: [['Buyer', 'a date', '']] }), []);
  assert.deepEqual(asks({ ...good, assumptions: [['They are in a hurry', '80', '']] }), ['untested']);
  assert.equal(wantsMore(100, '110', 'en'), true);
  assert.equal(wantsMore(100, '', 'en'), undefined);
});

test('a coach asks about a commitment: not three at once, an act with its moment, soon enough', () => {
  const whole = { practice: 'Ask first', cue: 'When I hear a number', measure: 'in how many of my next three price talks', 'review-date': '2026-12-20', 'check-ins': [], outcome: '' };
  const asks = (values, active = 0) => commitmentGaps(new Map(Object.entries({ ...whole, ...values })), active, (day) => daysUntil(day, '2026-11-27')).map(({ key }) => key);
  assert.deepEqual(asks({ practice: '', cue: '', measure: '' }), []);
  assert.deepEqual(asks({}, 1), []);
  assert.deepEqual(asks({}, 2), ['many']);
  assert.deepEqual(asks({ cue: '', measure: '' }), ['cue', 'measure']);
  assert.deepEqual(asks({ measure: '5,000 € less' }), ['result']);
  assert.deepEqual(['2026-12-10', '2026-12-11', '2027-02-25', '2027-02-26', '2026-11-01', ''].map((day) => asks({ 'review-date': day }).join()), ['soon', '', '', 'late', '', '']);
  assert.deepEqual(asks({ outcome: 'kept', cue: '' }, 2), [], 'what was looked back upon is left alone');
});

test('offers are held against no deal and the target', () => {
  const rows = [['Me', 'a', '90,000'], ['They', 'b', '130,000'], ['Me', 'c', '98,000'], ['They', '', 'later'], ['They', 'd', '122,000'], ['Me', 'e', '97,000']];
  const own = (who) => who === 'Me';
  const buyer = offered(rows, { limit: 120_000, target: 100_000, more: false }, own, 'en');
  assert.deepEqual(buyer.map(({ by, value, overLimit, overTarget, step }) => [by, value, overLimit, overTarget, step]), [
    ['mine', 90_000, 30_000, 10_000, undefined], ['theirs', 130_000, -10_000, -30_000, undefined], ['mine', 98_000, 22_000, 2_000, 8_000],
    ['theirs', 122_000, -2_000, -22_000, 8_000], ['mine', 97_000, 23_000, 3_000, -1_000],
  ]);
  const seller = offered(rows.slice(0, 3), { limit: 80_000, target: 120_000, more: true }, own, 'en');
  assert.deepEqual(seller.map(({ overLimit, step }) => [overLimit, step]), [[10_000, undefined], [50_000, undefined], [18_000, -8_000]], 'a seller who asks for more has moved back');
  const unknown = offered(rows, { limit: 120_000, target: undefined, more: undefined }, own, 'en');
  assert.ok(unknown.every(({ overLimit, step }) => overLimit === undefined && step === undefined), 'which way is better is not guessed');
  assert.deepEqual(offered(undefined, { limit: 1, target: 2, more: true }, own, 'en'), []);
});

test('what is better is as it was chosen, and of another language nothing', () => {
  const choices = ['more, as a seller', 'less, as a buyer'];
  assert.deepEqual([choices[0], choices[1], 'mehr', '', undefined].map((value) => chosenMore(value, choices)), [true, false, undefined, undefined, undefined]);
  assert.equal(chosenMore('more'), undefined);
});

test('steps have a pattern', () => {
  const of = (...steps) => pattern([{ by: 'mine' }, ...steps.map((step) => ({ by: 'mine', step })), { by: 'theirs', step: 99 }], 'mine');
  assert.deepEqual([of(5), of(5, 3), of(3, 5), of(5, 5), of(5, 5, 3), of(5, 3, 4)], [undefined, 'shrink', 'grow', 'even', 'shrink', 'mixed']);
  const binary = held([13.2, 13.5, 13.8, 14.1].map((value) => ({ by: 'mine', value })), { limit: 14.5, target: 13, more: false });
  assert.equal(pattern(binary, 'mine'), 'even', '14.1 - 13.8 is 0.3 as well');
});

test('estimates are judged over all reviews, and not on a few', () => {
  const course = { pages: [{ id: 'w', forms: [{ name: 'preparation', fields: [{ id: 'expected', estimate: true }] }, { name: 'review', fields: [{ id: 'actual', settles: 'w#expected' }] }] }] };
  const settled = (low, high, came, sure = '80', more = []) => ({
    forms: [], fields: new Map(came === undefined ? [] : [['w#actual', { value: came }]]),
    locks: [{ json: JSON.stringify({ fields: { 'w#expected': { low, high, sure } } }) }, ...more],
  });
  const of = (...all) => estimatesOf(course, { cases: new Map(all.map((one, i) => [String(i), one])) }, 'en');
  const again = { json: JSON.stringify({ fields: { 'w#expected': { low: '1', high: '999', sure: '99' } } }) };
  assert.deepEqual(of(settled('10', '20', '15'), settled('10', '20', '25'), settled('10', '20', '5'), settled('10', '20', undefined)), { n: 3, inside: 1, below: 1, above: 1, sure: 80, verdict: 'few' });
  assert.deepEqual(of(settled('10', '20', '25', '90', [again])), { n: 1, inside: 0, below: 0, above: 1, sure: 90, verdict: 'few' }, 'what was locked first counts');
  assert.equal(of(settled('15', '15', '15'), settled('', '20', '15'), settled('10', '20', 'some'), { fields: new Map(), locks: [{ json: '{' }], forms: [] }).n, 0);
  const many = (inside, of_) => of(...Array.from({ length: of_ }, (_, i) => settled('10', '20', i < inside ? '15' : '25'))).verdict;
  assert.deepEqual([many(9, 9), many(8, 10), many(5, 10), many(20, 20)], ['few', 'fits', 'narrow', 'wide']);
});

test('who offers is told by people’s own words, and what is no number is told', () => {
  assert.deepEqual(['Me', 'we', 'Our side', 'They', 'Weber', ''].map((who) => isOwn(who, 'Me', 'en')), [true, true, true, false, false, false]);
  assert.deepEqual(unread([['Me', '', '48,000'], ['They', '', '48,000 or 50,000'], ['They', 'x', '']], 'en'), ['48,000 or 50,000']);
});
