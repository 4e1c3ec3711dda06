/**
 * Looking into open vaults: the popup's view, search, one credential, one secret at a time.
 * @module
 */

import { splitRule } from '../../core/address-rule.ts';
import type { Credential, Reading } from '../../core/credential/credential.ts';
import type { Entry } from '../../core/credential/entry.ts';
import { vaultOf, type CredentialId } from '../../core/ids.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import { pageKey } from '../../core/sites/page-key.ts';
import { domainOf, readAddresses } from '../../core/sites/site.ts';
import { totpAt, totpEndsAt } from '../../core/totp.ts';
import type { AppState, Part, PopupPlace, PopupView, Site } from '../../messages/contract.ts';
import type { ScreenHandlers } from '../answer.ts';
import { copySecret } from '../copy-secret.ts';
import { knownOf, offersFor } from '../fill/offers.ts';
import type { PageDocument } from '../fill/pages.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { rowOf, viewOf } from '../rows.ts';
import { searchWorld } from '../vaults/search-world.ts';
import type { App } from './app.ts';
import { isSecret, pastedOver } from './pasted.ts';

type Names = 'getPopup' | 'keepPlace' | 'search' | 'getCredential' | 'reveal' | 'getCode' | 'copy' | 'openSite';

/** Matches shown in the popup without a search. */
const mostMatches = 50;
/** A vault read longer ago is brought up to date when the popup opens. */
const oldMs = 5 * 60_000;
/** No tab has this number. */
const nowhere = -1;

export function browseHandlers(app: App): Pick<ScreenHandlers, Names> {
  const { session, vaults } = app;
  /** As they came: an older place must not be written after the one that it was left for. */
  const placesInOrder = oneAtATime();

  async function openCredential(id: CredentialId): Promise<Credential> {
    await session.use();
    return vaults.credential(id);
  }

  return {
    getPopup: () => popupView(app),
    keepPlace: ({ host, place }) => placesInOrder(async () => {
      await session.use();
      await app.popupPlaces.keep(host, place);
      return {};
    }),
    async search({ query, limit }) {
      await session.use();
      const names = await vaultNames(app);
      const found = (await vaults.search()).search(query, { show: 'active', vault: null, order: 'favourites', world: await searchWorld(query, names, app) });
      return { rows: found.slice(0, limit).map((entry) => rowOf(entry, names)), total: found.length };
    },
    async getCredential({ credential }) {
      const opened = await openCredential(credential);
      return viewOf(opened, await entryOf(opened.id, app), await vaultNames(app));
    },
    async reveal({ credential, part }) {
      return { value: await valueOf(await openCredential(credential), part, app.now()) };
    },
    async getCode({ credential }) {
      const code = await codeOf(await openCredential(credential), app.now());
      return { ...code, clockAhead: tooFarOff(app.clockAhead(), code.period) };
    },
    async copy({ credential, part }) {
      const login = await openCredential(credential);
      const value = await valueOf(login, part, app.now());
      if (isSecret(login, part)) await app.copies.note(value, credential);
      return copySecret(value, app);
    },
    async openSite({ credential }) {
      await app.openTab(openable(partOf(await openCredential(credential), 'url')));
      return {};
    },
  };
}

async function popupView(app: App): Promise<PopupView> {
  // All at once: each of them waits for the browser.
  const [state, page] = await Promise.all([app.state(), activePage(app), useIfUnlocked(app)]);
  const nothing = { app: state, matches: [], withheld: null, asked: null, filled: null, rule: null, place: null, pasted: null };
  if ('kind' in page) return { ...nothing, site: null, problem: page, place: await placeOver('', state, app), asked: state.lock.state === 'unlocked' ? await askedOver(nowhere, app) : null };
  const site = siteOf(page);
  if (state.lock.state !== 'unlocked') return { ...nothing, site, problem: null, asked: (await app.asked.peek(page.tabId))?.what ?? null };
  refreshIfOld(app, state);
  const [names, place, vaults, known, asked, rule, pasted] = await Promise.all([vaultNames(app), placeOver(page.url.host, state, app), app.vaults.load(), knownOf(page, app), askedOver(page.tabId, app), app.siteRules.of(pageKey(page.url)), pastedOver(page.tabId, app)]);
  const { entries, withheld } = offersFor(page.url, vaults.values(), known);
  return {
    ...nothing,
    site,
    problem: null,
    matches: entries.slice(0, mostMatches).map((entry) => rowOf(entry, names)),
    withheld,
    // What was asked for with a key goes first.
    place: asked === null ? place : null,
    asked,
    pasted,
    filled: filledIn(page.tabId, app),
    rule: rule.never || rule.fields.length > 0 ? rule : null,
  };
}

/** Null also where the login isn't there any more. */
async function placeOver(host: string, { lock }: AppState, { popupPlaces, vaults }: App): Promise<PopupPlace | null> {
  const place = lock.state === 'unlocked' ? await popupPlaces.read(host) : null;
  if (place === null || place.credential === null) return place;
  return (await vaults.load()).get(vaultOf(place.credential))?.lines().has(place.credential) === true ? place : null;
}

/** What is to be filled is taken by `fillAsked`. */
async function askedOver(tabId: number, { asked }: App): Promise<PopupView['asked']> {
  const found = await asked.peek(tabId);
  if (found?.what === 'generate') await asked.take(tabId);
  return found?.what ?? null;
}

function filledIn(tabId: number, { undos }: App): PopupView['filled'] {
  const found = undos.of(tabId);
  return found === null ? null : { undo: found.undo, label: found.label, until: found.until };
}

/** To open the popup is to use Latchkey. Where it is locked, the view says so. */
async function useIfUnlocked({ session }: App): Promise<void> {
  await session.use().catch((error: unknown) => {
    if (!(error instanceof Failure) || error.problem.kind !== 'locked') throw error;
  });
}

/** The page behind the popup, or why it cannot be seen. */
function activePage({ pages }: App): Promise<PageDocument | Problem> {
  return pages.active().catch((error: unknown) => {
    if (error instanceof Failure) return error.problem;
    throw error;
  });
}

/** Behind the view, never before it. */
function refreshIfOld({ refresh, now }: App, { vaults }: AppState): void {
  const old = vaults.some(({ state, syncing, syncedAt }) => state !== 'closed' && !syncing && now() - (syncedAt ?? 0) > oldMs);
  if (old) void refresh.all();
}

function siteOf({ tabId, documentId, url }: PageDocument): Site {
  return { tabId, documentId, host: url.host, domain: domainOf(url.hostname), secure: url.protocol === 'https:' };
}

async function vaultNames({ session }: App): Promise<Map<string, string>> {
  return new Map((await session.keyring.contents()).vaults.map(({ id, name }) => [id, name]));
}

async function entryOf(id: CredentialId, { vaults }: App): Promise<Entry> {
  const line = (await vaults.load()).get(vaultOf(id))?.lines().get(id);
  if (!line) throw new Failure({ kind: 'gone', what: 'credential' });
  return line.entry;
}

async function valueOf(credential: Credential, part: Part, now: number): Promise<string> {
  if (part.field === 'code') return (await codeOf(credential, now)).code;
  if (part.field !== 'custom') return partOf(credential, part.field);
  const fields = opened(credential.customFields, credential.label);
  const field = fields[part.index];
  if (!field) throw new Failure({ kind: 'gone', what: 'credential' });
  return field.value;
}

function partOf(credential: Credential, field: 'username' | 'email' | 'password' | 'url'): string {
  return opened(credential[field], credential.label);
}

function opened<Value>(reading: Reading<Value>, label: string): Value {
  if (reading.state === 'unreadable') throw new Failure({ kind: 'unreadable-field', label });
  return reading.value;
}

async function codeOf(credential: Credential, now: number): Promise<{ code: string; endsAt: number; period: number }> {
  const settings = opened(credential.otp, credential.label);
  if (!settings) throw new Failure({ kind: 'nothing-to-fill' });
  const seconds = now / 1000;
  return { code: await totpAt(settings, seconds), endsAt: totpEndsAt(settings, seconds) * 1000, period: settings.period };
}

/** Servers take the neighbouring codes too; beyond half a period one too many may be in between. */
function tooFarOff(ahead: number | null, period: number): number | null {
  return ahead !== null && Math.abs(ahead) > period / 2 ? ahead : null;
}

/** The first address that a browser may open: http and https only, https where none is stated. */
function openable(url: string): string {
  const first = splitRule(url.trim().split(/\s+/, 1)[0] ?? '').address;
  const address = URL.parse(/^https?:\/\//i.test(first) ? first : `https://${first}`);
  if (!address || readAddresses(first).length === 0) throw new Failure({ kind: 'nothing-to-fill' });
  return address.href;
}
