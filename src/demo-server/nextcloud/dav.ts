/**
 * WebDAV's door: who asks, and for whose files or uploads.
 * @module
 */

import type { E2eeApp } from '../e2ee/app.ts';
import { empty, notFound, sabre, sabreName } from '../files/sabre.ts';
import { linkName, type Tree } from '../files/tree.ts';
import { isAddressBook } from '../mesh/address-book.ts';
import type { MeshSide } from '../mesh/mesh-side.ts';
import { answerUploads } from '../files/uploads.ts';
import { answerFiles } from '../files/webdav.ts';
import type { Ask } from '../http/ask.ts';
import type { Reply } from '../http/reply.ts';
import type { Identity } from './identity.ts';

const wrongLogin = "No public access to this resource., AppAPIAuth has not passed, This request is not for a federated calendar, Username or password was incorrect, No 'Authorization: Bearer' header found. Either the client didn't send one, or the server is mis-configured, Username or password was incorrect";
const noLogin = "No public access to this resource., AppAPIAuth has not passed, This request is not for a federated calendar, No 'Authorization: Basic' header found. Either the client didn't send one, or the server is misconfigured, No 'Authorization: Bearer' header found. Either the client didn't send one, or the server is mis-configured, No 'Authorization: Basic' header found. Either the client didn't send one, or the server is misconfigured";

/** @param subPath - of this Nextcloud, for the addresses in answers */
export function answerDav(ask: Ask, identity: Identity, { tree, app, mesh, subPath }: { tree: Tree; app: E2eeApp; mesh: MeshSide; subPath: string }): Reply {
  switch (identity.kind) {
    case 'guest': case 'app': return unauthorised(sabreName('NotAuthenticated'), noLogin);
    case 'refused': return unauthorised(sabreName('NotAuthenticated'), wrongLogin);
    case 'half': return unauthorised(String.raw`OCA\DAV\Connector\Sabre\Exception\PasswordLoginForbidden`, 'password login forbidden');
    case 'throttled': return identity.by === 'appapi' ? sabre(500, String.raw`OCP\Security\Bruteforce\MaxDelayReached`, 'Reached maximum delay') : sabre(429, String.raw`OCA\DAV\Connector\Sabre\Exception\TooManyRequests`, 'Reached maximum delay');
    case 'person': break;
  }
  const [, base = '', kind = '', who = '', rest = ''] = /^((?:\/remote\.php\/dav\/(files|uploads)\/([^/]+)))(?:\/(.*))?$/.exec(ask.path) ?? [];
  const person = identity.person.userId;
  if (ask.method === 'OPTIONS') return empty(200);
  if (isAddressBook(ask.path)) return mesh.dav(ask, identity.person, subPath);
  // Other people's files are not forbidden: they aren't there.
  if (kind === '' || decoded(who)?.[0] !== person) return notFound([who]);
  const path = decoded(rest.replace(/\/$/, ''));
  if (path === null) return sabre(400, sabreName('BadRequest'), '');
  return kind === 'uploads' ? answerUploads(ask, person, path, tree) : answerFiles({ ask, base: subPath + base, person, path, tree: mesh.mounted(person, path[0]) ?? tree, app });
}

/** Files behind a public link, for whoever has it. */
export function answerPublicDav(ask: Ask, { tree, app, subPath }: { tree: Tree; app: E2eeApp; subPath: string }): Reply {
  const [, base = '', token = '', rest = ''] = /^(\/public\.php\/dav\/files\/([^/]+))(?:\/(.*))?$/.exec(ask.path) ?? [];
  const person = linkName(token);
  if (tree.find(person, [], ask.now) === undefined) return notFound([token]);
  const path = decoded(rest.replace(/\/$/, ''));
  return path === null ? sabre(400, sabreName('BadRequest'), '') : answerFiles({ ask, base: subPath + base, person, path, tree, app });
}

/** Names of an address; null for what no browser would send. */
function decoded(address: string): string[] | null {
  try {
    return address === '' ? [] : address.split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
}

export function davMaintenance(): Reply {
  return sabre(503, sabreName('ServiceUnavailable'), 'System is in maintenance mode.');
}

function unauthorised(exception: string, message: string): Reply {
  const reply = sabre(401, exception, message);
  reply.headers['www-authenticate'] = 'Basic realm="Nextcloud", charset="UTF-8"';
  return reply;
}
