import { describe, expect, test, vi } from 'vitest';

import type { Credential } from '../../core/credential/credential.ts';
import { everyRight } from '../../core/credential/rights.ts';
import type { FieldRole } from '../../core/forms/facts.ts';
import { isCredentialId, vaultOf, type CredentialId } from '../../core/ids.ts';
import type { SiteSet } from '../../core/sites/site-sets.ts';
import type { FillConsent, FillOrder, PageLook, Settings } from '../../messages/contract.ts';
import { defaultSettings } from '../settings.ts';
import { fillLogin } from './fill-login.ts';
import type { PageDocument } from './pages.ts';
import { tickets } from './tickets.ts';
import { undos } from './undos.ts';

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

interface FillTest { filled: FieldRole[]; problem: null; chosen?: Partial<Settings>; look?: Partial<PageLook>; allow?: readonly FillConsent[]; sets?: readonly SiteSet[]; around?: string }

/** A page that has fields of these roles, and takes its order as our script does. */
async function fill(address: string, roles: FieldRole[], credential: Partial<Credential> = {}, { chosen = {}, look = {}, allow = [], sets = [], around, ...outcome }: FillTest = { filled: ['username'], problem: null }) {
  const page: PageDocument = { tabId: 7, frameId: 0, documentId: 'D', url: new URL(address) };
  const counter = tickets(() => 0);
  let order: FillOrder | null = null;
  const seen: PageLook = { origin: page.url.origin, place: roles.length === 0 ? 'no-fields' : 'open', roles, newPassword: null, custom: [], typed: '', focused: false, sendsTo: null, frames: [], loading: false, ...look };
  const pages = {
    active: vi.fn(), frame: vi.fn(), frames: vi.fn(() => Promise.resolve([])), same: vi.fn(), undo: vi.fn(), field: vi.fn(), know: vi.fn(),
    look: vi.fn(() => Promise.resolve(seen)),
    fill: vi.fn((_page: PageDocument, ticket: string) => {
      order = counter.take(ticket, { tab: { id: 7 }, frameId: 0, documentId: 'D', origin: page.url.origin });
      return Promise.resolve(outcome);
    }),
  };
  const clipboard = { copy: vi.fn(() => Promise.resolve()) };
  const settings = { read: () => Promise.resolve({ ...defaultSettings, ...chosen }) };
  const steps = { remember: vi.fn(() => Promise.resolve()), forget: vi.fn(() => Promise.resolve()) };
  const siteRules = { setFrame: vi.fn(() => Promise.resolve()), of: (site: string) => Promise.resolve({ site, never: site === 'never.example', fields: [], frames: [] }) };
  const world = { clipboard, settings, vaults: { credential: () => Promise.resolve({ ...shop, ...credential }) }, pages, tickets: counter, siteRules, siteSets: { list: () => Promise.resolve(sets), kinOf: () => Promise.resolve([]) }, steps, lastUsed: { all: () => Promise.resolve(new Map<string, number>()), note: () => Promise.resolve() }, undos: undos(() => 0), showFilled: vi.fn(), now: () => 0 };
  const place = around === undefined ? { top: page, frame: null } : { top: { ...page, documentId: 'T', url: new URL(around) }, frame: { ...page, around: [new URL(around).origin] } };
  const report = fillLogin(id, place, allow, world).catch((error: unknown) => error);
  return { report: await report, order: order as FillOrder | null, pages, clipboard, steps, setFrame: siteRules.setFrame };
}

describe('filling a login', () => {
  test('hands the page what its form has fields for', async () => {
    const { order } = await fill('https://shop.example/login', ['username', 'current-password']);
    expect(order).toEqual({ origin: 'https://shop.example', username: 'ada', email: 'ada@mail.example', password: 'CNRY-password', code: null, newPassword: null, custom: [], rules: [], next: 'one-time-code' });
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
    expect(report).toMatchObject({ filled, left: null, copied: null });
    expect(clipboard.copy).not.toHaveBeenCalled();
  });

  test('hands over the code where a form asks for it, and nothing else', async () => {
    expect((await fill('https://shop.example/code', ['one-time-code'], {}, { filled: ['one-time-code'], problem: null })).order)
      .toEqual({ origin: 'https://shop.example', username: null, email: null, password: null, code: '282760', newPassword: null, custom: [], rules: [], next: null });
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

  test('fills fields of the login’s own where the page has them, and hands over no others', async () => {
    const own = [{ label: 'Branch', value: 'Riverside' }, { label: 'PIN', value: 'CNRY-pin' }].map((field) => ({ ...field, secret: false, kind: 'text' as const, file: null }));
    const { order } = await fill('https://shop.example/login', ['username'], { customFields: read(own) }, { filled: ['username'], problem: null, look: { custom: [0] } });
    expect(order?.custom).toEqual([{ label: 'Branch', value: 'Riverside' }]);
  });

  test.each<[string, string, FillConsent | null]>([
    ['the same host without TLS', 'http://shop.example', null],
    ['another site', 'https://evil.example', null],
    ['another site than the one that was agreed to', 'https://evil.example', { kind: 'foreign-form', host: 'pay.example' }],
  ])('asks before a form that is sent to %s', async (_what, sendsTo, consent) => {
    const { report, order } = await fill('https://shop.example/login', ['username'], {}, { filled: ['username'], problem: null, look: { sendsTo }, allow: consent === null ? [] : [consent] });
    expect(report).toMatchObject({ problem: { kind: 'foreign-form', host: new URL(sendsTo).host, plain: sendsTo.startsWith('http:') } });
    expect(order).toBeNull();
  });

  test('fills a form that is sent elsewhere once the person has agreed, and one of the same site at once', async () => {
    const agreed = await fill('https://shop.example/login', ['username'], {}, { filled: ['username'], problem: null, look: { sendsTo: 'https://pay.example' }, allow: [{ kind: 'foreign-form', host: 'pay.example' }] });
    expect(agreed.report).toMatchObject({ filled: ['username'] });
    const within = await fill('https://www.shop.com/login', ['username'], { url: read('https://shop.com') }, { filled: ['username'], problem: null, look: { sendsTo: 'https://id.shop.com' } });
    expect(within.report).toMatchObject({ filled: ['username'] });
    const joined = await fill('https://shop.example/login', ['username'], {}, { filled: ['username'], problem: null, look: { sendsTo: 'https://pay.example' }, sets: [['pay.example', 'shop.example']] });
    expect(joined.report).toMatchObject({ filled: ['username'] });
    const plain = await fill('https://shop.example/login', ['username'], {}, { filled: ['username'], problem: null, look: { sendsTo: 'http://pay.example' }, sets: [['pay.example', 'shop.example']] });
    expect(plain.report).toMatchObject({ problem: { kind: 'foreign-form', plain: true } });
  });

  test('keeps a yes to a frame of another site once something was filled there, where that was wanted', async () => {
    const into = (filled: FieldRole[], remember: boolean) => fill('https://shop.example/login', ['username'], {}, { filled, problem: null, around: 'https://portal.example/', allow: [{ kind: 'foreign-frame', host: 'shop.example', remember }] });
    expect((await into(['username'], true)).setFrame.mock.calls).toEqual([['portal.example', 'https://shop.example', true]]);
    for (const [filled, remember] of [[['username'], false], [[], true]] as const) expect((await into([...filled], remember)).setFrame).not.toHaveBeenCalled();
  });

  test('fills over http what was saved for https only once the person has agreed to this host', async () => {
    const over = (host: string) => fill('http://shop.example/login', ['username', 'current-password'], {}, { filled: ['username'], problem: null, allow: [{ kind: 'insecure-page', host }] });
    expect((await over('other.example')).report).toMatchObject({ problem: { kind: 'insecure-page' } });
    expect((await over('shop.example')).report).toMatchObject({ filled: ['username'] });
  });

  test('fills nothing on a site that the person excluded', async () => {
    const { report, pages } = await fill('https://never.example/', ['username'], { url: read('https://never.example') });
    expect(report).toMatchObject({ problem: { kind: 'site-excluded', site: 'never.example' } });
    expect(pages.look).not.toHaveBeenCalled();
  });

  test.each<[string, FieldRole[], string | null]>([
    ['the password after the name', ['username'], 'current-password'],
    ['the code after the password', ['username', 'current-password'], 'one-time-code'],
    ['nothing after the code', ['one-time-code'], null],
  ])('remembers %s', async (_what, roles, next) => {
    const { order, steps } = await fill('https://shop.example/login', roles, {}, { filled: roles, problem: null });
    expect(order?.next ?? null).toBe(next);
    if (next === null) expect(steps.forget).toHaveBeenCalledWith(7);
    else expect(steps.remember).toHaveBeenCalledWith(expect.objectContaining({ documentId: 'D' }), id, next);
  });
});
