/**
 * WebDAV on a person's files: PROPFIND, GET, HEAD, PUT, MKCOL, DELETE, MOVE.
 *
 * Inside encrypted folders writes go to hidden names, which become real or vanish when the lock is removed.
 * @see contracts: e2ee §2
 * @module
 */

import { mayWriteEncrypted, refusesClient } from '../e2ee/guard.ts';
import type { E2eeApp } from '../e2ee/app.ts';
import type { Ask } from '../http/ask.ts';
import type { Reply } from '../http/reply.ts';
import { askedFor, davFeatures, multistatus, type Shown } from './propfind.ts';
import { empty, fileLocked, forbidden, notFound, sabre, sabreName } from './sabre.ts';
import type { FileNode } from './tables.ts';
import { isLink, longId, rightsOn, toDelete, toSave, type Found, type Tree } from './tree.ts';

/**
 * One request for files. `base`: what comes before the names, as the client wrote it, e.g. `/nextcloud/remote.php/dav/files/alice`.
 * `person`: `s:TOKEN` for who comes through a public link, where neither locks nor hidden names are looked at (§2.7).
 */
export interface DavCall { ask: Ask; base: string; person: string; path: readonly string[]; tree: Tree; app: E2eeApp }

const tokenRefused = 'Write access to end-to-end encrypted folder requires token - resource not locked or wrong token sent';

export function answerFiles(call: DavCall): Reply {
  if (isLink(call.person) && onlyTakes(call)) return sabre(405, sabreName('MethodNotAllowed'), 'Only PUT is allowed on files drop');
  switch (call.ask.method) {
    case 'OPTIONS': return empty(200, { dav: davFeatures });
    case 'PROPFIND': return propfind(call);
    case 'GET': case 'HEAD': return read(call);
    case 'PUT': return put(call);
    case 'MKCOL': return mkcol(call);
    case 'DELETE': return remove(call);
    // No client moves or copies; the one that puts uploads together is in uploads.ts.
    default: return sabre(501, sabreName('NotImplemented'), 'There was no handler found for this method');
  }
}

/** Why programs that don't know encryption are refused; null for one that does. */
function refusesHere({ ask, app }: DavCall): string | null {
  return refusesClient(ask, !app.manner.old);
}

/** Whether what is in a folder counts as encrypted. */
function isEncrypted({ tree, app }: DavCall, folder: FileNode): boolean {
  return app.manner.climbs ? tree.upwards(folder).some(({ encrypted }) => encrypted) : folder.encrypted;
}

/** A link for dropping files takes them and shows nothing. */
function onlyTakes({ tree, person, ask }: DavCall): boolean {
  const top = tree.find(person, [], ask.now);
  return top !== undefined && (rightsOn(top) & 1) === 0 && ask.method !== 'PUT' && ask.method !== 'MKCOL';
}

/** As it may be asked for: also what is about to be deleted, under the name that it had. */
function visible({ tree, person, ask }: DavCall, path: readonly string[]): Found | undefined {
  const name = path.at(-1);
  const found = tree.find(person, path, ask.now);
  if (found !== undefined || name === undefined) return found;
  return tree.find(person, [...path.slice(0, -1), name + toDelete], ask.now);
}

function propfind(call: DavCall): Reply {
  const { ask, tree, path, app } = call;
  const found = visible(call, path);
  const name = path.at(-1) ?? '';
  if (found === undefined || name.endsWith(toSave)) return withFeatures(notFound(path));
  const refused = refusesHere(call);
  if (refused !== null && isEncrypted(call, found.node)) return forbidden(refused);
  const asked = askedFor(ask);
  const shown: { found: Found; path: readonly string[] }[] = [{ found, path }];
  if (ask.headers.depth !== '0' && found.node.isFolder) shown.push(...childrenOf(call, found, path));
  const withMetadata = !app.manner.old && asked.some((one) => one.startsWith('nc:e2ee-metadata'));
  const withSignature = asked.includes('nc:e2ee-metadata-signature');
  const parts = shown.map((one): Shown | null => {
    const { node } = one.found;
    const metadata = withMetadata && node.encrypted ? app.metadata.read(node.fileId) ?? (withSignature ? null : app.metadata.unsigned(node.fileId)) : null;
    if (withMetadata && node.encrypted && metadata === null) return null;
    const parentEncrypted = app.manner.old ? null : tree.parentOf(node)?.encrypted ?? false;
    return { href: hrefOf(call, one.path, node), found: one.found, parentEncrypted, metadata, forbidden: refused !== null && node.encrypted && asked.includes('nc:is-encrypted') };
  });
  // One folder without metadata or signature, and the whole answer fails.
  const whole = parts.flatMap((part) => part ?? []);
  return whole.length === parts.length ? multistatus(tree, whole, asked) : sabre(500, String.raw`OCA\EndToEndEncryption\Exceptions\MissingMetaDataException`, 'Intermediate meta-data file missing');
}

function withFeatures(reply: Reply): Reply {
  return { ...reply, headers: { ...reply.headers, dav: davFeatures } };
}

function childrenOf({ tree, person }: DavCall, folder: Found, path: readonly string[]): { found: Found; path: readonly string[] }[] {
  const own = tree.children(folder.node).filter((node) => !node.name.endsWith(toSave))
    .map((node) => ({ found: { node, share: folder.share, isMount: false }, path: [...path, node.name.endsWith(toDelete) ? node.name.slice(0, -toDelete.length) : node.name] }))
    .sort((one, other) => (one.path.at(-1) ?? '').localeCompare(other.path.at(-1) ?? ''));
  const mounts = path.length > 0 ? [] : tree.mounts(person).map(({ name, found }) => ({ found, path: [name] }));
  return [...own, ...mounts];
}

function hrefOf({ base }: DavCall, path: readonly string[], node: FileNode): string {
  return `${[base, ...path.map(encodeURIComponent)].join('/')}${node.isFolder ? '/' : ''}`;
}

function read(call: DavCall): Reply {
  const { ask, path } = call;
  const found = visible(call, path);
  if (found === undefined) return notFound(path);
  if (found.node.isFolder) return ask.method === 'HEAD' ? empty(200) : sabre(501, sabreName('NotImplemented'), 'GET is only implemented for File objects');
  const { etag, modified, content } = found.node;
  const bytes = Buffer.from(content, 'base64');
  const name = path.at(-1) ?? '';
  const headers: Record<string, string> = {
    'content-type': 'application/octet-stream', etag: `"${etag}"`, 'oc-etag': `"${etag}"`, 'last-modified': new Date(modified * 1000).toUTCString(),
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}; filename="${encodeURIComponent(name)}"`, 'accept-ranges': 'bytes',
  };
  const [, from = '', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(ask.headers.range ?? '') ?? [];
  if (from === '') return { status: 200, headers, body: ask.method === 'HEAD' ? '' : bytes };
  if (Number(from) >= bytes.length) return sabre(416, sabreName('RequestedRangeNotSatisfiable'), `The start offset (${from}) exceeded the size of the entity (${bytes.length})`);
  const end = to === '' ? bytes.length : Math.min(Number(to) + 1, bytes.length);
  return { status: 206, headers: { ...headers, 'content-range': `bytes ${from}-${end - 1}/${bytes.length}` }, body: bytes.subarray(Number(from), end) };
}

/** Where something is to be made: its folder, and the name that it gets there. */
function placeFor(call: DavCall, suffix: string): { parent: Found; name: string } | Reply {
  const { tree, person, path, ask } = call;
  const parent = tree.find(person, path.slice(0, -1), ask.now);
  const name = path.at(-1) ?? '';
  if (!parent?.node.isFolder) return sabre(409, sabreName('Conflict'), 'Parent node does not exist');
  if (!isEncrypted(call, parent.node) || isLink(person)) return { parent, name };
  return name.endsWith(suffix) ? forbidden(`Name ends with reserved suffix "${suffix}"`) : { parent, name: name + suffix };
}

function put(call: DavCall): Reply {
  const { ask, tree, path, person } = call;
  const existing = tree.find(person, path, ask.now);
  if (existing?.node.isFolder === true) return sabre(409, sabreName('Conflict'), 'PUT is not allowed on non-files.');
  const refused = refusesWrite(call);
  if (refused !== null) return refused;
  const place = placeFor(call, toSave);
  if (!('parent' in place)) return place;
  if ((rightsOn(place.parent) & (existing === undefined ? 4 : 2)) === 0) return sabre(403, sabreName('Forbidden'), '');
  const { node, made } = tree.write(place.parent.node, place.name, ask.body, ask.now);
  const wanted = Number(ask.headers['x-oc-mtime'] ?? Number.NaN);
  if (Number.isSafeInteger(wanted)) node.modified = wanted;
  return empty(made ? 201 : 204, idHeaders(tree, node));
}

function mkcol(call: DavCall): Reply {
  const { ask, tree, path, person } = call;
  const refused = refusesWrite(call);
  if (refused !== null) return refused;
  const place = placeFor(call, toSave);
  if (!('parent' in place)) return place;
  if (tree.find(person, path, ask.now) !== undefined || tree.child(place.parent.node, place.name) !== undefined) {
    return sabre(405, sabreName('MethodNotAllowed'), 'The resource you tried to create already exists');
  }
  if ((rightsOn(place.parent) & 4) === 0) return sabre(403, sabreName('Forbidden'), '');
  const node = tree.makeFolder(place.parent.node, place.name, ask.now);
  return empty(201, { 'oc-fileid': longId(tree.tables, node) });
}

function remove(call: DavCall): Reply {
  const { ask, tree, path, person, app } = call;
  const found = tree.find(person, path, ask.now);
  if (found === undefined) return notFound(path);
  const refused = refusesWrite(call);
  if (refused !== null) return refused;
  const { node } = found;
  const parent = tree.parentOf(node);
  if (node.encrypted && parent?.encrypted !== true && !app.isNew) return fileLocked(tokenRefused);
  if (found.isMount) return leaveShare(call, found);
  if ((rightsOn(found) & 8) === 0 || parent === undefined) return sabre(403, sabreName('Forbidden'), '');
  if (!isEncrypted(call, parent) || isLink(person)) {
    tree.remove(node, ask.now);
    return empty(204);
  }
  if (node.name.endsWith(toDelete)) return forbidden(`Name ends with reserved suffix "${toDelete}"`);
  const headers = idHeaders(tree, node);
  tree.rename(node, node.name + toDelete, ask.now);
  return empty(204, headers);
}

function leaveShare({ tree }: DavCall, { share }: Found): Reply {
  if (share !== undefined) tree.leave(share);
  return empty(204);
}

/** Inside encrypted folders only who knows encryption, and holds the lock. */
function refusesWrite(call: DavCall): Reply | null {
  const { ask, tree, person, path, app } = call;
  const node = tree.find(person, path, ask.now)?.node ?? tree.find(person, path.slice(0, -1), ask.now)?.node;
  if (node === undefined || isLink(person)) return null;
  const folder = node.isFolder ? node : tree.parentOf(node);
  if (folder === undefined || !isEncrypted(call, folder)) return null;
  const token = ask.headers['e2e-token'] ?? ask.query.get('e2e-token') ?? '';
  const why = mayWriteEncrypted({ refused: refusesHere(call) !== null, token: String(token), holds: app.locks.holds(node, String(token)) });
  switch (why) {
    case null: return null;
    case 'client': return forbidden(refusesHere(call) ?? '');
    case 'no-token': return forbidden('Write access to end-to-end encrypted folder requires token - no token sent');
    case 'wrong-token': return fileLocked(tokenRefused);
  }
}

function idHeaders(tree: Tree, node: FileNode): Record<string, string> {
  return { etag: `"${node.etag}"`, 'oc-etag': `"${node.etag}"`, 'oc-fileid': longId(tree.tables, node) };
}
