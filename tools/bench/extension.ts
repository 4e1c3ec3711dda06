/**
 * Builds one module into the service worker of an extension of its own, and starts it in Chromium:
 * the same place, engine and build target as Latchkey's background.
 * @module
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Worker } from 'playwright';
import { build } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');

export interface BenchExtension {
  context: BrowserContext;
  worker: Worker;
  /** e.g. `Chromium 156.0.8078.79`. */
  browser: string;
  close: () => Promise<void>;
}

/** @param entry - path of the worker's module, from the repository's root */
export async function startBenchExtension(entry: string): Promise<BenchExtension> {
  const folder = path.join(root, 'dist', 'bench');
  await build({
    root, configFile: false, logLevel: 'warn', publicDir: false,
    define: { __FIREFOX__: 'false' },
    build: { outDir: folder, emptyOutDir: true, target: 'chrome126', lib: { entry: path.join(root, entry), formats: ['iife'], name: 'benchWorker', fileName: () => 'worker.js' } },
  });
  const manifest = { manifest_version: 3, name: 'Latchkey bench', version: '1', background: { service_worker: 'worker.js' } };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  const profile = mkdtempSync(path.join(os.tmpdir(), 'latchkey-bench-'));
  const context = await launch(profile, folder);
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return {
    context,
    worker,
    browser: `Chromium ${context.browser()?.version() ?? ''}`,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function launch(profile: string, folder: string): Promise<BrowserContext> {
  return await chromium.launchPersistentContext(profile, {
    executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
    headless: true,
    chromiumSandbox: false,
    args: [`--disable-extensions-except=${folder}`, `--load-extension=${folder}`, '--js-flags=--expose-gc', '--disable-background-networking', '--disable-component-update'],
  });
}
