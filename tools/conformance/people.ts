/**
 * People on other servers: an address book's cloud ids, and a file shared between two servers.
 * @module
 */

import { setTimeout as sleep } from 'node:timers/promises';

import { addressBook } from '../../src/clients/carddav/address-book.ts';
import { remoteShares, type RemoteShare } from '../../src/clients/nextcloud/remote-shares.ts';
import { shares } from '../../src/clients/nextcloud/shares.ts';
import { readDiscovery } from '../../src/clients/ocm/discovery.ts';
import { webdav } from '../../src/clients/webdav/webdav.ts';
import { ownCloudId, writeCloudId } from '../../src/core/people/cloud-id.ts';
import { writeCard } from '../../src/core/people/vcard.ts';
import { signIn } from './nextcloud.ts';
import { expectSame, expectThat } from './report.ts';
import { mark, type Person, type World } from './world.ts';

/** On its way from the first person to somebody on another server. */
interface Sent { file: string; shareId: string; other: Person }

export async function checkPeople(world: World): Promise<void> {
  world.report.chapter('People on other servers');
  await checkAddressBook(world);
  const { elsewhere } = world.options;
  if (elsewhere === null) return;
  const other = await signIn({ ...world, options: { ...world.options, server: elsewhere.server } }, elsewhere.login);
  if (other !== null) await checkShare(world, other);
}

async function checkAddressBook({ first, report, cleanup }: World): Promise<void> {
  const uid = crypto.randomUUID();
  const file = `${uid}.vcf`;
  const book = addressBook(first.server, first.user.userId);
  const cloudId = { user: `${mark} ${uid}`.replaceAll(' ', '-'), server: 'cloud.example' };
  const card = writeCard({ name: `${mark}; Ä, "x"`, emails: ['conformance@mail.example'], cloudIds: [cloudId] }, uid);
  const isGone = cleanup.later('remove the contact', () => book.remove(file));
  const kept = await report.check('a contact with a cloud id is kept in the address book', async () => {
    await book.add(file, card);
    return true;
  });
  if (kept === null) return;
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

async function checkShare(world: World, other: Person): Promise<void> {
  const { report } = world;
  await report.check('the other server says that it takes shares', async () => {
    const found = await readDiscovery({ ...other.server, server: new URL(other.server.server).origin }) ?? await readDiscovery(other.server);
    expectThat(found?.takesShares === true, 'it says so to anybody');
    return `Open Cloud Mesh ${found.version}`;
  });
  const sent = await send(world, other);
  if (sent === null || !(await accept(world, sent))) return;
  await report.check('given back, it is gone on both sides', async () => {
    const remote = remoteShares(other.server);
    await remote.leave((await inbox(remote.accepted(), sent)).id);
    // The sender is told by the other server, perhaps a moment later.
    await soon(async () => {
      expectThat(!(await remote.accepted()).some(({ name }) => isOf(name, sent)), 'its recipient has it no more');
      expectThat(!(await shares(world.first.server).all()).some(({ shareId }) => shareId === sent.shareId), 'its sender shares it no more');
    });
  });
}

async function send({ first, report, cleanup }: World, other: Person): Promise<Sent | null> {
  const file = `${mark} ${crypto.randomUUID()}.txt`;
  const files = webdav(first.server, { userId: first.user.userId });
  cleanup.later('remove the shared file', () => files.remove([file], { skipTrash: true }));
  cleanup.later('end what is shared of it', async () => {
    for (const { shareId, path } of await shares(first.server).all()) if (isOf(path, { file })) await shares(first.server).remove(shareId);
  });
  // Last to be registered, first to be done: while its sender's server can still be told.
  cleanup.later(`give back what ${other.user.userId} has of it`, async () => {
    const remote = remoteShares(other.server);
    for (const { id, name } of await remote.pending()) if (isOf(name, { file })) await remote.decline(id);
    for (const { id, name } of await remote.accepted()) if (isOf(name, { file })) await remote.leave(id);
  });
  return report.check('a file is shared with somebody on the other server, until a day, with a note', async () => {
    await files.write([file], new Blob([content]));
    const cloudId = writeCloudId(ownCloudId(other.user.userId, other.server.server));
    const expires = new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString().slice(0, 10);
    const made = await shares(first.server).create({ path: [file], permissions: 1, kind: 'elsewhere', cloudId, expires, note: 'conformance' });
    expectSame({ kind: made.kind, expires: made.expires }, { kind: 6, expires });
    expectThat((await shares(first.server).all()).some(({ shareId }) => shareId === made.shareId), 'it is in the list of all');
    // Nextcloud takes a note for another server, and keeps none.
    return { file, shareId: made.shareId, other };
  });
}

const content = 'shared between two servers ✓';

async function accept({ report }: World, sent: Sent): Promise<boolean> {
  const { other, file } = sent;
  const remote = remoteShares(other.server);
  const waiting = await report.check('it waits at the other server, or is there already by its administrator’s will', () => soon(async () => {
    const accepted = (await remote.accepted()).find(({ name }) => isOf(name, sent));
    return accepted === undefined ? { ...(await inbox(remote.pending(), sent)), answered: false } : { ...accepted, answered: true };
  }));
  if (waiting === null) return false;
  const path = await report.check('accepted, it lies among its recipient’s files', async () => {
    if (!waiting.answered) await remote.accept(waiting.id);
    const { path: place } = await soon(() => inbox(remote.accepted(), sent));
    expectThat(place !== null, 'the server says where');
    return place;
  });
  await report.check('it is read there', () => soon(async () => {
    const { body } = await webdav(other.server, { userId: other.user.userId }).read((path ?? `/${file}`).split('/').filter((name) => name !== ''));
    expectThat(await new Response(body).text() === content, 'it is what was sent');
  }));
  return path !== null;
}

async function inbox(list: Promise<RemoteShare[]>, sent: Pick<Sent, 'file'>): Promise<RemoteShare> {
  const found = (await list).find(({ name }) => isOf(name, sent));
  expectThat(found !== undefined, 'it is in the list');
  return found;
}

function isOf(path: string, { file }: Pick<Sent, 'file'>): boolean {
  return path.split('/').at(-1) === file;
}

const tries = 6;
const betweenMs = 1000;

/** What two servers have to tell each other first: looked at again for some seconds. */
async function soon<Found>(look: () => Promise<Found>): Promise<Found> {
  for (let left = tries; ; left--) {
    try {
      return await look();
    } catch (error) {
      if (left <= 1) throw error;
      await sleep(betweenMs);
    }
  }
}
