/**
 * For tests: a credential as the server gives it.
 * @module
 */

/** All 23 keys, in the server's order. */
export function record(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    credential_id: 1, guid: '8FE8C7D5-32AB-4C95-96DF-D37F33D3DDFC', user_id: 'alice', vault_id: 1, label: 'Shop', description: 'ZGVz',
    created: 1795379915, changed: 1795379916, tags: 'dGFn', email: 'ZW1h', username: 'dXNl', password: 'cGFz', url: 'dXJs',
    icon: null, renew_interval: null, expire_time: 0, delete_time: 0, files: 'Zmls', custom_fields: 'Y3Vz', otp: 'b3Rw', hidden: 0, shared_key: null,
    compromised: 'Y29t',
    ...changes,
  };
}

/** A copy that lacks some keys. */
export function without(whole: Record<string, unknown>, ...keys: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(whole).filter(([key]) => !keys.includes(key)));
}
