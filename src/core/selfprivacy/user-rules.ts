/**
 * What a SelfPrivacy server takes for a user's name, and what it would misread in a password.
 * @see contracts: SelfPrivacy §3
 * @module
 */

export type UserNameFault = 'empty' | 'letters' | 'too-long' | 'reserved';
export type UserPasswordFault = 'empty' | 'dash' | 'control';

const reserved = new Set((
  'root messagebus postfix polkituser dovecot2 dovenull nginx postgres prosody opendkim rspamd sshd selfprivacy-api restic redis pleroma ocserv ' +
  'nextcloud memcached knot-resolver gitea bitwarden_rs vaultwarden acme virtualmail nobody'
).split(' '));
/** Servers before 1.2.5 take one more, later ones don't. */
const longestName = 31;

/** Null for a name that every version takes. */
export function userNameFault(name: string): UserNameFault | null {
  if (name === '') return 'empty';
  if (reserved.has(name) || /^(?:systemd|nixbld)/.test(name)) return 'reserved';
  if (!/^[a-z_][a-z0-9_]+$/.test(name)) return 'letters';
  return name.length > longestName ? 'too-long' : null;
}

/** The server hands the password to a program: a dash in front is read as an option, and its help text kept as the password. */
export function userPasswordFault(password: string): UserPasswordFault | null {
  if (password === '') return 'empty';
  if (password.startsWith('-')) return 'dash';
  return Array.from(password).some((character) => character < ' ' || character === '\u007f') ? 'control' : null;
}
