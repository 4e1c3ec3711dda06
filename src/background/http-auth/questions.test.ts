import { describe, expect, test, vi } from 'vitest';
import type { Credential } from '../../core/credential/credential.ts';
import type { CredentialId, VaultId } from '../../core/ids.ts';
import { matchEntry } from '../../core/sites/match.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import { Questions, type AuthDetails, type QuestionsWorld } from './questions.ts';

const id = 'login' as CredentialId;
const read = <Value>(value: Value) => ({ state: 'read', value }) as const;
const yes = { authCredentials: { username: 'ann', password: 'CNRY-1' } };
let count = 0;
const ask = (part: Partial<AuthDetails> = {}): AuthDetails => ({ requestId: String(count++), url: 'https://nas.example.com/files', type: 'main_frame', tabId: 7, frameId: 0, isProxy: false, scheme: 'basic', realm: 'Staff', ...part });

/** One login, for nas.example.com; a person who says `reply`. */
function world(reply: CredentialId | null | 'closes' = id, unlocked = true) {
  const credential = { id, label: 'NAS', url: read('https://nas.example.com'), username: read('ann'), email: read(''), password: read('CNRY-1') } as Credential;
  const vault = { matches: (page: URL) => [{ entry: { id, label: 'NAS', username: 'ann' }, match: matchEntry('https://nas.example.com', page) }] };
  const hidden = vi.fn();
  const show = vi.fn<QuestionsWorld['show']>((question, _, closed) => {
    queueMicrotask(() => { if (reply === 'closes') closed(); else questions.decide(question, reply); });
    return Promise.resolve(hidden);
  });
  const session = fakeStorage();
  const questions = new Questions({ session, isUnlocked: () => Promise.resolve(unlocked), vaults: { load: () => Promise.resolve(new Map([['v' as VaultId, vault]])), credential: () => Promise.resolve(credential) }, show } as unknown as QuestionsWorld);
  return { questions, show, hidden, session };
}

describe('a server that asks for a password', () => {
  test('is answered with the login that a person chose, and its window goes', async () => {
    const { questions, show, hidden } = world();
    expect(await questions.answer(ask())).toEqual(yes);
    expect(show).toHaveBeenCalledTimes(1);
    await expect.poll(() => hidden).toHaveBeenCalledTimes(1);
  });

  test.each<[string, Partial<AuthDetails>]>([
    ['a picture of a page', { type: 'image' }], ['a frame', { type: 'sub_frame', frameId: 3 }], ['a script’s request', { type: 'xmlhttprequest' }],
    ['a proxy', { isProxy: true }], ['a request of no tab', { tabId: -1 }], ['another scheme', { scheme: 'ntlm' }],
    ['another site', { url: 'https://evil.com/' }], ['another host of the site', { url: 'https://evil.example.com/' }], ['the same host without TLS', { url: 'http://nas.example.com/' }],
  ])('is left to the browser where it is %s', async (_, part) => {
    const { questions, show } = world();
    expect(await questions.answer(ask(part))).toEqual({});
    expect(show).not.toHaveBeenCalled();
  });

  test.each([['says no', null], ['closes the window', 'closes']] as const)('is left to the browser when the person %s', async (_, reply) => {
    const { questions, session } = world(reply);
    expect(await questions.answer(ask())).toEqual({});
    expect(await session.get('http-auth')).toEqual({});
  });

  test('is left to the browser while it is locked, and when it asks again because the login was wrong', async () => {
    expect(await world(id, false).questions.answer(ask())).toEqual({});
    const { questions, show } = world();
    const request = ask();
    expect(await questions.answer(request)).toEqual(yes);
    expect(await questions.answer(request)).toEqual({});
    // A yes to a wrong login is none.
    expect(await questions.answer(ask())).toEqual(yes);
    expect(show).toHaveBeenCalledTimes(2);
  });

  test('is asked about once for each origin and realm', async () => {
    const { questions, show, session } = world();
    for (const part of [{}, {}, { realm: 'Others' }, { url: 'https://nas.example.com:8443/' }, { url: 'https://nas.example.com/elsewhere' }]) expect(await questions.answer(ask(part))).toEqual(yes);
    expect(show).toHaveBeenCalledTimes(3);
    expect(JSON.stringify(await session.get('http-auth'))).not.toContain('CNRY');
  });

  test('says nothing that is hidden or turns around what stands beside it', async () => {
    const { questions, show } = world();
    const seen: unknown[] = [];
    show.mockImplementation((question, _, closed) => {
      seen.push(questions.get(question));
      closed();
      return Promise.resolve(() => undefined);
    });
    await questions.answer(ask({ realm: `moc.knab\u202E${'x'.repeat(5000)}` }));
    expect(seen).toEqual([expect.objectContaining({ host: 'nas.example.com', domain: 'example.com', realm: `moc.knab${'x'.repeat(192)}` })]);
  });

  test('gets no login that was not offered', async () => {
    const { questions, show } = world();
    const refused: unknown[] = [];
    show.mockImplementation((question, _, closed) => {
      try {
        questions.decide(question, 'another' as CredentialId);
      } catch (error) {
        refused.push(error);
      }
      closed();
      return Promise.resolve(() => undefined);
    });
    expect(await questions.answer(ask())).toEqual({});
    expect(refused).toMatchObject([{ problem: { kind: 'not-allowed' } }]);
  });
});
