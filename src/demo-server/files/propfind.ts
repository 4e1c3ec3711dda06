/**
 * PROPFIND: what was asked for, and the answer of many parts.
 * @module
 */

import type { Ask } from '../http/ask.ts';
import type { Reply } from '../http/reply.ts';
import { escapeXml } from './sabre.ts';
import type { FileTables } from './tables.ts';
import { longId, rightsOn, type Found, type Tree } from './tree.ts';

/** One file or folder of the answer. */
export interface Shown {
  href: string;
  found: Found;
  /** Whether its folder is marked; null on servers that don't tell. */
  parentEncrypted: boolean | null;
  metadata: { text: string; signature: string } | null;
  /** A program that knows nothing of encryption may not do anything with it. */
  forbidden: boolean;
}

/** By the prefixes that Nextcloud itself writes. */
const spaces: Readonly<Record<string, string>> = { 'DAV:': 'd', 'http://owncloud.org/ns': 'oc', 'http://nextcloud.org/ns': 'nc' };
const usual = ['d:resourcetype', 'd:getetag', 'd:getlastmodified', 'd:getcontentlength', 'd:getcontenttype'];

/** The properties that were asked for, as `oc:fileid`; those of other namespaces are left out. */
export function askedFor(ask: Ask): string[] {
  const body = ask.body.toString('utf8');
  const prefixes = new Map([...body.matchAll(/xmlns:([\w-]+)="([^"]*)"/g)].map(([, prefix = '', space = '']) => [prefix, spaces[space]]));
  const inside = /<[\w-]+:prop>([\s\S]*)<\/[\w-]+:prop>/.exec(body)?.[1];
  if (inside === undefined) return usual;
  return [...inside.matchAll(/<([\w-]+):([\w-]+)\s*\/?>/g)].flatMap(([, prefix = '', name = '']) => {
    const known = prefixes.get(prefix);
    return known === undefined ? [] : [`${known}:${name}`];
  });
}

export function multistatus(tree: Tree, shown: readonly Shown[], asked: readonly string[]): Reply {
  const parts = shown.map((one) => {
    const values = asked.map((name) => [name, property(tree, one, name)] as const);
    const present = values.flatMap(([name, value]) => (value === null ? [] : [value === '' && name === 'd:resourcetype' ? `<${name}/>` : `<${name}>${value}</${name}>`]));
    const missing = values.flatMap(([name, value]) => (value === null ? [`<${name}/>`] : []));
    const group = (inner: string[], status: string): string => inner.length === 0 ? '' : `<d:propstat><d:prop>${inner.join('')}</d:prop><d:status>HTTP/1.1 ${status}</d:status></d:propstat>`;
    return `<d:response><d:href>${escapeXml(one.href)}</d:href>${group(present, '200 OK')}${group(missing, '404 Not Found')}</d:response>`;
  });
  return {
    status: 207,
    headers: { 'content-type': 'application/xml; charset=utf-8', dav: davFeatures },
    body: `<?xml version="1.0"?>\n<d:multistatus xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns" xmlns:oc="http://owncloud.org/ns" xmlns:nc="http://nextcloud.org/ns">${parts.join('')}</d:multistatus>\n`,
  };
}

export const davFeatures = '1, 3, extended-mkcol, access-control, calendarserver-principal-property-search, nc-paginate, nextcloud-checksum-update, nc-calendar-search, nc-enable-birthday-calendar';

type Property = (shown: Shown, tree: Tree) => string | null;

const properties: Readonly<Record<string, Property>> = {
  'd:resourcetype': ({ found }) => found.node.isFolder ? '<d:collection/>' : '',
  'd:getetag': ({ found }) => `&quot;${found.node.etag}&quot;`,
  'd:getlastmodified': ({ found }) => new Date(found.node.modified * 1000).toUTCString(),
  'd:getcontentlength': ({ found }) => found.node.isFolder ? null : String(found.node.size),
  'd:getcontenttype': ({ found }) => found.node.isFolder ? null : 'application/octet-stream',
  'oc:fileid': ({ found }) => String(found.node.fileId),
  'oc:id': ({ found }, tree) => longId(tree.tables, found.node),
  'oc:permissions': ({ found, forbidden }) => forbidden ? '' : letters(found),
  'oc:size': ({ found }, tree) => String(tree.sizeOf(found.node)),
  'oc:owner-id': ({ found }) => escapeXml(found.node.owner),
  'oc:owner-display-name': ({ found }) => escapeXml(found.node.owner),
  'oc:share-types': ({ found }, { tables }) => shareTypes(tables, found),
  'nc:mount-type': ({ found }) => found.isMount ? 'shared' : '',
  'nc:is-encrypted': ({ found }) => found.node.isFolder ? flag(found.node.encrypted) : null,
  'nc:e2ee-is-encrypted': ({ found, parentEncrypted }) => parentEncrypted === null ? null : flag(found.node.isFolder ? found.node.encrypted : parentEncrypted),
  'nc:e2ee-metadata': ({ metadata }) => metadata === null ? null : escapeXml(metadata.text),
  'nc:e2ee-metadata-signature': ({ metadata }) => metadata === null ? null : escapeXml(metadata.signature),
};

function property(tree: Tree, shown: Shown, name: string): string | null {
  return properties[name]?.(shown, tree) ?? null;
}

function flag(on: boolean): string {
  return on ? '1' : '0';
}

function shareTypes(tables: FileTables, { node }: Found): string {
  const kinds = new Set(tables.shares.filter((share) => share.fileId === node.fileId).map((share) => share.kind));
  return [...kinds].map((kind) => `<oc:share-type>${kind}</oc:share-type>`).join('');
}

/** R may share on, S shared with me, G read, D delete, N rename, V move, C and K make files and folders, W write. */
function letters(found: Found): string {
  const rights = rightsOn(found);
  const on = (right: number, text: string): string => (rights & right) === right ? text : '';
  // Who a folder is shared with may always let go of it, and call it otherwise.
  const own = found.isMount ? 'DNV' : on(8, 'D') + on(2, 'NV');
  return `${found.share === undefined ? '' : 'S'}${on(16, 'R')}${on(1, 'G')}${own}${found.node.isFolder ? on(4, 'CK') : on(2, 'W')}`;
}
