// On a disk each folder may have a storage of its own; in one tab they are one record.
import assert from 'node:assert/strict';
import { until } from '../lib/observe.mjs';
import { add, again, answer, fresh, own, press, ready } from '../behaviour/record.mjs';
import { downloads } from './own.mjs';

export async function folders(stage) {
  await stage.on({ ...own, mode: 'file', before: downloads }, 'in one tab the folders of a disk share a record, its file, and that it is erased', async (page, mode) => {
    const go = async (file) => {
      await page.goto(mode.url(file), { waitUntil: 'load' });
      await page.evaluate(() => window.parley.record.ready);
    };
    const state = () => page.evaluate(() => (({ count, unsaved }) => ({ count, unsaved }))(window.parley.record.keeper.state));
    await fresh(page);
    await go('exercises/questions.html');
    await page.reload({ waitUntil: 'load' });
    await add(page, answer(0), answer(1));
    const draft = (...value) => page.evaluate((list) => (list.length ? window.parley.record.draft.set('mine', ...list) : window.parley.record.draft.clear('mine')), value);
    const drafted = () => page.evaluate(() => window.parley.record.draft.get('mine'));
    await draft('a word');
    await go('progress.html');
    assert.deepEqual(await state(), { count: 2, unsaved: 2 });
    assert.equal(await drafted(), 'a word', 'what is typed goes along');
    await draft();
    await go('record.html');
    await ready(page);
    await press(page, 'Save my file');
    await until(() => page.evaluate(() => !!window.lastFile), 'a file is made');
    await go('exercises/questions.html');
    assert.deepEqual(await state(), { count: 2, unsaved: 0 });
    assert.equal(await drafted(), undefined, 'what was dropped on another page does not come back');
    await add(page, answer(2));
    await go('progress.html');
    assert.deepEqual(await state(), { count: 3, unsaved: 1 });
    await go('record.html');
    await again(page);
    await press(page, 'Erase this record …');
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), press(page, 'Erase for good')]);
    await ready(page);
    await add(page, answer(3));
    await go('exercises/questions.html');
    assert.deepEqual(await state(), { count: 1, unsaved: 1 });
  });
}
