/**
 * What another server says of itself to those who want to share with it (Open Cloud Mesh). Public: asked as nobody.
 * @see contracts: ScienceMesh §2 (discovery)
 * @module
 */

import * as v from 'valibot';

import { Failure } from '../../core/problem.ts';
import { nobody } from '../authentication.ts';
import { hostOf, send, type Answer, type Server } from '../http.ts';
import { textOrEmpty } from '../shapes.ts';

/** A server of the mesh, in one shape whichever software it runs. */
export interface OcmServer {
  /** Its own name; may be empty. Anybody's text. */
  name: string;
  /** E.g. `1.1.0`. */
  version: string;
  /** It takes files that are shared from elsewhere. */
  takesShares: boolean;
  /** It lets people accept invitations. */
  takesInvites: boolean;
  /** It refuses shares from those whose invitation wasn't accepted first. */
  mustInvite: boolean;
  /** Its page for accepting one, of its own host; null where it has none. */
  inviteDialog: string | null;
}

/** The standard's place, the older one, and where a web server without rewriting has it. */
const places = ['/.well-known/ocm', '/ocm-provider/', '/index.php/ocm-provider/'];
/** Every spelling that servers have used. */
const inviteWords = new Set(['invites', 'invite-accepted', '/invite-accepted']);
const inviteCriteria = new Set(['invite', 'must-invite']);
const largest = 256 * 1024;

const words = v.fallback(v.pipe(v.array(v.unknown()), v.transform((list) => list.filter((word) => typeof word === 'string'))), []);
const shape = v.object({
  enabled: v.fallback(v.boolean(), false),
  apiVersion: textOrEmpty,
  // Nextcloud keeps a word of the past in `apiVersion`, and says what it really speaks here.
  version: textOrEmpty,
  provider: textOrEmpty,
  endPoint: v.pipe(v.string(), v.minLength(1), v.maxLength(2048)),
  resourceTypes: v.fallback(v.array(v.unknown()), []),
  capabilities: words,
  criteria: words,
  inviteAcceptDialog: textOrEmpty,
});

/**
 * Asks a server what it can do.
 *
 * @param server - base address of the host alone; never with a login
 * @returns null where it answers, but knows nothing of Open Cloud Mesh
 * @throws Failure `unreachable`, `timeout`, … if it doesn't answer at all
 */
export async function readDiscovery(server: Server): Promise<OcmServer | null> {
  let unreachable: unknown = null;
  let answered = false;
  for (const path of places) {
    const answer = await send({ ...server, authentication: nobody }, { method: 'GET', path, largest }).catch((error: unknown) => {
      // The well-known place often leads elsewhere; the other places are tried instead of following it.
      if (error instanceof Failure && (error.problem.kind === 'redirected' || error.problem.kind === 'bad-answer')) return null;
      unreachable = error;
      return undefined;
    });
    if (answer !== undefined) answered = true;
    const found = answer === null || answer === undefined ? null : understand(server, answer);
    if (found !== null) return found;
  }
  if (!answered) throw unreachable;
  return null;
}

function understand(server: Server, answer: Answer): OcmServer | null {
  const read = v.safeParse(shape, answer.status === 200 ? answer.json : null);
  if (!read.success || !read.output.enabled) return null;
  const { capabilities, criteria, inviteAcceptDialog, provider, version, apiVersion, resourceTypes } = read.output;
  const dialog = ownPage(server, inviteAcceptDialog);
  return {
    name: provider.slice(0, 100),
    version: (version === '' ? apiVersion : version).slice(0, 40),
    takesShares: resourceTypes.length > 0,
    takesInvites: dialog !== null && capabilities.some((word) => inviteWords.has(word)),
    mustInvite: criteria.some((word) => inviteCriteria.has(word)),
    inviteDialog: dialog,
  };
}

/** A path or a whole address; a page of somebody else's is none. */
function ownPage(server: Server, page: string): string | null {
  if (page === '' || page.length > 2048 || !URL.canParse(page, server.server)) return null;
  const url = new URL(page, server.server);
  return url.host === hostOf(server) && url.protocol === new URL(server.server).protocol ? url.href : null;
}
