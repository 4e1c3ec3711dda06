/**
 * What others may try: forged messages from a page's process, and a search through all that rests.
 * @see guides: threats S-12, S-15, O2, O4, O5
 * @module
 */
import { idOf } from '../tools/driver/app.ts';
import { forgedQuestions } from '../tools/driver/forged.ts';
import { ourWorldIn } from '../tools/driver/our-world.ts';
import { readStorage } from '../tools/driver/traces.ts';
import { expect, test } from './fixtures.ts';
import { canariesIn, openStandardVault } from './standard-vault.ts';

test.describe('a page whose process was taken over', () => {
  test('is refused every request of our screens, and learns nothing', async ({ cloud, driven, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    const shop = await visit('https://shop.example/login');
    const popup = await popupOver(shop);
    await popup.getByRole('option').first().waitFor();
    const world = await ourWorldIn(driven, shop);
    const { version } = await app.must('getState', {});
    cloud.control.clearRequests();

    const questions = forgedQuestions('https://evil.example', await idOf(app, 'Corner shop'));
    for (const [name, ask] of Object.entries(questions)) {
      for (const to of ['screen-router', 'page-router']) {
        expect(await world.send({ to, name, ask, version }), `${name} to the ${to}`).toEqual({ ok: false, problem: { kind: 'not-allowed' } });
      }
    }
    expect(cloud.control.requests().filter(({ host }) => host.includes('evil'))).toEqual([]);
    expect((await app.must('getState', {})).lock.state).toBe('unlocked');
  });

  test('gets no order for a ticket that it guessed', async ({ cloud, driven, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    const shop = await visit('https://shop.example/login');
    await (await popupOver(shop)).getByRole('option').first().waitFor();
    const world = await ourWorldIn(driven, shop);
    const { version } = await app.must('getState', {});
    for (const ticket of ['', '0', 'undefined', '__proto__', 'constructor', crypto.randomUUID()]) {
      expect(await world.send({ to: 'page-router', name: 'takeOrder', ask: { ticket }, version })).toMatchObject({ ok: false });
    }
  });

  test('cannot read what Latchkey keeps', async ({ cloud, driven, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    const shop = await visit('https://shop.example/login');
    await (await popupOver(shop)).getByRole('option').first().waitFor();
    const world = await ourWorldIn(driven, shop);
    expect(await world.evaluate('chrome.storage.session.get(null)')).toHaveProperty('threw');
    expect(canariesIn(JSON.stringify(await world.evaluate('chrome.storage.local.get(null)')))).toEqual([]);
  });

  test('meets no unanswered message, however malformed', async ({ cloud, driven, app, visit, popupOver }) => {
    await openStandardVault(cloud, app);
    const shop = await visit('https://shop.example/login');
    await (await popupOver(shop)).getByRole('option').first().waitFor();
    const world = await ourWorldIn(driven, shop);
    const answers = await world.evaluate(`(async () => {
      const odd = [null, 0, '', [], {}, { to: 'screen-router' }, { to: 'page-router', name: '__proto__' }, 'x'.repeat(100000), { to: ['screen-router'] }];
      const pick = (from, at) => from[at % from.length];
      const names = ['takeOrder', 'getState', 'reveal', 'constructor', '', 'toString'];
      const answers = [];
      for (let at = 0; at < 600; at++) {
        const message = at % 3 === 0 ? pick(odd, at / 3) : { to: pick(['screen-router', 'page-router', 'x'], at), name: pick(names, at >> 1), ask: pick(odd, at >> 2), version: pick(['0.1.0', '9', undefined, {}], at >> 3), sender: { url: 'chrome-extension://x/' } };
        answers.push(await chrome.runtime.sendMessage(message).then((answer) => answer?.ok ?? 'none', () => 'none'));
      }
      return [...new Set(answers)];
    })()`);
    expect((answers as unknown[]).filter((answer) => answer !== false && answer !== 'none')).toEqual([]);
  });
});

test.describe('what rests in the browser', () => {
  test('holds no secret in plain text: signed in, unlocked, locked, after a worker\'s death', async ({ cloud, driven, app }) => {
    await openStandardVault(cloud, app);
    expect(canariesIn(await readStorage(driven)), 'unlocked').toEqual([]);
    await driven.killWorker();
    await app.must('getState', {});
    expect(canariesIn(await readStorage(driven)), 'after the worker has died').toEqual([]);
    await app.must('lock', {});
    const locked = await readStorage(driven);
    expect(canariesIn(locked), 'locked').toEqual([]);
    expect(JSON.parse(locked)).toHaveProperty('session', expect.not.objectContaining({ dataKey: expect.anything() }));
  });
});

test('the server gets no cookie from us, and nobody else gets anything', async ({ cloud, app }) => {
  await openStandardVault(cloud, app);
  await app.must('refresh', {});
  const asked = cloud.control.requests();
  expect(asked.filter(({ authorization }) => authorization).length).toBeGreaterThan(3);
  expect(asked.filter(({ cookie }) => cookie)).toEqual([]);
  expect([...new Set(asked.map(({ host }) => host))]).toEqual(['cloud.example']);
});
