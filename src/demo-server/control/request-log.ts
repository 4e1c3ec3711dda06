/**
 * What was asked of the cloud, so that a test can say what a client sent. Never a header's value, never
 * a body sent to the Nextcloud.
 * @module
 */

import type { Ask } from '../http/ask.ts';

export interface LoggedRequest {
  method: string;
  scheme: 'http' | 'https';
  host: string;
  /** With its query. */
  path: string;
  /** Lower case. */
  headerNames: readonly string[];
  cookie: boolean;
  authorization: boolean;
  /** The Origin header, which names a page and is no secret. */
  origin: string | null;
  /** What was sent to a web site, for tests of what pages get; null for the Nextcloud. */
  body: string | null;
  /** 0 when nothing was answered. */
  status: number;
}

const mostEntries = 5000;

export class RequestLog {
  readonly entries: LoggedRequest[] = [];

  add(ask: Ask, status: number, toSite: boolean): void {
    const query = ask.query.toString();
    this.entries.push({
      method: ask.method, scheme: ask.secure ? 'https' : 'http', host: ask.host, path: query === '' ? ask.path : `${ask.path}?${query}`,
      headerNames: Object.keys(ask.headers), cookie: ask.headers.cookie !== undefined, authorization: ask.headers.authorization !== undefined,
      origin: ask.headers.origin ?? null, body: toSite ? ask.body.toString('utf8') : null, status,
    });
    if (this.entries.length > mostEntries) this.entries.shift();
  }

  clear(): void {
    this.entries.length = 0;
  }
}
