/**
 * The part of the contract that is about the generator.
 * @module
 */

import type { ChosenRecipes, Recipe } from '../core/generator-recipes.ts';
import type { CredentialId } from '../core/ids.ts';
import type { SiteRules } from '../core/password-rules.ts';
import type { Nothing, Row } from './contract.ts';

/** What the generator knows of the page that it makes a password for. */
export interface GeneratorSite {
  /** What the page's field says; null: nothing. */
  rules: SiteRules | null;
  /** The page has a field for a new password. */
  takesNew: boolean;
  /** Logins of the site, whose password it could become. */
  logins: readonly Row[];
}

/** One generated value, without it. `at`: milliseconds since 1970; `site`: the host it was made for, or empty. */
export interface GeneratedItem { id: string; at: number; site: string; used: boolean }

export interface GeneratorRequests {
  /** `site`: the page that a password is for, which is looked at. */
  openGenerator: { ask: { site: { tabId: number; documentId: string } | null }; reply: { recipes: ChosenRecipes; site: GeneratorSite | null } };
  /** Kept in the history before it is shown; the recipe is remembered. `site`: a host, or empty. @throws `not-allowed` for a recipe that nothing satisfies */
  generate: { ask: { recipe: Recipe; rules: SiteRules | null; site: string }; reply: { id: string; value: string } };
  /** The last 50, newest first, without the values. */
  getGenerated: { ask: Nothing; reply: { values: readonly GeneratedItem[] } };
  /** From then on it counts as used. */
  revealGenerated: { ask: { id: string }; reply: { value: string } };
  copyGenerated: { ask: { id: string }; reply: { clearsAt: number | null } };
  clearGenerated: { ask: Nothing; reply: Nothing };
  /** Keeps it as a draft for the page's site, or as the new password of one of its logins; only then copies it or fills it in. */
  useGenerated: {
    ask: { generated: string; credential: CredentialId | null; tabId: number; documentId: string; how: 'copy' | 'fill' };
    reply: { draft: CredentialId; label: string; clearsAt: number | null };
  };
}
