/**
 * The contract's part about finding, seeing and filling credentials.
 * @module
 */

import type { AttachedFile, CustomField, UnreadableReason } from '../core/credential/credential.ts';
import type { Rights } from '../core/credential/rights.ts';
import type { EncryptedField } from '../core/credential/sealed.ts';
import type { FilledPart } from '../core/forms/facts.ts';
import type { FieldRule } from '../core/forms/field-rules.ts';
import type { CredentialId } from '../core/ids.ts';
import type { Problem } from '../core/problem.ts';
import type { Nothing } from './contract.ts';
import type { AppState } from './state-contract.ts';

/** One row of a list. No secret. */
export interface Row {
  id: CredentialId;
  label: string;
  /** User name, else e-mail, else empty. */
  account: string;
  /** Host of the address, as ASCII; empty when there is none. */
  host: string;
  vault: string;
  hasCode: boolean;
  hasPassword: boolean;
  icon: string | null;
  damaged: boolean;
  shared: boolean;
  favourite: boolean;
}

/** The page behind the popup, as the browser says. */
export interface Site {
  tabId: number;
  /** The document that is there now; a fill into another one is refused. Empty where the browser has none. */
  documentId: string;
  /** ASCII host with port. */
  host: string;
  /** Registrable domain, for people to recognise; the host where there is none. */
  domain: string;
  secure: boolean;
}

/** What the popup shows when it opens. */
export interface PopupView {
  app: AppState;
  /** Null: the active tab is no web page, or may not be seen. `problem` says why. */
  site: Site | null;
  problem: Problem | null;
  matches: readonly Row[];
  /** Logins of this site that are not offered, e.g. an https login on an http page. */
  withheld: Problem | null;
  /** What a person asked for with a key or a menu over this tab, for the popup to go on with; told once after the unlock. */
  asked: 'fill' | 'generate' | null;
  /** A fill of this tab that can still be taken back. */
  filled: Filled | null;
  /** What the person said of this site. */
  rule: SiteRule | null;
  /** Where the popup was a few minutes ago, over the same site; null: it begins with the list. */
  place: PopupPlace | null;
  /** A secret that was copied here was pasted into this tab, on a site that its login isn't for. `label`: of the login. */
  pasted: { label: string; problem: Extract<Problem, { kind: 'wrong-site' }> } | null;
}

/** A place in the popup. `credential`: of the details. */
export interface PopupPlace {
  at: 'list' | 'details' | 'generator';
  credential: CredentialId | null;
  query: string;
  /** The person took the site chip away. */
  widened: boolean;
  /** Pixels. */
  scroll: number;
}

/** `label`: of the login. `until`: milliseconds since 1970. */
export interface Filled { undo: string; label: string; until: number }

/** What a person lets a fill do all the same, once; `host` is the one that the problem of that kind named. `remember`: and from now on, for a `foreign-frame` that says so. */
export interface FillConsent { kind: 'foreign-frame' | 'insecure-page' | 'foreign-form'; host: string; remember?: boolean | undefined }

/** What a person said of a site: not to fill there, what a field is for (`mark`: see `core/forms/field-rules.ts`), or which frames of other sites, by their origins, are filled in its pages. */
export interface SiteRule { site: string; never: boolean; fields: readonly FieldRule[]; frames: readonly string[] }

/** A field as a person sees it. `legacy`: it was stored unencrypted. */
export type FieldView<Value> = { state: 'read' | 'legacy'; value: Value } | { state: 'unreadable'; why: UnreadableReason };

/** What a person sees of one credential. Secrets are asked for one at a time, with `reveal`. */
export interface CredentialView {
  row: Row;
  username: FieldView<string>;
  email: FieldView<string>;
  url: FieldView<string>;
  description: FieldView<string>;
  tags: FieldView<readonly string[]>;
  /** `value` is empty for a secret one. */
  customFields: FieldView<readonly CustomField[]>;
  files: FieldView<readonly AttachedFile[]>;
  /** Whether there is one; the value comes from `reveal`. */
  password: FieldView<{ present: boolean }>;
  otp: FieldView<{ period: number; digits: number; issuer: string } | null>;
  compromised: boolean;
  /** Unix seconds. */
  expires: number | null;
  /** Seconds. */
  renewEvery: number | null;
  trashed: number | null;
  created: number;
  changed: number;
  unreadable: readonly EncryptedField[];
  /** `owner`: user id of who shares it with us; null for one's own, with which everything is allowed. */
  access: { owner: string | null; rights: Rights };
}

/** A part of a credential that can be copied or shown. `custom` counts from 0. */
export type Part = { field: 'username' | 'email' | 'password' | 'url' | 'code' } | { field: 'custom'; index: number };

/** What a fill has done. */
export interface FillReport {
  filled: readonly FilledPart[];
  /** One sentence's worth of fact for the person, when something was left out. */
  left: Problem | null;
  /** The one-time code was copied. `clearsAt` as with `copy`. */
  copied: { clearsAt: number | null } | null;
  /** Good for ten seconds. */
  undo: string;
}

export interface BrowseRequests {
  getPopup: { ask: Nothing; reply: PopupView };
  /** Remembers it for the next opening over a page of this host (empty: of none). */
  keepPlace: { ask: { host: string; place: PopupPlace | null }; reply: Nothing };
  /** Searches all open vaults; an empty query lists all by label. At most `limit` rows; `total` counts all. */
  search: { ask: { query: string; limit: number }; reply: { rows: readonly Row[]; total: number } };
  getCredential: { ask: { credential: CredentialId }; reply: CredentialView };
  /** With `getCode` the only reply that holds a secret: what a person asked to see, one part at a time. */
  reveal: { ask: { credential: CredentialId; part: Part }; reply: { value: string } };
  /**
   * `endsAt`: when this code stops being valid, in milliseconds since 1970. `period`: seconds. `clockAhead`: seconds, only
   * where our clock is so wrong that the code may be refused; no server is asked for the time.
   */
  getCode: { ask: { credential: CredentialId }; reply: { code: string; endsAt: number; period: number; clockAhead: number | null } };
  /** Puts a part on the clipboard without showing it. `clearsAt` null: it stays. */
  copy: { ask: { credential: CredentialId; part: Part }; reply: { clearsAt: number | null } };
  /** Opens the credential's own address in a new tab (http and https only). */
  openSite: { ask: { credential: CredentialId }; reply: Nothing };

  // Fill
  /** Into the document or a frame in it. `allow`: what the person has agreed to after being told. */
  fill: { ask: { credential: CredentialId; tabId: number; documentId: string; allow: readonly FillConsent[] }; reply: FillReport };
  /** Goes on with what `PopupView.asked` said: the likeliest login. `row` null: there is none for this page. */
  fillAsked: { ask: { tabId: number; documentId: string }; reply: { row: Row | null; report: FillReport | null; problem: Problem | null } };
  /** Gives the fields their earlier values, where nobody has changed them since. */
  undoFill: { ask: { undo: string }; reply: { restored: number } };
  getSiteRules: { ask: Nothing; reply: { sites: readonly SiteRule[] } };
  /** The name of a site as `SiteRule` has it, or of the page of a tab. */
  setNeverFill: { ask: { site: string; never: boolean }; reply: { sites: readonly SiteRule[] } };
  removeFrameRule: { ask: { site: string; origin: string }; reply: { sites: readonly SiteRule[] } };
  removeFieldRule: { ask: { site: string; mark: string }; reply: { sites: readonly SiteRule[] } };
}
