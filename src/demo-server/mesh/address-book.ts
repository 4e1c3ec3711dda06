/**
 * One person's address book over CardDAV: its books, a search for cloud ids, cards written and removed.
 * @see contracts: ScienceMesh §4; RFC 6352
 * @module
 */

import { createHash, randomUUID } from 'node:crypto';
import type { Ask } from '../http/ask.ts';
import type { Reply } from '../http/reply.ts';

export interface StoredCard { userId: string; name: string; text: string }

const books = ['contacts', 'z-server-generated--system', 'z-app-generated--contactsinteraction--recent'];
const place = /^\/remote\.php\/dav\/addressbooks\/users\/([^/]+)(?:\/([^/]*))?(?:\/([^/]*))?\/?$/;

export function isAddressBook(path: string): boolean {
  return path.startsWith('/remote.php/dav/addressbooks/');
}

/** @param base - the sub-path of this Nextcloud */
export function answerAddressBook(ask: Ask, userId: string, cards: StoredCard[], base: string): Reply {
  const [, owner = '', book = '', name = ''] = place.exec(ask.path)?.map((part) => decodeURIComponent(part)) ?? [];
  if (owner !== userId) return xml(404, notFound);
  const home = `${base}/remote.php/dav/addressbooks/users/${encodeURIComponent(userId)}`;
  const mine = cards.filter((card) => card.userId === userId);
  if (ask.method === 'PROPFIND' && book === '') return xml(207, multistatus([home, ...books.map((each) => `${home}/${each}`)].map((href) => response(`${href}/`, '<d:resourcetype><d:collection/></d:resourcetype>'))));
  if (book !== 'contacts') return xml(404, notFound);
  if (ask.method === 'REPORT' && name === '') return xml(207, multistatus(mine.filter(({ text }) => !ask.body.includes('name="CLOUD"') || /^(?:[\w-]+\.)?CLOUD[;:]/im.test(text)).map((card) => response(`${home}/contacts/${encodeURIComponent(card.name)}`, `<d:getetag>&quot;${etag(card)}&quot;</d:getetag><card:address-data>${escaped(card.text)}</card:address-data>`))));
  const at = cards.findIndex((card) => card.userId === userId && card.name === name);
  if (ask.method === 'PUT') {
    if (at >= 0 && ask.headers['if-none-match'] === '*') return xml(412, notFound);
    const card = { userId, name, text: ask.body.toString('utf8') };
    cards.splice(at < 0 ? cards.length : at, at < 0 ? 0 : 1, card);
    return { status: at < 0 ? 201 : 204, headers: { etag: `"${etag(card)}"` }, body: '' };
  }
  if (at < 0) return xml(404, notFound);
  if (ask.method === 'DELETE') cards.splice(at, 1);
  return { status: 204, headers: {}, body: '' };
}

/** As the Contacts app makes one when an invitation was accepted. @returns its file name */
export function addContact(cards: StoredCard[], userId: string, { name, email, cloudId }: { name: string; email: string; cloudId: string }): string {
  const uid = randomUUID();
  const line = (text: string): string => text.replace(/[\\,;]/g, (letter) => `\\${letter}`).replace(/[\r\n]+/g, ' ');
  cards.push({ userId, name: `${uid}.vcf`, text: `BEGIN:VCARD\r\nVERSION:4.0\r\nUID:${uid}\r\nFN:${line(name)}\r\nEMAIL;TYPE=HOME:${line(email)}\r\nCLOUD;TYPE=HOME:${line(cloudId)}\r\nEND:VCARD\r\n` });
  return `${uid}.vcf`;
}

const notFound = '<d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns"><s:exception>Sabre\\DAV\\Exception\\NotFound</s:exception><s:message>not found</s:message></d:error>';

function xml(status: number, body: string): Reply {
  return { status, headers: { 'content-type': 'application/xml; charset=utf-8' }, body: `<?xml version="1.0"?>\n${body}\n` };
}

function multistatus(responses: readonly string[]): string {
  return `<d:multistatus xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns" xmlns:card="urn:ietf:params:xml:ns:carddav">${responses.join('')}</d:multistatus>`;
}

function response(href: string, properties: string): string {
  return `<d:response><d:href>${escaped(href)}</d:href><d:propstat><d:prop>${properties}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;
}

function etag({ text }: StoredCard): string {
  return createHash('md5').update(text).digest('hex');
}

/** Sabre writes line ends of a card as references, so that no parser changes them. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#13;');
}
