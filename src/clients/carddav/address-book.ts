/**
 * Contacts with a cloud id in a person's own address book.
 * @see contracts: ScienceMesh §4; RFC 6352
 * @module
 */

import { readCard, type Card } from '../../core/people/vcard.ts';
import { readXml, type XmlElement } from '../../core/xml.ts';
import { segment, send, type Answer, type Ask, type Server } from '../http.ts';
import { badShape, problemOf } from '../refusal.ts';
import { Failure } from '../../core/problem.ts';

/** A card and where it lies: the name of its file. */
export interface StoredCard { file: string; text: string; card: Card }

export interface AddressBook {
  /** Cards with a cloud id; those that can't be read are left out. Empty where there is no address book. */
  list: () => Promise<StoredCard[]>;
  /** @param file - a name that nothing has yet, e.g. a UUID with `.vcf` @throws Failure `server-error` 412 if there is one */
  add: (file: string, text: string) => Promise<void>;
  /** What is gone already is fine. */
  remove: (file: string) => Promise<void>;
}

const dav = '{DAV:}';
const carddav = '{urn:ietf:params:xml:ns:carddav}';
const query = `<?xml version="1.0"?><card:addressbook-query xmlns:d="DAV:" xmlns:card="urn:ietf:params:xml:ns:carddav"><d:prop><d:getetag/><card:address-data/></d:prop><card:filter><card:prop-filter name="CLOUD"/></card:filter></card:addressbook-query>`;
/** The book that every account has, and into which Nextcloud's Contacts writes. */
const bookName = 'contacts';

/** @param userId - whose, as the server calls them */
export function addressBook(server: Server, userId: string): AddressBook {
  const book = `/remote.php/dav/addressbooks/users/${segment(userId)}/${bookName}`;
  const call = (ask: Ask): Promise<Answer> => send(server, { ...ask, headers: { 'X-Requested-With': 'XMLHttpRequest', Accept: '*/*', ...ask.headers }, answerIs: 'text' });
  return {
    async list() {
      const answer = await call({ method: 'REPORT', path: `${book}/`, headers: { Depth: '1' }, content: { body: query, type: 'application/xml; charset=utf-8' } });
      // Made by the Contacts app when it is first opened.
      if (answer.status === 404) return [];
      if (answer.status !== 207) throw new Failure(problemOf(server, answer));
      const root = typeof answer.json === 'string' ? readXml(answer.json) : null;
      if (root?.name !== `${dav}multistatus`) throw badShape(server);
      return root.children.flatMap((response) => readResponse(response) ?? []).filter(({ card }) => card.cloudIds.length > 0);
    },
    async add(file, text) {
      const answer = await call({ method: 'PUT', path: `${book}/${segment(file)}`, headers: { 'If-None-Match': '*' }, content: { body: text, type: 'text/vcard; charset=utf-8' } });
      if (answer.status !== 201 && answer.status !== 204) throw new Failure(problemOf(server, answer));
    },
    async remove(file) {
      const answer = await call({ method: 'DELETE', path: `${book}/${segment(file)}` });
      if (answer.status !== 204 && answer.status !== 200 && answer.status !== 404) throw new Failure(problemOf(server, answer));
    },
  };
}

function readResponse(response: XmlElement): StoredCard | null {
  const file = fileIn(response.children.find(({ name }) => name === `${dav}href`)?.text.trim() ?? '');
  const properties = response.children.filter(({ name }) => name === `${dav}propstat`).flatMap((part) => part.children.find(({ name }) => name === `${dav}prop`)?.children ?? []);
  const text = properties.find(({ name }) => name === `${carddav}address-data`)?.text ?? '';
  const card = readCard(text);
  return file === null || card === null ? null : { file, text, card };
}

/** The last part of an address, as it is called. */
function fileIn(href: string): string | null {
  try {
    const name = decodeURIComponent(href.split('/').at(-1) ?? '');
    return name === '' || name.includes('/') || name === '.' || name === '..' ? null : name;
  } catch {
    return null;
  }
}
