/**
 * Logins that a person types into pages: kept until the page has taken them, then offered to be saved.
 *
 * Pages only tell. What was typed goes to nobody but our own screens, and is written by nothing but a person's yes.
 * @see guides: threats S-13, S-22, experience U-18 … U-20
 * @module
 */

import type { Credential, Reading } from '../../core/credential/credential.ts';
import { emptyForm } from '../../core/credential/form.ts';
import type { CredentialId, VaultId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { domainOf } from '../../core/sites/site.ts';
import type { CaptureCard, ScreenRequests, TypedLogin } from '../../messages/contract.ts';
import type { Sender } from '../answer.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { SiteSets } from '../fill/site-sets.ts';
import type { SettingsStore } from '../settings.ts';
import type { Vaults } from '../vaults/vaults.ts';
import { provisionalId } from '../writes/journal.ts';
import type { Writes } from '../writes/writes.ts';
import { judge, passwordOf, type KnownLogin, type Verdict } from './judge.ts';
import type { NeverSites } from './never-sites.ts';
import type { Pending, PendingLogins, PendingStage } from './pending.ts';
import { outcomeOf, placeOf, siteAt, type FrameLook, type Place } from './place.ts';
import type { CaptureTabs } from './tabs.ts';
import type { TypedNames } from './typed-names.ts';

/** More logins of one site than anybody has. */
const mostKnown = 50;

export interface CapturesWorld {
  pending: PendingLogins;
  names: TypedNames;
  never: NeverSites;
  tabs: CaptureTabs;
  settings: SettingsStore;
  isUnlocked: () => Promise<boolean>;
  vaults: Pick<Vaults, 'load' | 'credential'>;
  siteSets: Pick<SiteSets, 'kinOf'>;
  writes: Pick<Writes, 'save' | 'editPart' | 'commit' | 'drafts' | 'letterBox'>;
  changed: () => void;
}

interface Judged { login: TypedLogin; known: readonly KnownLogin[]; verdict: Verdict }
type SaveAsk = ScreenRequests['saveCapture']['ask'];

export class Captures {
  readonly #world: CapturesWorld;
  readonly #queue = oneAtATime();
  /** Ids of what is being written right now. */
  readonly #saving = new Set<string>();

  constructor(world: CapturesWorld) {
    this.#world = world;
  }

  /** A page says that a login was typed. Whose it is, and where, says the browser. */
  notice({ sent, ...login }: TypedLogin & { sent: boolean }, sender: Sender): Promise<void> {
    return this.#queue(async () => {
      const { pending, settings, isUnlocked, writes } = this.#world;
      const place = placeOf(sender);
      if (place === null || !(await settings.read()).offerToSave || (await pending.isSnoozed(place))) return;
      if (await isUnlocked()) {
        await writes.letterBox.prepare();
        if (await this.#isIdle(place, await this.#withName(place, login))) {
          await pending.remove(({ tabId, site }) => tabId === place.tabId && site === place.site);
          return;
        }
      }
      await pending.put(place, login, sent ? 'typed' : 'quiet').catch(unlessNeverUnlocked);
      if (sent) await this.#catchUp(place);
    });
  }

  /** A page says that a name was typed and sent: the password may follow on the next one. */
  noticeName(username: string, sender: Sender): Promise<void> {
    return this.#queue(async () => {
      const { names, settings, isUnlocked, writes, never } = this.#world;
      const place = placeOf(sender);
      if (place === null || !(await settings.read()).offerToSave) return;
      if (await isUnlocked()) {
        await writes.letterBox.prepare();
        if ((await never.list()).includes(place.site)) return;
      }
      await names.put(place, username).catch(unlessNeverUnlocked);
    });
  }

  /** A page says that the form of what was typed last is gone. */
  left(sender: Sender): Promise<void> {
    return this.#queue(async () => {
      const found = await this.#typedIn(sender, ['typed']);
      if (found) await this.#offer(found);
    });
  }

  /** A page says that the form of what was typed last is still there: it was refused, as it seems. */
  stayed(sender: Sender): Promise<void> {
    return this.#queue(async () => {
      // The browser may have told of the next page before: what a page says when it is left comes late then.
      const found = await this.#typedIn(sender, ['typed', 'offered']);
      if (!found) return;
      await this.#world.pending.move(found.id, 'quiet');
      if (found.stage === 'offered') this.#world.changed();
    });
  }

  /** What was typed in that very document, and is at one of these stages. */
  async #typedIn(sender: Sender, stages: readonly PendingStage[]): Promise<Pending | undefined> {
    const place = placeOf(sender);
    return (await this.#world.pending.all()).find(({ tabId, site, documentId, address, stage }) => place !== null && stages.includes(stage)
      && tabId === place.tabId && site === place.site && documentId === place.documentId && (documentId !== '' || address === place.address));
  }

  /** A tab has come to rest on a page. */
  loaded(tabId: number): Promise<void> {
    return this.#queue(async () => {
      if ((await this.#typedInTab(tabId)).length > 0) await this.#settle(tabId, await this.#world.tabs.look(tabId));
    });
  }

  /** A page's message may come after the browser's word of the page that followed. Where documents have no names, the form would look like one that asks again. */
  async #catchUp({ tabId, documentId }: Place): Promise<void> {
    if (documentId === '' || (await this.#world.tabs.get(tabId))?.rests !== true) return;
    const frames = await this.#world.tabs.look(tabId);
    if (frames.length > 0) await this.#settle(tabId, frames);
  }

  async #settle(tabId: number, frames: readonly FrameLook[]): Promise<void> {
    for (const each of await this.#typedInTab(tabId)) {
      const outcome = outcomeOf(each, frames);
      if (outcome === 'refused') await this.#world.pending.move(each.id, 'quiet');
      if (outcome === 'taken') await this.#offer(each);
    }
  }

  async #typedInTab(tabId: number): Promise<readonly Pending[]> {
    return (await this.#world.pending.all()).filter((each) => each.tabId === tabId && each.stage === 'typed');
  }

  closed(tabId: number): Promise<void> {
    return this.#queue(async () => {
      await this.#world.pending.forgetTab(tabId);
      await this.#world.names.forgetTab(tabId);
    });
  }

  /** What was typed while it was locked: only now it can be told whether it is known. */
  unlocked(): Promise<void> {
    return this.#queue(async () => {
      await this.#world.writes.letterBox.prepare();
      const all = await this.#world.pending.all();
      for (const each of all) await this.#judged(each);
      if (all.length > 0) this.#world.changed();
    });
  }

  prune(): Promise<void> {
    return this.#queue(() => this.#world.pending.prune());
  }

  /** Whether something of a tab is to be asked about. */
  async isOffered(tabId: number): Promise<boolean> {
    return (await this.#world.pending.all()).some((each) => each.tabId === tabId && each.stage === 'offered');
  }

  card(tabId: number): Promise<CaptureCard | null> {
    return this.#queue(async () => {
      if (!(await this.#world.settings.read()).offerToSave) return null;
      const site = siteAt((await this.#world.tabs.get(tabId))?.url);
      const all = (await this.#world.pending.all()).filter((each) => each.tabId === tabId);
      const found = all.find((each) => each.site === site) ?? all.find(({ stage }) => stage === 'offered');
      if (found === undefined) return null;
      const { host, hostname, protocol } = new URL(found.address);
      const card = { id: found.id, host, domain: domainOf(hostname), secure: protocol === 'https:', elsewhere: found.site !== site };
      if (!(await this.#world.isUnlocked())) return { ...card, login: null };
      const judged = await this.#judged(found);
      const [vault] = (await this.#world.vaults.load()).keys();
      return judged === null || vault === undefined ? null : { ...card, login: shown(judged, card.domain, vault) };
    });
  }

  /** @throws {Failure} `gone` */
  async reveal(id: string): Promise<string> {
    return passwordOf((await this.#found(id)).login);
  }

  /** @throws {Failure} `gone`, `not-allowed`, and why it could not be written */
  async save({ capture, ...ask }: SaveAsk): Promise<ScreenRequests['saveCapture']['reply']> {
    const { pending, login } = await this.#found(capture);
    // Two popups, one login.
    if (this.#saving.has(capture)) throw new Failure({ kind: 'gone', what: 'capture' });
    this.#saving.add(capture);
    try {
      const password = ask.password ?? passwordOf(login);
      const written = ask.credential === null ? await this.#create(pending, { ...ask, password }) : await this.#update(pending, ask.credential, { ...ask, password });
      await this.#queue(() => this.#world.pending.remove(({ id }) => id === capture));
      this.#world.changed();
      return written;
    } finally {
      this.#saving.delete(capture);
    }
  }

  async dismiss(id: string, how: 'later' | 'never'): Promise<void> {
    const { pending, never } = this.#world;
    await this.#queue(async () => {
      const found = (await pending.all()).find((each) => each.id === id);
      if (found === undefined) return;
      if (how === 'never') await never.add(found.site);
      else await pending.snooze(found);
      await pending.remove((each) => each.site === found.site && (how === 'never' || each.tabId === found.tabId));
    });
    this.#world.changed();
  }

  async #create(pending: Pending, { vault, label, username, password }: Omit<SaveAsk, 'capture' | 'password'> & { password: string }) {
    const { writes } = this.#world;
    const { origin } = new URL(pending.address);
    // The draft of a password that was made for this very site is this login.
    const draft = (await writes.drafts.all()).find((each) => each.base === null && each.vault === vault && each.form.urls.includes(origin) && each.form.password === password);
    const form = { ...(draft?.form ?? emptyForm), label: label.trim() === '' ? domainOf(new URL(origin).hostname) : label, username, password, urls: [origin] };
    const { state, undo } = await writes.save({ credential: draft?.credential ?? provisionalId(vault), vault, form, base: null });
    return { state, undo, label: form.label };
  }

  async #update(pending: Pending, credential: CredentialId, { username, password }: { username: string; password: string }) {
    const { writes } = this.#world;
    const login = (await this.#known(pending.address)).find(({ id }) => id === credential);
    if (!login?.writable) throw new Failure({ kind: 'not-allowed' });
    const nameless = login.username === '' && login.email === '';
    const write = await writes.editPart(credential, { password, ...(nameless && { username }) });
    const { state, undo } = write === null ? { state: 'saved' as const, undo: null } : await writes.commit(write);
    // A password that was made for this login has lain in its draft; with nothing else in it, that draft is done with.
    const draft = (await writes.drafts.all()).find((each) => each.credential === credential && each.form.password === password);
    if (draft && (await writes.editPart(credential, draft.form)) === null) await writes.drafts.remove(draft.id);
    return { state, undo, label: login.label };
  }

  async #found(id: string): Promise<{ pending: Pending; login: TypedLogin }> {
    const pending = (await this.#world.pending.all()).find((each) => each.id === id);
    const login = pending && (await this.#world.pending.open(pending));
    if (!pending || !login) throw new Failure({ kind: 'gone', what: 'capture' });
    return { pending, login };
  }

  /** Asks the person, unless there is nothing to ask. While it is locked nobody knows, and so only the sign is shown. */
  async #offer(found: Pending): Promise<void> {
    const { pending, tabs, isUnlocked, changed } = this.#world;
    await pending.move(found.id, 'offered');
    const unlocked = await isUnlocked();
    if (unlocked && (await this.#judged(found)) === null) return;
    changed();
    if (!unlocked) return;
    const tab = await tabs.get(found.tabId);
    if (tab?.active !== true || siteAt(tab.url) !== found.site) return;
    // Whoever is typing again must not lose the keyboard to a popup.
    if (!(await tabs.look(found.tabId)).some(({ typing }) => typing)) await tabs.openPopup(tab.windowId);
  }

  /** Null: there is nothing to save; it is forgotten then. @throws {Failure} `locked` */
  async #judged(found: Pending): Promise<Judged | null> {
    const { pending, never } = this.#world;
    const login = await pending.open(found);
    const judged = login && (await this.#judge(found.address, await this.#withName(found, login)));
    if (judged && judged.verdict.is !== 'known' && !(await never.list()).includes(found.site)) return judged;
    await pending.remove(({ id }) => id === found.id);
    return null;
  }

  /** With the name of an earlier step. @throws {Failure} `locked` */
  async #withName(where: Pick<Pending, 'tabId' | 'site'>, login: TypedLogin): Promise<TypedLogin> {
    const sealed = login.username === '' ? await this.#world.names.find(where) : null;
    return sealed === null ? login : { ...login, username: await this.#world.names.open(where, sealed) };
  }

  async #isIdle({ address, site }: { address: string; site: string }, login: TypedLogin): Promise<boolean> {
    return (await this.#world.never.list()).includes(site) || (await this.#judge(address, login)).verdict.is === 'known';
  }

  async #judge(address: string, login: TypedLogin): Promise<Judged> {
    const known = await this.#known(address);
    return { login, known, verdict: judge(login, known) };
  }

  /** The logins of a site, also those that would not be filled in there. */
  async #known(address: string): Promise<KnownLogin[]> {
    const { vaults, siteSets } = this.#world;
    const page = new URL(address);
    const kin = await siteSets.kinOf(page);
    const found = [...(await vaults.load()).values()].flatMap((vault) => vault.matches(page, kin));
    found.sort((one, other) => strengthOf(other.match) - strengthOf(one.match));
    return Promise.all(found.slice(0, mostKnown).map(async ({ entry }) => knownLogin(await vaults.credential(entry.id))));
  }
}

/** Nothing was ever unlocked here: there is no vault to save it in either. */
function unlessNeverUnlocked(error: unknown): void {
  if (!(error instanceof Failure && error.problem.kind === 'locked')) throw error;
}

function strengthOf(match: { offer: true; strength: number } | { offer: false }): number {
  return match.offer ? match.strength : 0;
}

function knownLogin({ id, label, username, email, password, rights }: Credential): KnownLogin {
  const readable = valueOf(password);
  return { id, label, username: valueOf(username) ?? '', email: valueOf(email) ?? '', password: readable, writable: rights.write && readable !== null };
}

function valueOf(reading: Reading<string>): string | null {
  return reading.state === 'unreadable' ? null : reading.value;
}

function shown({ login, known, verdict }: Judged, label: string, vault: VaultId): CaptureCard['login'] {
  const choices = known.filter(({ writable }) => writable).slice(0, 20).map((each) => ({ credential: each.id, label: each.label, account: each.username || each.email }));
  return { username: login.username, label, vault, credential: verdict.is === 'changed' ? verdict.credential : null, choices };
}
