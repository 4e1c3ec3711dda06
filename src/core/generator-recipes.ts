/**
 * What a person may ask of a generated password or passphrase.
 * @module
 */

/** At least one class must be on; the minimum counts together must fit into the length. */
export interface PasswordRecipe {
  kind: 'password';
  /** Characters, 4–256. */
  length: number;
  /** How many of each class at least; null leaves the class out. */
  lower: number | null;
  upper: number | null;
  digits: number | null;
  symbols: number | null;
  /** Leaves out what is easily taken for something else: i l o I L O 0 1 and their like. */
  avoidAmbiguous: boolean;
}

export interface PassphraseRecipe {
  kind: 'passphrase';
  /** 3–20. */
  words: number;
  /** Between the words: at most 3 characters. */
  separator: string;
  /** Each word begins with a capital letter. */
  capitals: boolean;
  /** One digit follows one of the words. */
  number: boolean;
}

export type Recipe = PasswordRecipe | PassphraseRecipe;

export const passwordClasses = ['lower', 'upper', 'digits', 'symbols'] as const;
export type PasswordClass = (typeof passwordClasses)[number];

export const defaultPasswordRecipe: PasswordRecipe = { kind: 'password', length: 20, lower: 1, upper: 1, digits: 1, symbols: 1, avoidAmbiguous: false };
export const defaultPassphraseRecipe: PassphraseRecipe = { kind: 'passphrase', words: 6, separator: '-', capitals: false, number: false };

/** What a person chose last: the kind in use, and both recipes, so that switching back finds them as they were. */
export interface ChosenRecipes {
  kind: Recipe['kind'];
  password: PasswordRecipe;
  passphrase: PassphraseRecipe;
}

export const defaultRecipes: ChosenRecipes = { kind: 'password', password: defaultPasswordRecipe, passphrase: defaultPassphraseRecipe };
