/**
 * For tests: a `fetch` that finds every host name on the sockets of one cloud, as the driven browser does.
 * @module
 */

import http from 'node:http';
import https from 'node:https';
import type { Cloud } from '../cloud.ts';

/** Redirects are not followed; any certificate is good. */
export function fetchByHost(cloud: Cloud): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const headers = new Headers(init.headers);
    const body = init.body === undefined || init.body === null ? undefined : Buffer.from(await new Response(init.body).arrayBuffer());
    headers.set('Host', url.host);
    if (body !== undefined) headers.set('Content-Length', String(body.length));
    const secure = url.protocol === 'https:';
    const port = secure ? cloud.httpsPort : cloud.httpPort;
    return new Promise((resolve, reject) => {
      const request = (secure ? https : http).request({ host: '127.0.0.1', port, path: url.pathname + url.search, method: init.method ?? 'GET', headers: Object.fromEntries(headers), agent: false, rejectUnauthorized: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', reject).on('end', () => {
          const status = response.statusCode ?? 500;
          const answered = Object.entries(response.headers).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]]));
          resolve(new Response([204, 205, 304].includes(status) ? null : Buffer.concat(chunks), { status, headers: answered }));
        });
      });
      request.on('error', reject).end(body);
    });
  };
}
