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
import { Failure } from '../../core/problem.ts';
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

/** The password is kept first; if the server refuses the user, it goes to the trash. */
export async function createUser(ask: { vault: VaultId; name: string; label: string }, { api, domain }: { api: SelfPrivacy; domain: string }, { writes }: KeepLoginsWorld): Promise<{ credential: CredentialId; link: string | null }> {
  const { vault, name, label } = ask;
  const fault = userNameFault(name);
  if (fault !== null) throw new Failure({ kind: 'server-refused', host: domain, why: fault === 'reserved' ? 'name-reserved' : 'name-invalid' });
  const password = readablePassword();
  const credential = await keep({ label, username: name, password, email: `${name}@${domain.replace(/:\d+$/, '')}` }, vault, writes);
  try {
    return { credential, link: await api.users.create(name, password) };
  } catch (error) {
    await writes.setTrashed({ credentials: [credential], trashed: true });
    throw error;
  }
}

/** One that the server doesn't misread. */
function readablePassword(): string {
  for (;;) {
    const password = generatePassword(defaultPasswordRecipe, randomBytes, null);
    if (userPasswordFault(password) === null) return password;
  }
}

async function keep(form: Partial<CredentialForm>, vault: VaultId, writes: KeepLoginsWorld['writes']): Promise<CredentialId> {
  return (await writes.save({ credential: null, vault, form: { ...emptyForm, ...form }, base: null })).credential;
}
