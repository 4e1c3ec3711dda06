/**
 * People on other servers: an address book's cloud ids, and a file shared between two servers.
 * @module
 */

import { basic } from '../../src/clients/authentication.ts';
import { addressBook } from '../../src/clients/carddav/address-book.ts';
import type { Server } from '../../src/clients/http.ts';
import { remoteShares } from '../../src/clients/nextcloud/remote-shares.ts';
import { shares } from '../../src/clients/nextcloud/shares.ts';
import { whoAmI, type User } from '../../src/clients/nextcloud/user.ts';
import { readDiscovery } from '../../src/clients/ocm/discovery.ts';
import { webdav } from '../../src/clients/webdav/webdav.ts';
import { ownCloudId, writeCloudId } from '../../src/core/people/cloud-id.ts';
import { writeCard } from '../../src/core/people/vcard.ts';
import { expectSame, expectThat } from './report.ts';
import { mark, type World } from './world.ts';

interface Elsewhere { server: Server; user: User }
/** On its way from the first person to somebody on another server. */
interface Sent { file: string; shareId: string; other: Elsewhere }

export async function checkPeople(world: World): Promise<void> {
  world.report.chapter('People on other servers');
  await checkAddressBook(world);
  const { elsewhere } = world.options;
  if (elsewhere === null) return;
  const server: Server = { server: elsewhere.server, authentication: basic(elsewhere.login.name, elsewhere.login.password), fetch: world.fetch };
  const user = await world.report.check('the other server signs its person in', () => whoAmI(server));
  if (user !== null) await checkShare(world, { server, user });
}

async function checkAddressBook({ first, report, cleanup }: World): Promise<void> {
  const uid = crypto.randomUUID();
  const file = `${uid}.vcf`;
  const book = addressBook(first.server, first.user.userId);
  const cloudId = { user: `${mark} ${uid}`.replaceAll(' ', '-'), server: 'cloud.example' };
  const card = writeCard({ name: `${mark}; Ä, "x"`, emails: ['conformance@mail.example'], cloudIds: [cloudId] }, uid);
  const isGone = cleanup.later('remove the contact', () => book.remove(file));
  await report.check('a contact with a cloud id is kept in the address book', () => book.add(file, card));
  await report.check('it is found by its cloud id, as it was written', async () => {
    const found = (await book.list()).find((one) => one.file === file);
    expectThat(found !== undefined, 'it is in the list');
    expectSame(found.card, { name: `${mark}; Ä, "x"`, emails: ['conformance@mail.example'], cloudIds: [cloudId] });
  });
  await report.check('a second one of that name is refused', async () => {
    const refused = await book.add(file, card).then(() => false, () => true);
    expectThat(refused, 'nothing is written over');
  });
  await report.check('it is removed', async () => {
    await book.remove(file);
    isGone();
    expectThat(!(await book.list()).some((one) => one.file === file), 'it is out of the list');
  });
}

async function checkShare(world: World, other: Elsewhere): Promise<void> {
  const { report } = world;
  await report.check('the other server says that it takes shares', async () => {
    const found = await readDiscovery(other.server);
    expectThat(found?.takesShares === true, 'it says so to anybody');
    return `Open Cloud Mesh ${found.version}`;
  });
  const sent = await send(world, other);
  if (sent === null || !(await accept(world, sent))) return;
  await report.check('given back, it is gone on both sides', async () => {
    const remote = remoteShares(other.server);
    const mine = await inbox(remote.accepted(), sent);
    await remote.leave(mine.id);
    expectThat(!(await remote.accepted()).some(({ id }) => id === mine.id), 'its recipient has it no more');
    expectThat(!(await shares(world.first.server).all()).some(({ shareId }) => shareId === sent.shareId), 'its sender shares it no more');
  });
}

async function send({ first, report, cleanup }: World, other: Elsewhere): Promise<Sent | null> {
  const file = `${mark} ${crypto.randomUUID()}.txt`;
  const files = webdav(first.server, { userId: first.user.userId });
  cleanup.later('remove the shared file', () => files.remove([file], { skipTrash: true }).catch(() => undefined));
  return report.check('a file is shared with somebody on the other server, until a day, with a note', async () => {
    await files.write([file], new Blob([content]));
    const cloudId = writeCloudId(ownCloudId(other.user.userId, other.server.server));
    const expires = new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString().slice(0, 10);
    const made = await shares(first.server).create({ path: [file], permissions: 1, kind: 'elsewhere', cloudId, expires, note: 'conformance' });
    expectSame({ kind: made.kind, expires: made.expires, note: made.note }, { kind: 6, expires, note: 'conformance' });
    expectThat((await shares(first.server).all()).some(({ shareId }) => shareId === made.shareId), 'it is in the list of all');
    return { file, shareId: made.shareId, other };
  });
}

const content = 'shared between two servers ✓';

async function accept({ report }: World, sent: Sent): Promise<boolean> {
  const { other, file } = sent;
  const remote = remoteShares(other.server);
  const waiting = await report.check('it waits at the other server', () => inbox(remote.pending(), sent));
  if (waiting === null) return false;
  const path = await report.check('accepted, it lies among its recipient’s files', async () => {
    await remote.accept(waiting.id);
    const { path: place } = await inbox(remote.accepted(), sent);
    expectThat(place !== null, 'the server says where');
    return place;
  });
  await report.check('it is read there', async () => {
    const { body } = await webdav(other.server, { userId: other.user.userId }).read((path ?? `/${file}`).split('/').filter((name) => name !== ''));
    expectThat(await new Response(body).text() === content, 'it is what was sent');
  });
  return true;
}

async function inbox(list: ReturnType<ReturnType<typeof remoteShares>['pending']>, { file }: Sent) {
  const found = (await list).find(({ name }) => name.endsWith(file));
  expectThat(found !== undefined, 'it is in the list');
  return found;
}
