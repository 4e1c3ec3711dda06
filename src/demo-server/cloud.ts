/**
 * The embedded cloud: a Nextcloud with Passman, and web sites to fill, on two sockets of this machine.
 *
 * Whatever host name a request carries is served: `localhost`, `127.0.0.1`, the chosen host and every
 * host that begins with `cloud.` are the Nextcloud, all others are web sites.
 * @module
 */

import type { ServerResponse } from 'node:http';
import type { Ask } from './http/ask.ts';
import type { Reply } from './http/reply.ts';
import { html } from './http/reply.ts';
import { serve } from './http/serve.ts';
import { Nextcloud } from './nextcloud/nextcloud.ts';
import { freshState, loadState, saveState } from './state.ts';
import type { CloudUser } from './state.ts';

export type { CloudUser } from './state.ts';

export interface CloudOptions {
  /** A file to keep the state in; without it, memory only. */
  state?: string;
  users?: readonly CloudUser[];
  /** The Nextcloud's public name. */
  host?: string;
  /** e.g. `/nextcloud` */
  subPath?: string;
  /** Whether the Nextcloud answers without `/index.php` too. Off, as on the recorded server. */
  prettyUrls?: boolean;
  /** Unix milliseconds. */
  now?: () => number;
}

export interface Cloud {
  httpPort: number;
  httpsPort: number;
  /** The Nextcloud, reached directly: `http://127.0.0.1:PORT` and the sub-path. */
  url: string;
  close(): Promise<void>;
}

const defaultUsers: readonly CloudUser[] = [{ userId: 'demo', password: 'demo' }];

export async function startCloud(options: CloudOptions = {}): Promise<Cloud> {
  const now = options.now ?? Date.now;
  const subPath = options.subPath ?? '';
  const state = (options.state === undefined ? undefined : loadState(options.state)) ?? freshState(options.users ?? defaultUsers, now());
  const nextcloud = new Nextcloud(state, { subPath, prettyUrls: options.prettyUrls ?? false });
  const host = options.host ?? 'cloud.example';
  const isNextcloud = (ask: Ask): boolean => [host, 'localhost', '127.0.0.1'].includes(ask.hostname) || ask.hostname.startsWith('cloud.');
  const sockets = await serve((ask, response) => {
    send(response, isNextcloud(ask) ? nextcloud.answer(ask) : html('<h1>A site</h1>'));
    return Promise.resolve();
  }, now);
  return {
    httpPort: sockets.httpPort,
    httpsPort: sockets.httpsPort,
    url: `http://127.0.0.1:${String(sockets.httpPort)}${subPath}`,
    close: async () => {
      await sockets.close();
      if (options.state !== undefined) saveState(options.state, state);
    },
  };
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(reply.body) });
  response.end(reply.body);
}
