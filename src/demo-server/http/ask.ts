/**
 * One request as every handler of the embedded cloud sees it, and how it is read off the socket.
 * @module
 */

import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

export interface Ask {
  method: string;
  secure: boolean;
  /** As the client wrote it, with its port if it wrote one. */
  host: string;
  /** `host` without port, lower case. */
  hostname: string;
  /** Path as sent, without the query; on Nextcloud without the sub-path too. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  body: Buffer;
  /** Unix milliseconds on the cloud's clock. */
  now: number;
}

const largestBody = 64 * 1024 * 1024;

/** Reads one request whole. Throws when it is cut off or larger than 64 MiB. */
export async function readAsk(message: IncomingMessage, secure: boolean, now: number): Promise<Ask> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) throw new Error('body too large');
    chunks.push(chunk);
  }
  const target = message.url ?? '/';
  const cut = target.indexOf('?');
  const host = message.headers.host ?? 'localhost';
  return {
    method: message.method ?? 'GET',
    secure,
    host,
    hostname: hostnameOf(host),
    path: cut < 0 ? target : target.slice(0, cut),
    query: new URLSearchParams(cut < 0 ? '' : target.slice(cut + 1)),
    headers: message.headers,
    body: Buffer.concat(chunks),
    now,
  };
}

function hostnameOf(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

/** Scheme and host as the client used them, e.g. `https://cloud.example`: what absolute addresses in answers start with. */
export function originOf(ask: Ask): string {
  return `${ask.secure ? 'https' : 'http'}://${ask.host}`;
}

export function cookiesOf(ask: Ask): Map<string, string> {
  const cookies = new Map<string, string>();
  for (const pair of (ask.headers.cookie ?? '').split(';')) {
    const cut = pair.indexOf('=');
    if (cut > 0) cookies.set(pair.slice(0, cut).trim(), pair.slice(cut + 1).trim());
  }
  return cookies;
}

/** The form fields of the body; empty where it isn't a form. */
export function formOf(ask: Ask): URLSearchParams {
  const isForm = (ask.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  return new URLSearchParams(isForm ? ask.body.toString('utf8') : '');
}

/**
 * The parameters of the body, as a PHP controller gets them: JSON keeps its types, a form gives
 * strings, and what cannot be read gives nothing at all.
 */
export function parametersOf(ask: Ask): Record<string, unknown> {
  const type = ask.headers['content-type'] ?? '';
  if (!/^application\/(?:[a-z.+-]*\+)?json\b/i.test(type)) return plain(Object.fromEntries(formOf(ask)));
  try {
    const value: unknown = JSON.parse(ask.body.toString('utf8'));
    return typeof value === 'object' && value !== null ? plain(value) : plain({});
  } catch {
    return plain({});
  }
}

/** Without a prototype: a key of the body is never taken for one of `Object`. */
function plain(value: object): Record<string, unknown> {
  return Object.assign(Object.create(null) as Record<string, unknown>, value);
}
