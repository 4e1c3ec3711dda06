/**
 * Decides which stored icons may be shown, and makes those that people choose. What an icon is, its bytes say; the
 * stored type is often wrong and never trusted. SVG can carry script and links, so it is never shown.
 * @see contracts: Passman §2.4
 * @module
 */

import { decodeBase64 } from '../bytes.ts';
import { recordOf } from './read-text.ts';

/** Bytes of the image. */
export const largestIcon = 64 * 1024;

/** How the raster formats that browsers show begin; -1 stands for any byte. */
const beginnings: readonly { mimetype: string; bytes: readonly number[] }[] = [
  { mimetype: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mimetype: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { mimetype: 'image/gif', bytes: [0x47, 0x49, 0x46, 0x38] },
  { mimetype: 'image/webp', bytes: [0x52, 0x49, 0x46, 0x46, -1, -1, -1, -1, 0x57, 0x45, 0x42, 0x50] },
  { mimetype: 'image/x-icon', bytes: [0, 0, 1, 0] },
];

/**
 * @param icon - as the server sent it: `{type, content}` with base64 content, null or false
 * @returns a `data:` URL, or null if there is nothing that may be shown
 */
export function iconUrl(icon: unknown): string | null {
  const { content } = recordOf(icon);
  if (typeof content !== 'string' || content === '' || content.length > (largestIcon / 3) * 4 + 4) return null;
  const bytes = decodeBase64(content);
  if (bytes === null || bytes.length > largestIcon) return null;
  const format = beginnings.find((beginning) => beginning.bytes.every((byte, at) => byte === -1 || byte === bytes[at]));
  return format === undefined ? null : `data:${format.mimetype};base64,${content}`;
}

/** What the server keeps of an icon. */
export interface IconRecord { type: string; content: string }

/**
 * @param url - as `iconUrl` gives it
 * @returns null for what is no picture that `iconUrl` would show
 */
export function iconRecord(url: string): IconRecord | null {
  const [, type, content] = /^data:image\/([a-z-]+);base64,(.+)$/.exec(url) ?? [];
  return type === undefined || content === undefined || iconUrl({ content }) !== url ? null : { type, content };
}

/** Its bytes alone: the type is a matter of taste among clients, and null, `false` and nothing are one. */
export function sameIcon(one: unknown, other: unknown): boolean {
  return (recordOf(one)['content'] ?? '') === (recordOf(other)['content'] ?? '');
}

/** There is one, and it is of a kind that is never shown. */
export function isHiddenIcon(icon: unknown): boolean {
  return !sameIcon(icon, null) && iconUrl(icon) === null;
}

/** What a form says to come from one icon to another: see `CredentialForm.icon`. */
export function iconChoice(before: unknown, after: unknown): string | null {
  return sameIcon(before, after) ? null : iconUrl(after) ?? '';
}
