/**
 * What the background's handlers share: the parts of Latchkey, put together once in `create-app.ts`.
 * @module
 */

import type { AppState } from '../../messages/contract.ts';
import type { Forget } from '../accounts/forget.ts';
import type { LoginFlows } from '../accounts/login-flow.ts';
import type { Refresh } from '../accounts/refresh.ts';
import type { ServerWorld } from '../accounts/server-of.ts';
import type { Clipboard } from '../clipboard.ts';
import type { CaptureParts } from '../capture/create-captures.ts';
import type { Files } from '../files/files.ts';
import type { Folders } from '../folders/folders.ts';
import type { Revisions } from '../revisions/revisions.ts';
import type { Breaches } from '../health/breaches.ts';
import type { Health } from '../health/health.ts';
import type { Questions } from '../http-auth/questions.ts';
import type { KeepAlive } from '../keep-alive.ts';
import type { AskedFor } from '../fill/asked.ts';
import type { Copies } from '../fill/copies.ts';
import type { LastOnes } from '../fill/fill-best.ts';
import type { LastUsed } from '../fill/last-used.ts';
import type { Pages } from '../fill/pages.ts';
import type { SiteRules } from '../fill/site-rules.ts';
import type { SiteSets } from '../fill/site-sets.ts';
import type { Steps } from '../fill/steps.ts';
import type { ChosenInvite } from '../people/chosen-invite.ts';
import type { SeenInvites } from '../people/seen-invites.ts';
import type { People } from '../people/people.ts';
import type { Tickets } from '../fill/tickets.ts';
import type { Undos } from '../fill/undos.ts';
import type { Menus } from '../menu/menus.ts';
import type { Servers } from '../servers/servers.ts';
import type { PopupPlaces } from '../popup-place.ts';
import type { Session } from '../session/session.ts';
import type { SettingsStore } from '../settings.ts';
import type { Judge } from '../vaults/search-world.ts';
import type { SharingParts } from '../sharing/create-sharing.ts';
import type { Exports } from '../transfer/exports.ts';
import type { Imports } from '../transfer/imports.ts';
import type { Vaults } from '../vaults/vaults.ts';
import type { GeneratedHistory } from '../generate/history.ts';
import type { RecipeStore } from '../generate/recipes.ts';
import type { VaultLife } from '../vault-life/vault-life.ts';
import type { WordLists } from '../word-lists.ts';
import type { Writes } from '../writes/writes.ts';

export interface App extends CaptureParts {
  session: Session;
  settings: SettingsStore;
  vaults: Vaults;
  writes: Writes;
  files: Files;
  folders: Folders;
  revisions: Revisions;
  vaultLife: VaultLife;
  sharing: SharingParts;
  people: People;
  chosenInvite: ChosenInvite;
  seenInvites: SeenInvites;
  generated: GeneratedHistory;
  recipes: RecipeStore;
  words: WordLists;
  imports: Imports;
  exports: Exports;
  refresh: Refresh;
  loginFlows: LoginFlows;
  servers: ServerWorld;
  /** SelfPrivacy servers that this browser is paired with. */
  paired: Servers;
  pages: Pages;
  tickets: Tickets;
  menus: Menus;
  siteRules: SiteRules;
  siteSets: SiteSets;
  steps: Steps;
  undos: Undos;
  asked: AskedFor;
  copies: Copies;
  lastOnes: LastOnes;
  /** Shows in the toolbar that the tab was filled. */
  showFilled: (tabId: number) => void;
  lastUsed: LastUsed;
  popupPlaces: PopupPlaces;
  questions: Questions;
  clipboard: Clipboard;
  /** Seconds that our clock is ahead of the server's; negative: behind; null: not measured. */
  clockAhead: () => number | null;
  now: () => number;
  keepAlive: KeepAlive;
  openTab: (url: string) => Promise<void>;
  state: () => Promise<AppState>;
  /** What the health check says, for searches such as `is:weak`. */
  judge: Judge;
  health: Health;
  breaches: Breaches;
  /** Tells all screens that something they show has changed. */
  changed: () => void;
  forget: Forget;
  /** Notifies of logins that have come due, where that is wanted. */
  lookForDue: () => Promise<void>;
  /** Puts our scripts into pages, or takes them out, as the settings and the browser's permissions say. */
  putIntoPages: () => Promise<void>;
  /** Adjusts timers and idle detection to the settings. */
  applySettings: () => Promise<void>;
}
