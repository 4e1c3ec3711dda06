import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Problem } from '../core/problem.ts';
import { explain, problemKinds } from './explain.ts';
import { inviteTroubles, shareTroubles } from './explain-invite.ts';
import { fakeI18n } from '../../tools/locales.ts';

/** A problem of each kind, with facts that can be found again in its sentence. */
function example(kind: Problem['kind']): Problem {
  if (kind === 'invite') return { kind, host: 'cloud.example', why: 'expired' };
  if (kind === 'share-refused') return { kind, host: 'cloud.example', why: 'refused' };
  if (kind === 'sealed-file') return { kind, why: 'damaged' };
  if (kind === 'folder-refused') return { kind, host: 'cloud.example', why: 'locked' };
  if (kind === 'bad-certificate') return { kind, who: 'bea', why: 'name' };
  if (kind === 'folder-doubt') return { kind, folder: 'Secret', why: 'rolled-back' };
  if (kind === 'server-refused') return { kind, host: 'api.example', why: 'timezone' };
  return { kind, host: 'cloud.example', to: 'other.example', vault: 'Private', label: 'Notes', login: 'shop.example', page: 'evil.example', status: 500, why: 'shape', version: '1.1.1', what: 'vault', retryAt: null, retryAfterSeconds: 30, right: 'write', owner: 'bea', who: 'bea', name: 'a.txt', folder: 'Secret', site: 'shop.example', text: 'co.uk', until: 1_790_000_000 } as unknown as Problem;
}

describe.each(['en', 'de'] as const)('a problem in words (%s)', (language) => {
  beforeEach(() => { vi.stubGlobal('chrome', fakeI18n(language)); });

  test.each(problemKinds)('%s: says what happened, then what is safe or to do', (kind) => {
    const { what, next } = explain(example(kind));
    expect(what).toMatch(/^[\p{L}\d].{8,}[.]$/u);
    expect(next).toMatch(/^\p{Lu}.{15,}[.]$/u);
    expect(`${what} ${next}`).not.toMatch(/\$|undefined|unknown|unbekannt/i);
  });

  test.each(inviteTroubles)('an invitation, %s: says what happened, then what is safe or to do', (why) => {
    const { what, next } = explain({ kind: 'invite', host: 'cloud.example', why });
    expect(what).toMatch(/^[\p{L}\d$].{8,}[.]$/u);
    expect(next).toMatch(/^\p{Lu}.{15,}[.]$/u);
    expect(`${what} ${next}`).not.toMatch(/\$|undefined/);
  });

  test.each(shareTroubles)('a share, %s: says what happened, then what is safe or to do', (why) => {
    const { what, next } = explain({ kind: 'share-refused', host: 'cloud.example', why });
    expect(what).toMatch(/^[\p{L}\d$].{8,}[.]$/u);
    expect(next).toMatch(/^\p{Lu}.{15,}[.]$/u);
  });

  test('names the sites that do not fit', () => {
    expect(explain({ kind: 'wrong-site', login: 'shop.example', page: 'evil.example', join: false }).what).toMatch(/shop\.example.*evil\.example/);
  });

  test('says how long a server makes us wait, if it says so', () => {
    expect([explain({ kind: 'throttled', host: 'h', retryAfterSeconds: 30 }).next.includes('30'), explain({ kind: 'throttled', host: 'h', retryAfterSeconds: null }).next.includes('30')]).toEqual([true, false]);
  });

  test.each([
    'locked', 'outdated', 'lock-lost', 'client', 'headers-lost', 'no-metadata', 'metadata-exists', 'not-empty', 'keys-exist', 'wrong-name', 'bad-key', 'needs-password', 'storage-full',
  ] as const)('says why a folder is refused: %s', (why) => {
    const { what, next } = explain({ kind: 'folder-refused', host: 'cloud.example', why });
    expect(what).toMatch(/^[\p{L}\d].{8,}[.]$/u);
    expect(next).toMatch(/^\p{Lu}.{15,}[.]$/u);
    expect(`${what} ${next}`).not.toMatch(/\$|undefined/);
  });

  test.each(['rolled-back', 'checksum-removed', 'unknown-key', 'unsigned', 'tampered', 'unknown-version', 'not-for-us', 'unstarted', 'old-version'] as const)('says why a folder is not believed: %s', (why) => {
    const { what, next } = explain({ kind: 'folder-doubt', folder: 'Secret', why });
    expect(what).toContain('Secret');
    expect(next).toMatch(/^\p{Lu}.{15,}[.]$/u);
    expect(`${what} ${next}`).not.toMatch(/\$|undefined/);
  });

  test('tells what is too large for a server from a server that is broken', () => {
    const large = explain({ kind: 'server-error', host: 'cloud.example', status: 413 });
    expect(large.what).toContain('cloud.example');
    expect(large).not.toEqual(explain({ kind: 'server-error', host: 'cloud.example', status: 500 }));
    expect(`${large.what} ${large.next}`).not.toMatch(/413|\$/);
  });

  test.each(['not-json', 'too-large', 'too-deep', 'shape'] as const)('tells a bad answer by its cause: %s', (why) => {
    expect(explain({ kind: 'bad-answer', host: 'cloud.example', why }).what).toContain('cloud.example');
  });
});
