/**
 * Marks, locks and metadata of folders, as calls.
 * @see contracts: e2ee §1.2, §1.4, §1.5, §1.8
 * @module
 */

import type { FileNode } from '../files/tables.ts';
import { isLink, linkName, rightsOn, type Tree } from '../files/tree.ts';
import type { Locks } from './locks.ts';
import { isFirstVersion, withDrops, type MetadataStore } from './metadata.ts';
import { counted, headerOf, success, textOf, thrown, type E2eeAnswer, type E2eeCall } from './replies.ts';

const mayRead = 1;
const mayChange = 2;
const mayCreate = 4;

export interface FolderParts { tree: Tree; locks: Locks; metadata: MetadataStore; isNew: () => boolean; outdatedFails: () => boolean }

export class FolderCalls {
  readonly #parts: FolderParts;

  constructor(parts: FolderParts) {
    this.#parts = parts;
  }

  mark({ who, fileId }: E2eeCall): E2eeAnswer {
    const { tree, isNew } = this.#parts;
    const found = tree.reach(who, fileId);
    const refuses = found === undefined || !found.node.isFolder || tree.children(found.node).length > 0 || (!isNew() && isShared(tree, found.node));
    if (refuses) return counted(404, 'Folder not found');
    if (isNew() && (rightsOn(found) & mayChange) === 0) return counted(403, 'You are not allowed to edit the folder');
    found.node.encrypted = true;
    return success();
  }

  unmark({ who, fileId }: E2eeCall): E2eeAnswer {
    const { tree, metadata } = this.#parts;
    const node = tree.reach(who, fileId)?.node;
    if (!node?.isFolder) return thrown(404, `Folder with ID ${fileId} not found`);
    if (tree.children(node).length > 0) return thrown(404, `Folder with ID ${fileId} not empty`);
    node.encrypted = false;
    metadata.erase(fileId);
    return success();
  }

  /** Every encrypted folder that a person owns. */
  removeAll({ person, ask, bySession }: E2eeCall): E2eeAnswer {
    if (bySession) return thrown(403, 'Required authorization header missing');
    const { tree, metadata } = this.#parts;
    const roots = tree.tables.nodes.filter((node) => node.owner === person && node.encrypted && tree.parentOf(node)?.encrypted !== true);
    for (const root of roots) {
      metadata.erase(root.fileId);
      tree.remove(root, ask.now);
    }
    return success({ deletedIds: roots.map((root) => root.fileId) });
  }

  lock(call: E2eeCall): E2eeAnswer {
    const { tree, locks, metadata, isNew, outdatedFails } = this.#parts;
    const { api, ask, fileId, who } = call;
    const counter = Math.trunc(Number(headerOf(call, 'x-nc-e2ee-counter'))) || 0;
    if (api === 2 && counter === 0) return counted(400, 'x-nc-e2ee-counter is missing in the request');
    const found = tree.reach(who, fileId);
    if (found === undefined && isNew()) return thrown(500, '');
    if (found === undefined || (rightsOn(found) & mayChange) === 0) return counted(403, 'You are not allowed to create the lock');
    const token = textOf(call, 'e2e-token');
    if (token !== '' && locks.isOn(fileId, token)) return success({ 'e2e-token': token });
    if (locks.isOthers(found.node, token)) return counted(api === 1 ? 403 : 423, 'File already locked');
    const isOutdated = api === 2 && counter <= metadata.storedCounter(fileId);
    if (isOutdated && outdatedFails()) return thrown(500, '');
    if (isOutdated) return counted(412, 'Received counter is not greater than the stored one');
    if (api === 2) metadata.announceCounter(fileId, counter);
    return success({ 'e2e-token': locks.add(fileId, ask.now) });
  }

  unlock(call: E2eeCall): E2eeAnswer {
    const { tree, locks, metadata, isNew } = this.#parts;
    const { ask, fileId, who } = call;
    const token = headerOf(call, 'e2e-token');
    if (token === '') return counted(400, 'e2e-token is empty');
    const node = tree.reach(who, fileId)?.node ?? (locks.isOn(fileId, token) ? null : undefined);
    if (node === undefined || !locks.isOn(fileId, token) || (node !== null && !locks.holds(node, token))) return counted(403, 'You are not allowed to remove the lock');
    // The old line takes them in any order; here in the one that can go wrong.
    const touched = isNew() ? locks.touchedBy(token) : locks.touchedBy(token).reverse();
    for (const id of touched) {
      const folder = tree.byId(id);
      // Gone with the one around it: fixed in 2.0.
      if (folder === undefined && !isNew()) return thrown(500, '');
      if (folder === undefined) metadata.erase(id);
      else if (textOf(call, 'abort') === 'true') metadata.abort(folder, ask.now);
      else metadata.commit(folder, ask.now);
    }
    locks.release(fileId, token);
    return success();
  }

  read(call: E2eeCall): E2eeAnswer {
    const { tree, metadata } = this.#parts;
    const { api, fileId, who } = call;
    const found = tree.reach(who, fileId);
    const text = metadata.row(fileId)?.final.text;
    if (found === undefined && isLink(who)) return counted(403, 'You are not allowed to access the metadata');
    if (found === undefined || text === undefined || text === null) return thrown(404, `Could not find metadata for "${fileId}"`);
    if ((rightsOn(found) & mayRead) === 0) return counted(403, 'You are not allowed to access the metadata');
    if (api === 1) return isFirstVersion(text) ? success({ 'meta-data': text }) : wrongVersion();
    const whole = metadata.read(fileId);
    if (whole === null) return thrown(500, '');
    return { ...success({ 'meta-data': whole.text }), headers: { 'x-nc-e2ee-signature': whole.signature } };
  }

  write(call: E2eeCall): E2eeAnswer {
    return call.api === 1 ? this.#writeOld(call) : this.#writeSigned(call);
  }

  #writeSigned(call: E2eeCall): E2eeAnswer {
    const { tree, locks, metadata, isNew } = this.#parts;
    const { ask, fileId, who } = call;
    const token = headerOf(call, 'e2e-token');
    const signature = headerOf(call, 'x-nc-e2ee-signature');
    if (token === '') return counted(400, 'e2e-token is empty');
    if (signature === '') return counted(400, 'x-nc-e2ee-signature is empty');
    const found = tree.reach(who, fileId);
    const node = found?.node;
    if (isNew() && found !== undefined && (rightsOn(found) & mayChange) === 0) return counted(403, 'You are not allowed to edit the metadata');
    const row = metadata.row(fileId);
    const isFirst = ask.method === 'POST';
    if (node === undefined || !locks.holds(node, token)) {
      return isFirst ? thrown(403, 'You are not allowed to edit the file, make sure to first lock it, and then send the right token') : counted(412, 'Folder is not locked');
    }
    if (isFirst && row !== undefined) return thrown(409, '');
    if (!isFirst && row?.final.text == null) return thrown(404, `Could not find metadata for "${fileId}"`);
    const text = textOf(call, 'metaData');
    metadata.write(fileId, text, signature);
    locks.touch(fileId, token);
    return success({ 'meta-data': text });
  }

  #writeOld(call: E2eeCall): E2eeAnswer {
    const { tree, locks, metadata } = this.#parts;
    const { fileId, who } = call;
    const token = textOf(call, 'e2e-token');
    const node = tree.reach(who, fileId)?.node;
    const old = metadata.row(fileId)?.final.text;
    if (node === undefined || old === undefined || old === null || token === '') return thrown(500, '');
    if (!isFirstVersion(old)) return wrongVersion();
    if (!locks.holds(node, token)) return thrown(403, 'You are not allowed to edit the file, make sure to first lock it, and then send the right token');
    metadata.write(fileId, textOf(call, 'metaData'), null);
    locks.touch(fileId, token);
    return success({ 'meta-data': textOf(call, 'metaData') });
  }

  remove(call: E2eeCall): E2eeAnswer {
    const { tree, locks, metadata } = this.#parts;
    const { api, fileId, who } = call;
    const node = tree.reach(who, fileId)?.node;
    const token = headerOf(call, 'e2e-token');
    if (api === 2 && token === '') return counted(400, 'e2e-token is empty');
    if (api === 2 && (node === undefined || !locks.holds(node, token))) return counted(412, 'Folder is not locked');
    if (node === undefined || metadata.row(fileId) === undefined) return thrown(404, `Could not find metadata for "${fileId}"`);
    if (api === 1) {
      metadata.erase(fileId);
      return success();
    }
    metadata.write(fileId, '{}', null);
    locks.touch(fileId, token);
    return success();
  }

  /** The server takes the lock itself, and the waiting signature with it. */
  addDrop(call: E2eeCall): E2eeAnswer {
    const { tree, locks, metadata, isNew } = this.#parts;
    const { api, ask, fileId, person } = call;
    const link = textOf(call, 'shareToken');
    if (link === '' && person === null) return counted(400, 'Missing share token');
    const found = tree.reach(link === '' ? person ?? '' : linkName(link), fileId);
    if (link !== '' && (found?.share === undefined || (rightsOn(found) & mayCreate) === 0 || !found.node.encrypted)) return counted(403, 'You are not allowed to add files');
    const node = found?.node;
    const text = metadata.row(fileId)?.final.text;
    if (node === undefined || text === undefined || text === null) return thrown(404, `Could not find metadata for "${fileId}"`);
    if (locks.isOthers(node, '')) return counted(412, 'Folder is locked');
    const merged = withDrops(text, textOf(call, api === 1 ? 'fileDrop' : 'filedrop'));
    if (merged === null) return thrown(400, 'Cannot add filedrop to metadata');
    metadata.write(fileId, merged, null);
    metadata.commit(node, ask.now);
    return success(isNew() ? { filedrop: (JSON.parse(merged) as Record<string, unknown>)['filedrop'] } : []);
  }
}

function wrongVersion(): E2eeAnswer {
  return thrown(403, 'Client version cannot handle the requested encryption version.');
}

function isShared(tree: Tree, node: FileNode): boolean {
  return tree.tables.shares.some((share) => share.fileId === node.fileId);
}
