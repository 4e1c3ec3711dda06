/**
 * Two sockets on loopback, one plain and one TLS, that hand every request to one function.
 * @module
 */

import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { readAsk } from './ask.ts';
import type { Ask } from './ask.ts';
import { testOnlyCertificate, testOnlyPrivateKey } from './certificate.ts';

/** Answers on the response itself, so that it can also delay, cut or drop it. */
export type Listener = (ask: Ask, response: http.ServerResponse) => Promise<void>;

export interface Sockets {
  httpPort: number;
  httpsPort: number;
  /** Ends the connections that wait for a next request. */
  closeIdle(): void;
  close(): Promise<void>;
}

export async function serve(listener: Listener, now: () => number): Promise<Sockets> {
  const handle = (secure: boolean) => (message: http.IncomingMessage, response: http.ServerResponse): void => {
    // Browsers ask again where a waiting connection was closed in the moment in which they used it. Node's fetch does not: it gets none.
    if (message.headers['user-agent']?.startsWith('Mozilla/') !== true) response.shouldKeepAlive = false;
    readAsk(message, secure, now()).then((ask) => listener(ask, response)).catch((error: unknown) => {
      if (!message.destroyed) console.error('embedded cloud:', error);
      response.destroy();
    });
  };
  const plain = http.createServer(handle(false));
  const tls = https.createServer({ cert: testOnlyCertificate, key: testOnlyPrivateKey }, handle(true));
  const [httpPort, httpsPort] = await Promise.all([listen(plain), listen(tls)]);
  return {
    httpPort,
    httpsPort,
    closeIdle: () => {
      plain.closeIdleConnections();
      tls.closeIdleConnections();
    },
    close: async () => {
      await Promise.all([stop(plain), stop(tls)]);
    },
  };
}

async function listen(server: http.Server): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

async function stop(server: http.Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => { resolve(); });
    server.closeAllConnections();
  });
}
