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

export const defaultPasswordRecipe: PasswordRecipe = { kind: 'password', length: 20, lower: 1, upper: 1, digits: 1, symbols: 1, avoidAmbiguous: false };
