/**
 * Contacts as vCards: as much as is needed to find people by their cloud id, and to hand over one's own card.
 * @see RFC 6350; contracts: ScienceMesh §4
 * @module
 */

import { encodeUtf8 } from '../bytes.ts';
import { readCloudId, writeCloudId, type CloudId } from './cloud-id.ts';

/** A person as an address book names them. All text is somebody else's. */
export interface Card {
  name: string;
  emails: readonly string[];
  cloudIds: readonly CloudId[];
}

const longestValue = 500;

/** Reads one card. @returns null for what is none; a card without a readable cloud id has none in its list */
export function readCard(text: string): Card | null {
  // A line that begins with a blank goes on with the one before (§3.2).
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n[ \t]/g, '').split('\n');
  if (!lines.some((line) => /^BEGIN:VCARD$/i.test(line.trim()))) return null;
  const values = (name: string): string[] => lines.flatMap((line) => valueOf(line, name) ?? []);
  const cloudIds = values('CLOUD').flatMap((value) => readCloudId(value) ?? []);
  return { name: values('FN')[0] ?? '', emails: values('EMAIL'), cloudIds };
}

/** A card of one person (version 3, which every address book reads). Lines end with CR LF. */
export function writeCard(card: Card, uid: string): string {
  const lines = [
    'BEGIN:VCARD', 'VERSION:3.0', `UID:${escaped(uid)}`, `FN:${escaped(card.name)}`, `N:${escaped(card.name)};;;;`,
    ...card.emails.map((email) => `EMAIL:${escaped(email)}`),
    ...card.cloudIds.map((id) => `CLOUD:${escaped(writeCloudId(id))}`),
    'END:VCARD',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** The value of a line with this name, whatever its group and parameters: `item1.CLOUD;TYPE=HOME:a@b`. */
function valueOf(line: string, name: string): string[] | null {
  const [, property, value] = /^(?:[A-Za-z0-9-]+\.)?([A-Za-z0-9-]+)(?:;(?:[^":]|"[^"]*")*)?:(.*)$/s.exec(line) ?? [];
  if (property?.toUpperCase() !== name || value === undefined) return null;
  const text = value.slice(0, longestValue).replace(/\\([nN,;\\])/g, (_, letter: string) => (letter.toLowerCase() === 'n' ? ' ' : letter)).trim();
  return text === '' ? null : [text];
}

function escaped(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\,;]/g, (letter) => `\\${letter}`);
}

/** Lines of at most 75 octets (§3.2); cut between characters. */
function folded(line: string): string {
  let text = '';
  let octets = 0;
  for (const character of line) {
    const size = encodeUtf8(character).length;
    if (octets + size > 74) {
      text += '\r\n ';
      octets = 0;
    }
    text += character;
    octets += size;
  }
  return text;
}
