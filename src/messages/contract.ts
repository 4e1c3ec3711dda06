/**
 * The contract between the background and everyone who asks it for something.
 *
 * Three groups, three routers: what our own screens may ask, what our script in a web page may ask, and what our menu
 * in a frame of a web page may ask.
 * To add a request: its reply and its ask in the part that it belongs to (`*-contract.ts`), its shape in `shapes.ts`,
 * its handler in `background/handlers/`; the compiler asks for whichever is missing.
 * @module
 */

import type { Problem } from '../core/problem.ts';
import type { AccountRequests } from './account-contract.ts';
import type { BrowseRequests } from './browse-contract.ts';
import type { CaptureRequests } from './capture-contract.ts';
import type { FileRequests } from './file-contract.ts';
import type { FolderRequests } from './folder-contract.ts';
import type { GeneratorRequests } from './generator-contract.ts';
import type { HealthRequests } from './health-contract.ts';
import type { MenuRequests } from './menu-contract.ts';
import type { HttpAuthRequests } from './http-auth-contract.ts';
import type { OtpRequests } from './otp-contract.ts';
import type { PageRequests } from './page-contract.ts';
import type { PeopleRequests } from './people-contract.ts';
import type { RevisionRequests } from './revision-contract.ts';
import type { ServerRequests } from './server-contract.ts';
import type { SharingRequests } from './sharing-contract.ts';
import type { SiteRequests } from './site-contract.ts';
import type { AppState, Settings } from './state-contract.ts';
import type { TransferRequests } from './transfer-contract.ts';
import type { VaultRequests } from './vault-contract.ts';
import type { WriteRequests } from './write-contract.ts';

export type { CredentialForm } from '../core/credential/form.ts';
export type { Rights } from '../core/credential/rights.ts';
export type { ChosenRecipes, PassphraseRecipe, PasswordRecipe, Recipe } from '../core/generator-recipes.ts';
export type { SiteRules } from '../core/password-rules.ts';
export type { ServerQuestion } from './http-auth-contract.ts';
export type { ExAppProposal, LoginFlow, ServerProbe } from './account-contract.ts';
export type { CredentialView, FieldView, FillConsent, Filled, FillReport, Part, PopupPlace, PopupView, Row, Site, SiteRule } from './browse-contract.ts';
export type { CaptureCard } from './capture-contract.ts';
export type { Transfer } from './file-contract.ts';
export type { BrowsedFolder, EncryptionView, FolderFinding, FolderLink, FolderPeer, FolderPerson, FolderRepair, FolderRow, FolderTransfer, FolderVersion, FolderView, OpenedFile } from './folder-contract.ts';
export type { GeneratedItem, GeneratorSite } from './generator-contract.ts';
export type { BreachView, HealthFinding, HealthNumbers, HealthView, Progress, ReuseGroup } from './health-contract.ts';
export type { MenuPurpose, MenuRequests, MenuView } from './menu-contract.ts';
export type { FieldAnswer, FillOrder, FillOutcome, LookAsk, MenuCall, NextStep, PageCall, PageLook, PageRequests, TypedLogin, UndoOutcome } from './page-contract.ts';
export type { SiteSet } from './site-contract.ts';
export type { ComparedPart, RevisionLine, RevisionPart, RevisionSecret } from './revision-contract.ts';
export type { ServerChange, ServerDetail, ServerPart, ServerSummary } from './server-contract.ts';
export type { Sharee, ShareOffer, SharingView } from './sharing-contract.ts';
export type { AccountSummary, AppState, KeyChange, LockState, Settings, VaultSummary } from './state-contract.ts';
export type { ClashNotice, DraftRow, ListAsk, OpenedForm, QueuedWrite, Refused, SeveralWritten, TagCount, WriteState, Written } from './write-contract.ts';

/** An ask or a reply without content. */
export type Nothing = Record<string, never>;

/** Every reply: what was asked for, or what went wrong. */
export type Answer<Value> = { ok: true; value: Value } | { ok: false; problem: Problem };

/** Each request of our own screens: what is asked and what comes back. */
export interface ScreenRequests extends AccountRequests, BrowseRequests, CaptureRequests, FileRequests, FolderRequests, GeneratorRequests, HealthRequests, HttpAuthRequests, OtpRequests, PeopleRequests, RevisionRequests, ServerRequests, SharingRequests, SiteRequests, TransferRequests, VaultRequests, WriteRequests {
  getState: { ask: Nothing; reply: AppState };
  saveSettings: { ask: { settings: Settings }; reply: AppState };
}

/** Sent by the background to all screens when something they show has changed. */
export interface News { news: 'changed' }

/** Name of a request of our screens. */
export type ScreenRequest = keyof ScreenRequests;
/** Name of a request of our script in a page. */
export type PageRequest = keyof PageRequests;
/** Name of a request of our menu in a page. */
export type MenuRequest = keyof MenuRequests;
/** `version` is the sender's: after an update, an old screen is told to reload instead of half working. */
export interface Message { to: 'screen-router' | 'page-router' | 'menu-router'; name: string; ask: unknown; version: string }
