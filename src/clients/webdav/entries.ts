/**
 * What a server says of files and folders: the properties we ask for, and its answer of many parts.
 * @see contracts: e2ee §2.2
 * @module
 */

import { readXml, type XmlElement } from '../../core/xml.ts';
import { pathOfHref, type FilePath } from './place.ts';

/** A file or a folder, as the server knows it: of what is encrypted, the names and sizes of the ciphertext. */
export interface FileEntry {
  path: FilePath;
  isFolder: boolean;
  /** By which the end-to-end encryption app knows it. */
  fileId: number;
  /** Without quotes; empty where there is none. */
  etag: string;
  /** Unix seconds; null where the server doesn't tell. */
  modified: number | null;
  /** Bytes; of a folder, of all that is in it. */
  size: number;
  /** Letters: R shared, G read, D delete, N and V rename and move, W write, C and K make files and folders, S shared on. Empty: a client that may not see it. */
  permissions: string;
  /** Null for files, and where the app isn't. */
  isMarked: boolean | null;
  /** Whether it is encrypted: of a file, whether its folder is marked. Null before app 1.17. */
  isEncrypted: boolean | null;
  /** `shared` at the top of what somebody else shares. */
  mountType: string;
  ownerId: string;
  /** Numbers of the kinds of its shares: 0 with a person, 3 by link, … */
  shareTypes: readonly number[];
  /** Of encrypted folders, and only where asked for. */
  metadata: string | null;
}

const dav = '{DAV:}';
const oc = '{http://owncloud.org/ns}';
const nc = '{http://nextcloud.org/ns}';

const ordinary = [
  'd:resourcetype', 'd:getetag', 'd:getlastmodified', 'd:getcontentlength', 'oc:fileid', 'oc:permissions', 'oc:size', 'oc:owner-id',
  'oc:share-types', 'nc:mount-type', 'nc:is-encrypted', 'nc:e2ee-is-encrypted',
];
/** Not with the signature: where that is missing, all of the answer fails. */
const metadata = 'nc:e2ee-metadata';

/** The body of a PROPFIND. With metadata the whole answer fails if one folder of it has none. */
export function propfindBody(withMetadata: boolean): string {
  const names = withMetadata ? [...ordinary, metadata] : ordinary;
  const spaces = 'xmlns:d="DAV:" xmlns:oc="http://owncloud.org/ns" xmlns:nc="http://nextcloud.org/ns"';
  return `<?xml version="1.0"?><d:propfind ${spaces}><d:prop>${names.map((name) => `<${name}/>`).join('')}</d:prop></d:propfind>`;
}

/** @returns null for what is no such answer; what of it cannot be read is left out */
export function readMultistatus(text: string): FileEntry[] | null {
  const root = readXml(text);
  if (root?.name !== `${dav}multistatus`) return null;
  return root.children.filter(({ name }) => name === `${dav}response`).flatMap((response) => readEntry(response) ?? []);
}

function readEntry(response: XmlElement): FileEntry | null {
  const path = pathOfHref(child(response, `${dav}href`)?.text.trim() ?? '');
  const known = foundProperties(response);
  const text = (name: string): string => known.get(name)?.text.trim() ?? '';
  const fileId = natural(text(`${oc}fileid`));
  if (path === null || fileId === null) return null;
  const written = known.get(`${nc}e2ee-metadata`)?.text;
  return {
    path,
    isFolder: known.get(`${dav}resourcetype`)?.children.some(({ name }) => name === `${dav}collection`) ?? false,
    fileId,
    etag: text(`${dav}getetag`).replace(/^(?:W\/)?"|"$/g, ''),
    modified: secondsOf(text(`${dav}getlastmodified`)),
    size: natural(text(`${dav}getcontentlength`)) ?? natural(text(`${oc}size`)) ?? 0,
    permissions: text(`${oc}permissions`),
    isMarked: yesOrNo(text(`${nc}is-encrypted`)),
    isEncrypted: yesOrNo(text(`${nc}e2ee-is-encrypted`)),
    mountType: text(`${nc}mount-type`),
    ownerId: text(`${oc}owner-id`),
    shareTypes: known.get(`${oc}share-types`)?.children.flatMap(({ text: number }) => natural(number.trim()) ?? []) ?? [],
    metadata: written === undefined || written === '' ? null : written,
  };
}

/** Properties that the server has, by name; those that it lacks are in a part of their own. */
function foundProperties(response: XmlElement): ReadonlyMap<string, XmlElement> {
  const parts = response.children.filter((part) => part.name === `${dav}propstat` && /\s200(?:\s|$)/.test(child(part, `${dav}status`)?.text ?? ''));
  return new Map(parts.flatMap((part) => child(part, `${dav}prop`)?.children ?? []).map((property) => [property.name, property]));
}

function child(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((candidate) => candidate.name === name);
}

function natural(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function yesOrNo(text: string): boolean | null {
  return text === '1' ? true : text === '0' ? false : null;
}

function secondsOf(date: string): number | null {
  const milliseconds = Date.parse(date);
  return Number.isNaN(milliseconds) ? null : Math.floor(milliseconds / 1000);
}
