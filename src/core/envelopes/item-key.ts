/**
 * The key of one shared credential: what RSA hands to each recipient.
 * @see contracts: Passman §2.6
 * @module
 */

import { randomBytes, type Bytes } from '../bytes.ts';

/** No blank, which a path of the web app trims, and no sign that has a meaning in a link. */
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
/** As long as the web app's longest; 154 bits. */
const length = 26;

/** @param random - bytes from the browser's generator for keys */
export function createItemKey(random: (count: number) => Bytes = randomBytes): string {
  const most = 256 - (256 % letters.length);
  let key = '';
  while (key.length < length) for (const byte of random(length)) if (byte < most && key.length < length) key += letters[byte % letters.length] ?? '';
  return key;
}
