/**
 * Runs with every file of unit tests: of RSA keys, which take a fifth of a second each to find, a process makes a dozen of
 * a kind and deals them in turn. They are real ones, and within a test no two people or servers have the same.
 * @module
 */
import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

const enough = 12;

/** Once a process, which many files share. @param isSlow - by the first argument: whether the key is one of those */
function deal(owner: object, name: string, isSlow: (kind: unknown) => boolean): void {
  const usual: unknown = Reflect.get(owner, name);
  if (typeof usual !== 'function' || usual.name === 'dealt') return;
  const made = new Map<string, unknown>();
  const turns = new Map<string, number>();
  const make = (ask: unknown[]): unknown => Reflect.apply(usual, owner, ask);
  const dealt = (...ask: unknown[]): unknown => {
    if (!isSlow(ask[0])) return make(ask);
    const kind = JSON.stringify(ask);
    const turn = turns.get(kind) ?? 0;
    turns.set(kind, turn + 1);
    const place = `${turn % enough} ${kind}`;
    const key = made.get(place) ?? make(ask);
    made.set(place, key);
    return key;
  };
  Object.defineProperty(owner, name, { configurable: true, writable: true, value: dealt });
}

const isRsa = (kind: unknown) => typeof kind === 'object' && kind !== null && 'name' in kind && String(kind.name).startsWith('RSA');

// What people make, and what the embedded cloud does.
deal(globalThis.crypto.subtle, 'generateKey', isRsa);
deal(crypto, 'generateKeyPairSync', (kind) => kind === 'rsa');
syncBuiltinESMExports();
