/**
 * What an earlier run could not remove, because it was killed or the server was away.
 * @module
 */

import { mark, type Person, type World } from './world.ts';

/** Another run may be under way. */
const oldMs = 60 * 60 * 1000;
const made = new RegExp(`^${mark} (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)( ✓)?$`);

export async function removeLeftovers({ first, second, report }: World): Promise<void> {
  for (const person of second === null ? [first] : [first, second]) {
    const old = (await person.passman.vaults.list().catch(() => [])).filter(({ name }) => isOld(name));
    if (old.length > 0) await report.check(`what an earlier run left of ${person.user.userId} is removed`, () => removeAll(person, old));
  }
}

async function removeAll({ passman }: Person, old: readonly { guid: Parameters<Person['passman']['vaults']['remove']>[0] }[]): Promise<string> {
  for (const { guid } of old) await passman.vaults.remove(guid);
  return `${old.length} vaults`;
}

function isOld(name: string): boolean {
  const at = made.exec(name)?.[1];
  return at !== undefined && Date.now() - Date.parse(`${at}Z`) > oldMs;
}
