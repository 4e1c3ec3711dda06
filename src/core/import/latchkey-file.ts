/**
 * Opens our own encrypted export.
 * @see docs/export-format.md
 * @module
 */

import { decodeBase64, decodeUtf8, encodeUtf8 } from '../bytes.ts';
import { chunkContext, formatName, importPassphrase, readHeader } from '../export/encrypted-format.ts';
import type { CredentialForm } from '../credential/form.ts';
import { recordOf } from '../credential/read-text.ts';
import { ImportRefused, type ReadImport } from './outcome.ts';
import { collect, type LoginParts } from './parts.ts';
import { isSetAt, listAt, numberAt, parseJson, textAt } from './read-json.ts';

export function isLatchkey(text: string): boolean {
  return text.startsWith('{') && text.slice(0, 200).includes(`"${formatName}"`);
}

/** @throws {ImportRefused} `wrong-password`, `damaged`, `too-costly` */
export async function openLatchkey(text: string, passphrase: string): Promise<ReadImport> {
  const lines = text.split('\n').filter((line) => line !== '');
  const [head = '', ...chunks] = lines;
  const header = readHeader(head);
  if (header === null || chunks.length === 0) throw new ImportRefused('damaged');
  if (header.kdf.rounds > 10_000_000) throw new ImportRefused('too-costly');
  const key = await importPassphrase(passphrase, header, 'decrypt');
  const items: unknown[] = [];
  for (const [index, chunk] of chunks.entries()) {
    const bytes = decodeBase64(chunk.trim());
    const additionalData = encodeUtf8(chunkContext(head, index, index === chunks.length - 1));
    const opened = bytes && bytes.length > 12 ? await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.slice(0, 12), additionalData }, key, bytes.slice(12)).catch(() => null) : null;
    // The first is there to tell a wrong passphrase from a damaged file.
    if (opened === null) throw new ImportRefused(index === 0 ? 'wrong-password' : 'damaged');
    items.push(...listAt(parseJson(decodeUtf8(new Uint8Array(opened)) ?? '')));
  }
  return collect('latchkey', items, readItem);
}

/** One login as JSON, of a file that holds no more. @returns null for what is none */
export function readOwnLogin(text: string): CredentialForm | null {
  return collect('latchkey', [parseJson(text)], readItem).rows[0]?.login.form ?? null;
}

function readItem(item: unknown): LoginParts {
  return {
    label: textAt(item, 'label'), username: textAt(item, 'username'), email: textAt(item, 'email'), password: textAt(item, 'password'),
    urls: listAt(item, 'urls').map((url) => textAt({ url }, 'url')), notes: textAt(item, 'description'), tags: listAt(item, 'tags').map((tag) => textAt({ tag }, 'tag')),
    codes: [textAt(item, 'otp')],
    fields: listAt(item, 'customFields').map(recordOf).map((field) => ({ label: textAt(field, 'label'), value: textAt(field, 'value'), secret: textAt(field, 'kind') === 'password' })),
    expires: numberAt(item, 'expires'), trashed: isSetAt(item, 'trashed'), created: numberAt(item, 'created'),
    files: listAt(item, 'files').map((file) => textAt({ file }, 'file')),
  };
}
