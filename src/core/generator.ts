/**
 * Makes passwords and passphrases. Every choice is equally likely.
 * @module
 */

import { Failure } from './problem.ts';
import { passwordClasses, type PassphraseRecipe, type PasswordClass, type PasswordRecipe } from './generator-recipes.ts';
import type { SiteRules } from './password-rules.ts';
import { pick, randomBelow, shuffle, type ByteSource } from './random-choice.ts';

const classes: Readonly<Record<PasswordClass, string>> = {
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digits: '0123456789',
  symbols: '!@#$%^&*()-_=+[]{};:,.?/~',
};
const ambiguous = /[iloILO01|5S2Z8B]/g;
/** A site whose rules are this hard to meet by chance is told so. */
const mostTries = 2000;

/** A set of characters, and how many of it at least. */
interface Group { characters: string; least: number }
interface Plan { length: number; groups: readonly Group[]; maxConsecutive: number | null }

/**
 * @param rules - of the site that it is for: they win over the recipe
 * @throws {Failure} `not-allowed` for no class at all, or minimum counts that don't fit into the length
 */
export function generatePassword(recipe: PasswordRecipe, bytes: ByteSource, rules: SiteRules | null = null): string {
  const plan = rules === null ? planOf(recipe) : planFor(recipe, rules);
  const all = [...new Set(plan.groups.map(({ characters }) => characters).join(''))].join('');
  const least = plan.groups.reduce((sum, group) => sum + group.least, 0);
  if (all === '' || least > plan.length || plan.length < 1) throw new Failure({ kind: 'not-allowed' });
  for (let tries = 0; tries < mostTries; tries++) {
    const drawn = plan.groups.flatMap((group) => Array.from({ length: group.least }, () => pick(group.characters, bytes)));
    while (drawn.length < plan.length) drawn.push(pick(all, bytes));
    const password = shuffle(drawn, bytes).join('');
    // A whole password is thrown away, not a character: the others stay equally likely.
    if (plan.maxConsecutive === null || longestRun(password) <= plan.maxConsecutive) return password;
  }
  throw new Failure({ kind: 'not-allowed' });
}

/** @param words - each as likely as any other; at least 2 */
export function generatePassphrase(recipe: PassphraseRecipe, words: readonly string[], bytes: ByteSource): string {
  if (words.length < 2 || recipe.words < 1) throw new Failure({ kind: 'not-allowed' });
  const drawn = Array.from({ length: recipe.words }, () => pick(words, bytes)).map((word) => (recipe.capitals ? word.charAt(0).toUpperCase() + word.slice(1) : word));
  if (recipe.number) {
    const at = randomBelow(drawn.length, bytes);
    drawn[at] = `${drawn[at] ?? ''}${randomBelow(10, bytes)}`;
  }
  return drawn.join(recipe.separator);
}

function planOf(recipe: PasswordRecipe): Plan {
  const groups = passwordClasses.flatMap((name): Group[] => {
    const least = recipe[name];
    return least === null ? [] : [{ least, characters: recipe.avoidAmbiguous ? classes[name].replace(ambiguous, '') : classes[name] }];
  });
  return { length: recipe.length, groups, maxConsecutive: null };
}

/** What the person wants as far as the site takes it; what the site wants in any case. */
function planFor(recipe: PasswordRecipe, rules: SiteRules): Plan {
  const length = Math.max(rules.minLength ?? 1, Math.min(recipe.length, rules.maxLength ?? recipe.length));
  const wished = planOf(recipe).groups.map(({ characters, least }) => ({ least, characters: within(characters, rules.allowed) })).filter(({ characters }) => characters !== '');
  const required = rules.required.map((set): Group => ({ least: 1, characters: usual(clear(set, recipe.avoidAmbiguous), wished) }));
  // A class that the site asks for needs no second minimum of its own.
  const groups = wished.map((group) => ({ ...group, least: Math.max(0, group.least - required.filter(({ characters }) => isPart(characters, group.characters)).length) }));
  if (groups.length === 0 && required.length === 0) groups.push({ least: 1, characters: clear(rules.allowed ?? '', recipe.avoidAmbiguous) });
  return { length, groups: fitting(required, groups, length), maxConsecutive: rules.maxConsecutive };
}

/** Where a short password cannot hold all minimum counts, the person's own give way. */
function fitting(required: readonly Group[], groups: readonly Group[], length: number): readonly Group[] {
  const total = [...required, ...groups].reduce((sum, { least }) => sum + least, 0);
  return [...required, ...(total <= length ? groups : groups.map((group) => ({ ...group, least: 0 })))];
}

/** Of what a site asks for, what the person wants; else what we would draw from; else anything of it. */
function usual(set: string, wished: readonly Group[]): string {
  return [wished.map(({ characters }) => characters).join(''), Object.values(classes).join('')].map((known) => within(set, known)).find((some) => some !== '') ?? set;
}

function within(characters: string, allowed: string | null): string {
  return allowed === null ? characters : Array.from(characters).filter((character) => allowed.includes(character)).join('');
}

/** Blanks are lost in too many fields. A set that is ambiguous through and through stays. */
function clear(characters: string, avoidAmbiguous: boolean): string {
  const typed = characters.replaceAll(' ', '') || characters;
  return (avoidAmbiguous ? typed.replace(ambiguous, '') : typed) || typed;
}

function isPart(characters: string, whole: string): boolean {
  return Array.from(characters).every((character) => whole.includes(character));
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/(.)\1*/gs)].map(([run]) => run.length));
}
