/**
 * What a login that was typed into a page is to the vault: known already, the new password of one, or a new one.
 * @see guides: experience U-19, U-20
 * @module
 */

import { fold } from '../../core/fold.ts';
import type { CredentialId } from '../../core/ids.ts';
import type { TypedLogin } from '../../messages/contract.ts';

/** A login of the same site, as it is kept. */
export interface KnownLogin {
  id: CredentialId;
  label: string;
  username: string;
  email: string;
  /** Null: it cannot be read. */
  password: string | null;
  /** It may be changed: it is one's own, or shared with that right, and its password can be read. */
  writable: boolean;
}

export type Verdict = { is: 'known' } | { is: 'new' } | { is: 'changed'; credential: CredentialId };

/** @param known - the best match first */
export function judge(typed: TypedLogin, known: readonly KnownLogin[]): Verdict {
  const next = passwordOf(typed);
  const named = known.filter((login) => isNamed(login, typed.username));
  const nameless = known.filter(({ username, email }) => username === '' && email === '');
  // Without a name anybody's will do; and a login without one may be the person's only one there.
  const theirs = typed.username === '' ? known : [...named, ...nameless];
  if (theirs.some(({ password }) => password === next)) return { is: 'known' };
  const writable = (logins: readonly KnownLogin[]) => logins.filter((login) => login.writable);
  const [chosen] = typed.newPassword === null ? writable(named) : writable([...hasPassword(named, typed), ...hasPassword(known, typed), ...named]);
  if (chosen) return { is: 'changed', credential: chosen.id };
  const [only, ...others] = writable(known);
  return typed.username === '' && only !== undefined && others.length === 0 ? { is: 'changed', credential: only.id } : { is: 'new' };
}

/** The password that holds from now on. */
export function passwordOf({ password, newPassword }: TypedLogin): string {
  return newPassword ?? password;
}

function isNamed({ username, email }: KnownLogin, typed: string): boolean {
  return typed !== '' && [username, email].some((name) => fold(name) === fold(typed));
}

function hasPassword(logins: readonly KnownLogin[], { password }: TypedLogin): readonly KnownLogin[] {
  return logins.filter((login) => login.password === password);
}
