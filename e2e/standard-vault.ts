/**
 * The person, the vault and the logins that most browser tests begin with. Everything secret holds a canary.
 * @module
 */
import type { Cloud, CloudUser } from '../src/demo-server/cloud.ts';
import { openVault, signIn, type App } from '../tools/driver/app.ts';
import { liveServer, makeLiveVault, type LiveVault } from '../tools/driver/live.ts';
import { canary, canaryMark, sealLogins, type SeedLogin } from '../tools/driver/seed.ts';

/** A real Nextcloud that the tests tagged `@live` run against, or null. */
export const live = liveServer();
export const person: Required<Pick<CloudUser, 'userId' | 'password' | 'displayName'>> = { userId: 'anna', password: canary('login-password'), displayName: 'Anna', ...live };
/** On a live server there may be other vaults, and other runs. */
export const vaultName = live === null ? 'Everyday' : `Latchkey test ${crypto.randomUUID()}`;
export const vaultKey = canary('vault-key');
/** As a person would type it; reached over https. */
export const cloudAddress = live?.server ?? 'cloud.example';
export const cloudBase = live?.server ?? `https://${cloudAddress}`;

/** RFC 6238's own secret. */
const otpSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

export const logins = {
  shop: { label: 'Corner shop', url: 'https://shop.example/login', username: canary('shop-user'), email: canary('shop-mail@example.org'), password: canary('shop-password'), notes: canary('shop-notes'), tags: ['food'] },
  bank: { label: 'Bank', url: 'https://www.bank.example', username: canary('bank-user'), password: canary('bank-password'), otpSecret, custom: [{ label: 'Customer number', value: canary('bank-number'), secret: true }, { label: 'Branch', value: 'Riverside', secret: false }] },
  mail: { label: 'Mail at home', url: 'https://mail.example', username: canary('mail-user'), password: canary('mail-password') },
  mailAtWork: { label: 'Mail at work', url: 'https://mail.example', username: canary('work-user'), password: canary('work-password') },
  router: { label: 'Router', url: 'http://router.example', username: canary('router-user'), password: canary('router-password') },
  safe: { label: 'Safe', url: 'https://safe.example', username: canary('safe-user'), password: canary('safe-password') },
} as const satisfies Record<string, SeedLogin>;

let onLiveServer: Promise<LiveVault> | null = null;

/**
 * Puts a vault on the server: the standard one unless told. On a live server there is only that one, once.
 *
 * @returns the guids of its credentials, in order
 */
export async function seed(cloud: Cloud, { key = vaultKey, name = vaultName, userId = person.userId, items = Object.values<SeedLogin>(logins) } = {}): Promise<readonly string[]> {
  if (live !== null) {
    onLiveServer ??= makeLiveVault(live, { name, key, logins: items });
    return (await onLiveServer).guids;
  }
  const sealed = await sealLogins(key, items);
  // The server counts in seconds: what a test changes at once would be as new as what was there.
  const changed = Math.floor(Date.now() / 1000) - 3600;
  return cloud.control.seedVault({ userId, name, credentials: sealed.map((login) => ({ ...login, created: changed, changed })) }).credentials.map(({ guid }) => guid);
}

/** Leaves a live server as it was. */
export async function removeLiveVault(): Promise<void> {
  await (await onLiveServer)?.remove();
}

/** Signed in with the real password, and the vault open. */
export async function openStandardVault(cloud: Cloud, app: App): Promise<readonly string[]> {
  const guids = await seed(cloud);
  await signIn(app, { server: cloudBase, loginName: person.userId, password: person.password });
  await openVault(app, vaultName, vaultKey);
  return guids;
}

/** The mark of canaries as it is, and as base64 shows it after 0, 1 or 2 other bytes. */
const marks = [canaryMark, ...[[0, 6], [2, 8], [3, 9]].map(([from, to], before) => Buffer.from(' '.repeat(before) + canaryMark).toString('base64').slice(from, to))];

/** The marks of canaries that are in a text, plain or in base64. */
export function canariesIn(text: string): readonly string[] {
  return marks.filter((mark) => text.includes(mark));
}
