/**
 * Two people on two servers: one invites, the other accepts, both are contacts, and a file follows.
 */
import type { Page } from 'playwright/test';
import { fetchByHost } from '../src/demo-server/testing/fetch-by-host.ts';
import { words } from '../tools/driver/words.ts';
import { expectNoBarriers } from './barriers.ts';
import { expect, test } from './fixtures.ts';
import { accountAt, as, ben, bothSignedIn, expectSaid, far, openPeople } from './people-steps.ts';
import { person } from './standard-vault.ts';

async function inviteAndAccept(page: Page): Promise<void> {
  await page.getByRole('button', { name: words('makeInvite') }).click();
  const open = page.getByRole('list', { name: words('openInvites') });
  await open.getByRole('button', { name: new RegExp(words('handOver')) }).click();
  const code = (await page.locator('.hand-over dd').nth(1).textContent()) ?? '';
  await expectNoBarriers(page, 'an invitation to hand over');
  await as(page, far);
  await page.getByLabel(words('pasteInvite')).fill(`Hi Ben, here is my code: ${code}, see you!`);
  const preview = page.getByRole('group', { name: words('inviteFound') });
  await expect(preview).toContainText('cloud.example');
  await expect(preview).toContainText(ben.email);
  await expectNoBarriers(page, 'an invitation before it is accepted');
  await preview.getByRole('button', { name: words('acceptThis') }).click();
  await expectSaid(page, words('inviteAccepted'));
}

test('an invitation makes contacts of both, is good once, and is gone from the list', async ({ cloud, app, driven }) => {
  await bothSignedIn(cloud, app);
  const page = await openPeople(driven);
  await inviteAndAccept(page);
  await expect(page.getByRole('list', { name: words('contacts'), exact: true })).toContainText('anna@cloud.example');
  await as(page, 'cloud.example');
  await expect(page.getByRole('list', { name: words('contacts'), exact: true })).toContainText(`ben@${far}`);
  await expect(page.getByRole('list', { name: words('openInvites') })).toHaveCount(0);
  await expectNoBarriers(page, 'people');
});

test('an invitation that was used, has run out or was taken back says so, and nothing comes of it', async ({ cloud, app, driven }) => {
  await bothSignedIn(cloud, app);
  const [anna, bens] = [await accountAt(app, 'cloud.example'), await accountAt(app, far)];
  const invite = async () => {
    const { ref } = await app.must('makeInvite', { account: anna, email: '', note: '' });
    return { ref, code: (await app.must('handOver', { account: anna, ref })).code };
  };
  const [used, takenBack, old] = [await invite(), await invite(), await invite()];
  await app.must('acceptInvite', { account: bens, text: used.code });
  await app.must('revokeInvite', { account: anna, ref: takenBack.ref });
  const page = await openPeople(driven);
  await as(page, far);
  const field = page.getByLabel(words('pasteInvite'));
  const refused = async (code: string, what: string): Promise<void> => {
    await field.fill(code);
    await page.getByRole('group', { name: words('inviteFound') }).getByRole('button', { name: words('acceptThis') }).click();
    await expect(page.locator('[data-problem="invite"]')).toContainText(words(what));
    await expect(page.locator('[data-problem="invite"]')).toContainText(words(`${what}Next`));
  };
  await refused(used.code, 'problemInviteUsed');
  await expectNoBarriers(page, 'an invitation that was used');
  await refused(takenBack.code, 'problemInviteUnknown');
  cloud.control.advance(31 * 24 * 3600 * 1000);
  await refused(old.code, 'problemInviteExpired');
  await expect(page.getByRole('list', { name: words('contacts'), exact: true }).getByRole('listitem')).toHaveCount(1);
});

test('what is no invitation to follow is said before anybody is asked; a host that looks like another is shown as what it is', async ({ cloud, app, driven }) => {
  await bothSignedIn(cloud, app);
  const page = await openPeople(driven);
  const token = '0f8fad5b-d9cb-469f-a165-70867728950e';
  const field = page.getByLabel(words('pasteInvite'));
  cloud.control.clearRequests();
  for (const [text, why] of [['see you tomorrow', 'inviteNone'], [`${token}@cloud.example`, 'problemInviteOwnServer'], [`${token}@127.0.0.1`, 'inviteThisComputer'], [`${token}@nas`, 'inviteSingleName']] as const) {
    await field.fill(text);
    await expect(page.getByRole('status').filter({ hasText: words(why) })).toBeVisible();
  }
  expect(cloud.control.requests()).toEqual([]);
  await field.fill(`${token}@cl\u043eud.example`);
  const preview = page.getByRole('group', { name: words('inviteFound') });
  await expect(preview).toContainText('xn--clud-65d.example');
  await expect(preview).toContainText(words('hostMixed'));
  await expect(preview).toContainText(words('serverNoInvites'));
});

test('a share that its sender has taken back meanwhile is told of when it is answered', async ({ cloud, app, driven }) => {
  await bothSignedIn(cloud, app);
  const [anna, bens] = [await accountAt(app, 'cloud.example'), await accountAt(app, far)];
  const annas = { Authorization: `Basic ${btoa(`${person.userId}:${person.password}`)}`, 'OCS-APIRequest': 'true' };
  await fetchByHost(cloud)('https://cloud.example/remote.php/dav/files/anna/Plan.txt', { method: 'PUT', body: 'the plan', headers: annas });
  await app.must('shareFile', { account: anna, path: ['Plan.txt'], cloudId: `ben@${far}`, mayChange: false, days: 7, note: '' });
  const page = await openPeople(driven);
  await as(page, far);
  const accept = page.getByRole('button', { name: words('acceptShareOf', { name: 'Plan.txt' }) });
  await expect(accept).toBeVisible();
  const { sent: [share] } = await app.must('getPeople', { account: anna, again: false });
  await fetchByHost(cloud)(`https://cloud.example/ocs/v2.php/apps/files_sharing/api/v1/shares/${share?.id ?? ''}?format=json`, { method: 'DELETE', headers: annas });
  await accept.click();
  await expectSaid(page, words('problemGoneShare'));
  await expect(accept).toHaveCount(0);
  expect((await app.must('getPeople', { account: bens, again: true })).received).toEqual([]);
});

test('a refusal without a reason is explained once the other server may be asked', async ({ cloud, app, driven }) => {
  await bothSignedIn(cloud, app);
  const strict = 'cloud.reva.example';
  cloud.control.addNeighbour(strict, 'reva', [ben]);
  await fetchByHost(cloud)('https://cloud.example/remote.php/dav/files/anna/Plan.txt', { method: 'PUT', body: 'the plan', headers: { Authorization: `Basic ${btoa(`${person.userId}:${person.password}`)}` } });
  await app.must('addContact', { account: await accountAt(app, 'cloud.example'), name: 'Ben', email: '', cloudId: `ben@${strict}` });
  const page = await openPeople(driven);
  await page.getByRole('button', { name: words('shareFileWith', { name: 'Ben' }) }).click();
  await page.getByRole('button', { name: /Plan\.txt/ }).click();
  await page.getByRole('button', { name: words('shareThis', { what: 'Plan.txt' }) }).click();
  const refused = page.locator('[data-problem="share-refused"]');
  await expect(refused).toContainText(words('problemShareNotAskedNext'));
  await refused.getByRole('button', { name: words('askTheirServer', { host: strict }) }).click();
  await expect(refused).toContainText(words('problemShareMustInvite'));
});

test('a contact is removed, and brought back from the notice', async ({ cloud, app, driven }) => {
  await bothSignedIn(cloud, app);
  const page = await openPeople(driven);
  await page.getByRole('button', { name: words('addContact') }).click();
  await page.getByLabel(words('cloudId'), { exact: true }).fill('nonsense');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText(words('noCloudId'));
  await page.getByLabel(words('cloudId'), { exact: true }).fill(`ben@${far}`);
  await page.getByLabel(words('contactName'), { exact: true }).fill('Ben <b>Bold</b>');
  await page.keyboard.press('Enter');
  const contacts = page.getByRole('list', { name: words('contacts'), exact: true });
  await expect(contacts).toContainText('Ben <b>Bold</b>');
  await contacts.getByRole('button', { name: words('removeContactOf', { name: 'Ben <b>Bold</b>' }) }).click();
  await expect(contacts).toHaveCount(0);
  await page.getByRole('button', { name: words('undo'), exact: true }).click();
  await expect(contacts).toContainText('Ben <b>Bold</b>');
});

test('a file is shared, waits, is accepted, read, changed, given back, and gone', async ({ cloud, app, driven }) => {
  await bothSignedIn(cloud, app);
  await fetchByHost(cloud)('https://cloud.example/remote.php/dav/files/anna/Plan.txt', { method: 'PUT', body: 'the plan', headers: { Authorization: `Basic ${btoa(`${person.userId}:${person.password}`)}` } });
  const bensPlan = async (): Promise<string | null> => {
    const answer = await fetchByHost(cloud)(`https://${far}/remote.php/dav/files/ben/Plan.txt`, { headers: { Authorization: `Basic ${btoa(`${ben.userId}:${ben.password}`)}` } });
    return answer.ok ? answer.text() : null;
  };
  await app.must('addContact', { account: await accountAt(app, 'cloud.example'), name: 'Ben', email: '', cloudId: `ben@${far}` });
  const page = await openPeople(driven);
  await page.getByRole('button', { name: words('shareFileWith', { name: 'Ben' }) }).click();
  await page.getByRole('button', { name: /Plan\.txt/ }).click();
  await expectNoBarriers(page, 'sharing a file');
  await page.getByRole('button', { name: words('shareThis', { what: 'Plan.txt' }) }).click();
  await expect(page.getByRole('list', { name: words('sharedByMe') })).toContainText('Plan.txt');
  await as(page, far);
  const received = page.getByRole('list', { name: words('sharedWithMe') });
  await received.getByRole('button', { name: words('acceptShareOf', { name: 'Plan.txt' }) }).click();
  await expect(received.getByRole('button', { name: words('giveBackOf', { name: 'Plan.txt' }) })).toBeVisible();
  expect(await bensPlan()).toBe('the plan');
  await as(page, 'cloud.example');
  await changeShare(page);
  await as(page, far);
  await received.getByRole('button', { name: words('giveBackOf', { name: 'Plan.txt' }) }).click();
  await received.getByRole('group').getByRole('button', { name: words('giveBack'), exact: true }).click();
  await expect(received).toHaveCount(0);
  expect(await bensPlan()).toBeNull();
  await as(page, 'cloud.example');
  await expect(page.getByRole('list', { name: words('sharedByMe') })).toHaveCount(0);
});

/** By keys alone. */
async function changeShare(page: Page): Promise<void> {
  const sent = page.getByRole('list', { name: words('sharedByMe') });
  await sent.getByRole('button', { name: words('changeShareOf', { name: 'Plan.txt', who: `ben@${far}` }) }).focus();
  await page.keyboard.press('Enter');
  const form = sent.getByRole('form');
  await expectNoBarriers(page, 'changing a share');
  await form.getByLabel(words('noteForThem')).focus();
  await page.keyboard.type('Please add yours');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await expectSaid(page, words('shareChanged', { name: 'Plan.txt' }));
  await expect(sent).toContainText(words('mayChange'));
  await expect(sent).toContainText('Please add yours');
}

test('the popup shows what waits, who is there and one’s own cloud id, by keys alone', async ({ cloud, app, driven }) => {
  await bothSignedIn(cloud, app);
  const [anna, bens] = [await accountAt(app, 'cloud.example'), await accountAt(app, far)];
  await fetchByHost(cloud)(`https://${far}/remote.php/dav/files/ben/Plan.txt`, { method: 'PUT', body: 'the plan', headers: { Authorization: `Basic ${btoa(`${ben.userId}:${ben.password}`)}` } });
  await app.must('addContact', { account: anna, name: 'Ben', email: '', cloudId: `ben@${far}` });
  await app.must('makeInvite', { account: anna, email: 'eve@mail.example', note: '' });
  await app.must('shareFile', { account: bens, path: ['Plan.txt'], cloudId: 'anna@cloud.example', mayChange: false, days: 7, note: '' });
  const popup = await driven.page('src/ui/popup/index.html');
  await popup.getByRole('button', { name: words('peopleTitle'), exact: true }).focus();
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('heading', { name: words('peopleTitle') })).toBeFocused();
  const waits = popup.getByRole('region', { name: words('whatWaits') });
  await expect(waits.getByRole('listitem')).toHaveCount(2);
  await expect(waits).toContainText('eve@mail.example');
  await expect(popup.getByRole('region', { name: words('contacts') })).toContainText(`ben@${far}`);
  await expect(popup.getByRole('region', { name: words('myCard') })).toContainText('anna@cloud.example');
  await popup.getByRole('button', { name: words('showQr') }).focus();
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('img', { name: words('qrOfMyCard') })).toBeVisible();
  await expectNoBarriers(popup, 'people in the popup');
  await waits.getByRole('button', { name: words('acceptShareOf', { name: 'Plan.txt' }) }).focus();
  await popup.keyboard.press('Enter');
  await expect(popup.getByRole('status').filter({ hasText: words('shareAccepted', { name: 'Plan.txt' }) })).toBeVisible();
  await expect(waits.getByRole('listitem')).toHaveCount(1);
  expect((await app.must('getPeople', { account: anna, again: false })).received).toMatchObject([{ name: 'Plan.txt', accepted: true }]);
  await expect(popup.getByRole('link', { name: words('peopleOpen') })).toHaveAttribute('href', '/src/ui/people/index.html');
  await popup.keyboard.press('Escape');
  await expect(popup.getByRole('combobox')).toBeFocused();
});

test('an invitation on a page is noticed where that is wanted, and the page stays as it is', async ({ cloud, app, driven, visit, popupOver }) => {
  await bothSignedIn(cloud, app);
  const bens = await accountAt(app, far);
  const { ref } = await app.must('makeInvite', { account: bens, email: '', note: '' });
  const { link } = await app.must('handOver', { account: bens, ref });
  const html = `<!DOCTYPE html><title>Inbox</title><p>Hi Anna, <a href="${link.replaceAll('&', '&amp;')}">join me</a></p>`;
  await driven.context.route('https://mail.example/inbox', (route) => route.fulfill({ contentType: 'text/html', body: html }));
  await app.screen.evaluate(() => chrome.permissions.request({ origins: ['https://*/*', 'http://*/*'] }));
  const page = await visit('https://mail.example/inbox');
  const sign = async (): Promise<string> => (await driven.worker()).evaluate(async () => {
    const [tab] = await chrome.tabs.query({ url: 'https://mail.example/inbox' });
    return chrome.action.getBadgeText({ tabId: tab?.id ?? 0 });
  });
  await expect.poll(sign, 'its login is counted, the invitation not looked for').toBe('2');
  await app.must('saveSettings', { settings: { ...(await app.must('getState', {})).settings, noticeInvites: true } });
  await page.reload();
  await expect.poll(sign).toBe('@');
  expect(await page.evaluate(() => document.documentElement.outerHTML)).toBe(`<html><head><title>Inbox</title></head><body><p>Hi Anna, <a href="${link.replaceAll('&', '&amp;')}">join me</a></p></body></html>`);
  const popup = await popupOver(page);
  const opened = driven.context.waitForEvent('page');
  await popup.getByRole('button', { name: words('inviteOnPage') }).click();
  await expect((await opened).getByRole('group', { name: words('inviteFound') })).toContainText(far);
  await driven.context.unroute('https://mail.example/inbox');
});

test('nothing of people is shown while Latchkey is locked', async ({ cloud, app, driven }) => {
  await bothSignedIn(cloud, app);
  const page = await openPeople(driven);
  await app.must('lock', {});
  await expect(page.getByRole('heading', { name: words('locked') })).toBeVisible();
  await expect(page.getByText('anna@cloud.example')).toHaveCount(0);
});
