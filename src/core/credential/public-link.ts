/**
 * The address of a public link. The key is behind its `#`, which browsers don't send.
 * @see contracts: Passman §3.7
 * @module
 */

import { encodeBase64, encodeUtf8 } from '../bytes.ts';
import type { Guid } from '../ids.ts';

/** @param server - base address without a trailing slash */
export function publicLink(server: string, credential: Guid, itemKey: string): string {
  return `${server}/index.php/apps/passman/share/public#${encodeBase64(encodeUtf8(`${credential}<::>${itemKey}`))}`;
}
