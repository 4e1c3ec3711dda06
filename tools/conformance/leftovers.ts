/**
 * What an earlier run could not remove, because it was killed or the server was away.
 * @module
 */

import { addressBook } from '../../src/clients/carddav/address-book.ts';
import { webdav } from '../../src/clients/webdav/webdav.ts';
import { mark, type Person, type World } from './world.ts';

const sharedFile = new RegExp(`^${mark} [0-9a-f-]{36}\\.txt$`);
/** Another run may be under way. */
const oldMs = 60 * 60 * 1000;
const made = new RegExp(`^${mark} (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)( ✓)?$`);

export async function removeLeftovers({ first, second, report }: World): Promise<void> {
  for (const person of second === null ? [first] : [first, second]) {
    const old = (await person.passman.vaults.list().catch(() => [])).filter(({ name }) => isOld(name));
    const files = await oldFiles(person).catch(() => []);
    const cards = await oldCards(person).catch(() => []);
    if (files.length + cards.length > 0) await report.check(`files and contacts that an earlier run left of ${person.user.userId} are removed`, () => removeRest(person, files, cards));
    if (old.length > 0) await report.check(`what an earlier run left of ${person.user.userId} is removed`, () => removeAll(person, old));
  }
}

/** What was to be shared with another server. */
async function oldFiles({ server, user }: Person): Promise<string[]> {
  const { children } = await webdav(server, { userId: user.userId }).list([]);
  return children.flatMap(({ path: [name = ''], isFolder, modified }) => (!isFolder && sharedFile.test(name) && modified !== null && Date.now() - modified * 1000 > oldMs ? [name] : []));
}

/** A card doesn't tell its age: those of a run under way may go too, and are of no use to anybody else. */
async function oldCards({ server, user }: Person): Promise<string[]> {
  return (await addressBook(server, user.userId).list()).flatMap(({ file, card }) => (card.name.startsWith(`${mark};`) ? [file] : []));
}

async function removeRest({ server, user }: Person, files: readonly string[], cards: readonly string[]): Promise<string> {
  for (const name of files) await webdav(server, { userId: user.userId }).remove([name], { skipTrash: true });
  for (const card of cards) await addressBook(server, user.userId).remove(card);
  return `${files.length} files, ${cards.length} contacts`;
}

async function removeAll({ passman }: Person, old: readonly { guid: Parameters<Person['passman']['vaults']['remove']>[0] }[]): Promise<string> {
  for (const { guid } of old) await passman.vaults.remove(guid);
  return `${old.length} vaults`;
}

function isOld(name: string): boolean {
  const at = made.exec(name)?.[1];
  return at !== undefined && Date.now() - Date.parse(`${at}Z`) > oldMs;
}
