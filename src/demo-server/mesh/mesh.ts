/**
 * The other servers of the mesh, as one of them reaches them: by host name, without a network between.
 * @module
 */

import type { Ask } from '../http/ask.ts';
import type { Reply } from '../http/reply.ts';
import type { IncomingShare } from './federated-shares.ts';
import type { Behind } from './foreign-files.ts';

/** A server, as another one sees it. */
export interface Neighbour {
  host: string;
  takesInvites: boolean;
  /** Refuses shares from those whose invitation wasn't accepted. */
  mustInvite: boolean;
  /** From server to server. */
  ask: (ask: Ask) => Reply;
  /** Takes in a share for one of its people. @returns false where it refuses, without a reason */
  receive: (share: Omit<IncomingShare, 'id' | 'accepted' | 'mountedAs'>) => boolean;
  /** The owner has ended it, or the recipient has left it. */
  forget: (shareToken: string) => void;
  /** What is behind an outgoing share; null where it is gone. */
  behind: (shareToken: string) => Behind | null;
}

export class Mesh {
  readonly #neighbours = new Map<string, Neighbour>();

  add(neighbour: Neighbour): void {
    this.#neighbours.set(neighbour.host, neighbour);
  }

  /** @param host - with or without a port; this computer's own names mean the first server, which is reached by them too */
  at(host: string): Neighbour | undefined {
    const name = host.toLowerCase().replace(/:\d+$/, '');
    return this.#neighbours.get(name) ?? (name === 'localhost' || name === '127.0.0.1' ? [...this.#neighbours.values()][0] : undefined);
  }
}
