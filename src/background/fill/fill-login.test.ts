import { describe, expect, test, vi } from 'vitest';

import type { Credential } from '../../core/credential/credential.ts';
import { everyRight } from '../../core/credential/rights.ts';
import type { FieldRole } from '../../core/forms/facts.ts';
import { isCredentialId, vaultOf, type CredentialId } from '../../core/ids.ts';
import type { FillOrder, Settings } from '../../messages/contract.ts';
import { defaultSettings } from '../settings.ts';
import { fillLogin } from './fill-login.ts';
import type { PageDocument } from './pages.ts';
import { tickets } from './tickets.ts';

const id = credential('aaaaaaaa/V/C');
function credential(text: string): CredentialId {
  if (!isCredentialId(text)) throw new Error('no id');
  return text;
}

const read = <Value>(value: Value) => ({ state: 'read', value }) as const;

const shop: Credential = {
  id, vault: vaultOf(id), label: 'Shop', username: read('ada'), email: read('ada@mail.example'), password: read('CNRY-password'), url: read('https://shop.example'),
  description: read(''), tags: read([]), customFields: read([]), files: read([]), compromised: read(false), icon: null, expires: null, renewEvery: null, trashed: null,
  otp: read({ secret: 'JBSWY3DPEHPK3PXP', algorithm: 'SHA1', digits: 6, period: 30, issuer: '', label: '' }), hidden: false, shared: false, owner: null, rights: everyRight, created: 0, changed: 0,
};

/** A page that has fields of these roles, and takes its order as our script does. */
async function fill(address: string, roles: FieldRole[], credential: Partial<Credential> = {}, { chosen = {}, ...outcome }: { filled: FieldRole[]; problem: null; chosen?: Partial<Settings> } = { filled: ['username'], problem: null }) {
  const page: PageDocument = { tabId: 7, frameId: 0, documentId: 'D', url: new URL(address) };
  const counter = tickets(() => 0);
  let order: FillOrder | null = null;
  const pages = {
    active: vi.fn(), frame: vi.fn(), same: vi.fn(),
    look: vi.fn(() => Promise.resolve({ origin: page.url.origin, roles, newPassword: null })),
    fill: vi.fn((_page: PageDocument, ticket: string) => {
      order = counter.take(ticket, { tab: { id: 7 }, frameId: 0, documentId: 'D', origin: page.url.origin });
      return Promise.resolve(outcome);
    }),
  };
  const clipboard = { copy: vi.fn(() => Promise.resolve()) };
  const settings = { read: () => Promise.resolve({ ...defaultSettings, ...chosen }) };
  const world = { clipboard, settings, vaults: { credential: () => Promise.resolve({ ...shop, ...credential }) }, pages, tickets: counter, now: () => 0 };
  const report = fillLogin(id, page, world).catch((error: unknown) => error);
  return { report: await report, order: order as FillOrder | null, pages, clipboard };
}

describe('filling a login', () => {
  test('hands the page what its form has fields for', async () => {
    const { order } = await fill('https://shop.example/login', ['username', 'current-password']);
    expect(order).toEqual({ origin: 'https://shop.example', username: 'ada', email: 'ada@mail.example', password: 'CNRY-password', code: null, newPassword: null });
  });

  test('hands over no password where a form asks for the user name only', async () => {
    expect((await fill('https://shop.example/login', ['username'])).order).toMatchObject({ username: 'ada', password: null, code: null, newPassword: null });
  });

  test('copies the code that will be asked for next', async () => {
    const { report, clipboard } = await fill('https://shop.example/login', ['username', 'current-password'], {}, { filled: ['username', 'current-password'], problem: null });
    expect(clipboard.copy).toHaveBeenCalledExactlyOnceWith('282760', 30);
    expect(report).toMatchObject({ copied: { clearsAt: 30_000 } });
  });

  test.each<[string, FieldRole[], Partial<Credential>, Partial<Settings>]>([
    ['the code itself was filled', ['current-password', 'one-time-code'], {}, {}],
    ['no password was filled', ['username'], {}, {}],
    ['it has none', ['current-password'], { otp: read(null) }, {}],
    ['it cannot be read', ['current-password'], { otp: { state: 'unreadable', why: 'server' } }, {}],
    ['nobody wants that', ['current-password'], {}, { copyCodeAfterFill: false }],
  ])('copies no code where %s', async (_why, filled, credential, chosen) => {
    const { report, clipboard } = await fill('https://shop.example/login', filled, credential, { filled, problem: null, chosen });
    expect(report).toEqual({ filled, left: null, copied: null });
    expect(clipboard.copy).not.toHaveBeenCalled();
  });

  test('hands over the code where a form asks for it, and nothing else', async () => {
    expect((await fill('https://shop.example/code', ['one-time-code'], {}, { filled: ['one-time-code'], problem: null })).order)
      .toEqual({ origin: 'https://shop.example', username: null, email: null, password: null, code: '282760', newPassword: null });
  });

  test.each([
    ['another site', 'https://evil.example/login', { kind: 'wrong-site', login: 'shop.example', page: 'evil.example' }],
    ['the same site without TLS', 'http://shop.example/login', { kind: 'insecure-page', host: 'shop.example' }],
  ])('asks nothing of %s', async (_what, address, problem) => {
    const { report, pages } = await fill(address, ['username', 'current-password']);
    expect(report).toMatchObject({ problem });
    expect(pages.look).not.toHaveBeenCalled();
    expect(pages.fill).not.toHaveBeenCalled();
  });

  test('does not believe an address that lies unencrypted beside an encrypted password', async () => {
    const { report, pages } = await fill('https://shop.example/login', ['username', 'current-password'], { url: { state: 'legacy', value: 'https://shop.example' } });
    expect(report).toMatchObject({ problem: { kind: 'unproven-address', label: 'Shop' } });
    expect(pages.look).not.toHaveBeenCalled();
  });

  test('says that a login is empty', async () => {
    const { report } = await fill('https://shop.example/login', ['current-password'], { password: read('') });
    expect(report).toMatchObject({ problem: { kind: 'nothing-to-fill' } });
  });

  test('says that the field to fill cannot be read', async () => {
    const { report } = await fill('https://shop.example/login', ['current-password'], { password: { state: 'unreadable', why: 'key' } });
    expect(report).toMatchObject({ problem: { kind: 'unreadable-field', label: 'Shop' } });
  });

  test('says that nothing was filled rather than nothing at all', async () => {
    const { report } = await fill('https://shop.example/', [], {}, { filled: [], problem: null });
    expect(report).toMatchObject({ problem: { kind: 'no-fields' } });
  });
});
