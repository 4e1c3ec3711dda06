/**
 * Builds the pages of the extension alone and serves them as the extension would: same paths,
 * same content security policy.
 * @module
 */

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.json': 'application/json',
};

export interface Screens {
  /** Without a trailing slash, e.g. `http://127.0.0.1:4711`. */
  origin: string;
  close: () => Promise<void>;
}

export async function serveScreens(): Promise<Screens> {
  const folder = await mkdtemp(join(tmpdir(), 'latchkey-screens-'));
  await build({
    root, configFile: false, logLevel: 'error', mode: 'production',
    build: {
      outDir: folder, emptyOutDir: true, modulePreload: false, target: 'chrome120',
      rolldownOptions: { input: ['popup', 'options', 'vault', 'people', 'files', 'menu', 'http-auth'].map((page) => join(root, `src/ui/${page}/index.html`)) },
    },
  });
  const policy = await readPolicy();
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    readFile(join(folder, path)).then(
      (content) => response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream', 'content-security-policy': policy }).end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server of the screens has no port.');
  return {
    origin: `http://127.0.0.1:${String(address.port)}`,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function readPolicy(): Promise<string> {
  const manifest = JSON.parse(await readFile(join(root, 'manifest.json'), 'utf8')) as { content_security_policy: { extension_pages: string } };
  return manifest.content_security_policy.extension_pages;
}
