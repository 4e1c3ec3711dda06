/**
 * What a server makes for people, kept as logins in a vault before anything depends on it.
 * @module
 */

import type { SelfPrivacy } from '../../clients/selfprivacy/selfprivacy.ts';
import { randomBytes } from '../../core/bytes.ts';
import { emptyForm, type CredentialForm } from '../../core/credential/form.ts';
import { generatePassword } from '../../core/generator.ts';
import { defaultPasswordRecipe } from '../../core/generator-recipes.ts';
import type { CredentialId, VaultId } from '../../core/ids.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import { userNameFault, userPasswordFault } from '../../core/selfprivacy/user-rules.ts';
import type { Writes } from '../writes/writes.ts';

export interface KeepLoginsWorld { writes: Pick<Writes, 'openForm' | 'save' | 'setTrashed'> }

/** Earlier words are void as soon as the new ones are made, so the vault is looked for first. */
export async function keepRecoveryKit(ask: { vault: VaultId; expires: number | null; uses: number | null; label: string }, { api, domain }: { api: SelfPrivacy; domain: string }, { writes }: KeepLoginsWorld): Promise<CredentialId> {
  const { vault, expires, uses, label } = ask;
  await writes.openForm({ credential: null, vault });
  const phrase = await api.recovery.create({ expires, uses });
  return keep({ label, username: domain, password: phrase, urls: [] }, vault, writes);
}

/**
 * The password is kept first; if there comes no user of it, it goes to the trash. Where nobody knows, it stays: it may be
 * the only copy.
 */
export async function createUser(ask: { vault: VaultId; name: string; label: string }, { api, domain }: { api: SelfPrivacy; domain: string }, { writes }: KeepLoginsWorld): Promise<{ credential: CredentialId; link: string | null }> {
  const { vault, name, label } = ask;
  const fault = userNameFault(name);
  if (fault !== null) throw new Failure({ kind: 'server-refused', host: domain, why: fault === 'reserved' ? 'name-reserved' : 'name-invalid' });
  // One of that name would look like ours, should the answer be lost.
  if ((await api.users.list()).includes(name)) throw new Failure({ kind: 'server-refused', host: domain, why: 'name-taken' });
  const password = readablePassword(() => generatePassword(defaultPasswordRecipe, randomBytes, null));
  const credential = await keep({ label, username: name, password, email: `${name}@${domain.replace(/:\d+$/, '')}` }, vault, writes);
  try {
    return { credential, link: await api.users.create(name, password) };
  } catch (error) {
    const made = error instanceof Failure && isUncertain.has(error.problem.kind) ? await isThere(name, api) : false;
    if (made === true) return { credential, link: null };
    if (made === false) await writes.setTrashed({ credentials: [credential], trashed: true });
    throw error;
  }
}

/** What says nothing of what the server has done. */
const isUncertain: ReadonlySet<Problem['kind']> = new Set(['unreachable', 'timeout', 'cut-off', 'bad-answer', 'restarting', 'server-error']);

/** @returns null where the server doesn't say */
async function isThere(name: string, api: SelfPrivacy): Promise<boolean | null> {
  return api.users.list().then((names) => names.includes(name), () => null);
}

/** The first that the server doesn't misread. */
export function readablePassword(make: () => string): string {
  for (;;) {
    const password = make();
    if (userPasswordFault(password) === null) return password;
  }
}

async function keep(form: Partial<CredentialForm>, vault: VaultId, writes: KeepLoginsWorld['writes']): Promise<CredentialId> {
  return (await writes.save({ credential: null, vault, form: { ...emptyForm, ...form }, base: null })).credential;
}
