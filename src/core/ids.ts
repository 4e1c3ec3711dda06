/**
 * Branded ids, so that one kind is never taken for another.
 *
 * The constructors here are the only places that may say `as` for them.
 * @module
 */

/** Made by us, random: one signed-in account on one server. */
export type AccountId = string & { readonly __id: 'account' };
/** Made by us, random: one paired server. */
export type ServerId = string & { readonly __id: 'server' };
/** Made by the Passman server: `XXXXXXXX-XXXX-4XXX-[89AB]XXX-XXXXXXXXXXXX`, upper case. */
export type Guid = string & { readonly __id: 'guid' };
/** `<AccountId>/<vault guid>`: unique over all accounts. */
export type VaultId = string & { readonly __id: 'vault' };
/** `<AccountId>/<vault guid>/<credential guid>`: unique over all accounts. */
export type CredentialId = string & { readonly __id: 'credential' };

const accountShape = /^[A-Za-z0-9-]{8,64}$/;
const guidShape = /^[A-Za-z0-9-]{1,64}$/;

/** 8 to 64 letters, digits and hyphens. */
export function isAccountId(text: string): text is AccountId {
  return accountShape.test(text);
}

/** 8 to 64 letters, digits and hyphens. */
export function isServerId(text: string): text is ServerId {
  return accountShape.test(text);
}

/** Looser than what servers make: a foreign server may write them otherwise. */
export function isGuid(text: string): text is Guid {
  return guidShape.test(text);
}

/** Two parts. */
export function isVaultId(text: string): text is VaultId {
  const [account = '', vault = '', ...more] = text.split('/');
  return more.length === 0 && isAccountId(account) && isGuid(vault);
}

/** Three parts. */
export function isCredentialId(text: string): text is CredentialId {
  const [account = '', vault = '', credential = '', ...more] = text.split('/');
  return more.length === 0 && isAccountId(account) && isGuid(vault) && isGuid(credential);
}

/** Unique over all accounts. */
export function vaultId(account: AccountId, vault: Guid): VaultId {
  return `${account}/${vault}` as VaultId;
}

/** Unique over all accounts. */
export function credentialId(vault: VaultId, credential: Guid): CredentialId {
  return `${vault}/${credential}` as CredentialId;
}

/** The account that a vault or a credential belongs to. */
export function accountOf(id: VaultId | CredentialId): AccountId {
  return id.slice(0, id.indexOf('/')) as AccountId;
}

/** The vault that a credential belongs to. */
export function vaultOf(id: CredentialId): VaultId {
  return id.slice(0, id.lastIndexOf('/')) as VaultId;
}

/** The server's own guid: the last part of the id. */
export function guidOf(id: VaultId | CredentialId): Guid {
  return id.slice(id.lastIndexOf('/') + 1) as Guid;
}
