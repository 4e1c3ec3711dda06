/**
 * A small HTTP client for the cloud's own tests: any host name, any method, nothing followed or kept by itself.
 * @module
 */

import http from 'node:http';
import https from 'node:https';
import type { Cloud } from '../cloud.ts';

export interface Visit {
  method?: string;
  path: string;
  /** Name and password of a Basic header. */
  login?: readonly [string, string];
  headers?: Record<string, string>;
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as a form. */
  form?: Record<string, string>;
  /** Sent as it is. */
  body?: string;
  host?: string;
  secure?: boolean;
}

export interface Got {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
  /** The body as it came. */
  content: Buffer;
  /** The body as JSON; undefined when it isn't. */
  json: unknown;
}

export async function visit(cloud: Cloud, want: Visit): Promise<Got> {
  const body = want.json !== undefined ? JSON.stringify(want.json) : want.form === undefined ? want.body : new URLSearchParams(want.form).toString();
  const headers: Record<string, string> = { ...want.headers };
  if (want.login !== undefined) headers['Authorization'] = `Basic ${Buffer.from(want.login.join(':')).toString('base64')}`;
  if (want.json !== undefined || want.form !== undefined) headers['Content-Type'] = want.json !== undefined ? 'application/json' : 'application/x-www-form-urlencoded';
  // Node sends the body of a DELETE without its length, unless it is told.
  if (body !== undefined) headers['Content-Length'] = String(Buffer.byteLength(body));
  if (want.host !== undefined) headers['Host'] = want.host;
  const options = {
    host: '127.0.0.1', port: want.secure === true ? cloud.httpsPort : cloud.httpPort, path: want.path, method: want.method ?? (body === undefined ? 'GET' : 'POST'),
    headers, rejectUnauthorized: false, agent: false,
  };
  return await new Promise((resolve, reject) => {
    const request = (want.secure === true ? https : http).request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject).on('end', () => {
        const content = Buffer.concat(chunks);
        const text = content.toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, content, json: jsonOf(text) });
      });
    });
    request.on('error', reject).end(body);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The `Cookie` header that a browser would send after this answer. */
export function cookieAfter(got: Got): string {
  return (got.headers['set-cookie'] ?? []).map((line) => line.split(';')[0] ?? '').join('; ');
}
