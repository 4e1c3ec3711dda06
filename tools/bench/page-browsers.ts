/**
 * The browsers that the bench `page` compares: with Latchkey, with an extension that does nothing, and with none.
 * @module
 */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext } from 'playwright';
import type { Cloud } from '../../src/demo-server/cloud.ts';
import { openApp } from '../driver/app.ts';
import { chromiumPath, openBrowser, switches, until } from '../driver/browser.ts';

/** `empty`: an extension whose one script, empty, is put where and when ours are. What it costs Chromium asks for any extension. */
export type Kind = 'latchkey' | 'empty' | 'none';

export interface Browsing { context: BrowserContext; close: () => Promise<void> }

export const latchkey = path.resolve('dist/chrome');

export function openFor(kind: Kind, cloud: Cloud): Promise<Browsing> {
  if (kind === 'latchkey') return withLatchkey(cloud);
  const args = switches({ extension: emptyExtension(), ports: cloud, headless: true });
  return bare(kind === 'empty' ? args : args.filter((word) => !word.includes('extension')));
}

/** With all that can be in every page switched on. */
async function withLatchkey(cloud: Cloud): Promise<Browsing> {
  const driven = await openBrowser({ extension: latchkey, ports: cloud, headless: true });
  await driven.allowHosts();
  const { screen, must } = await openApp(driven);
  await screen.evaluate(() => chrome.permissions.request({ origins: ['https://*/*', 'http://*/*'] }));
  await must('saveSettings', { settings: { ...(await must('getState', {})).settings, offerToSave: true, menuInPages: true } });
  await until('both scripts to be in pages', () => screen.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length === 2));
  return driven;
}

async function bare(args: string[]): Promise<Browsing> {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'latchkey-bench-'));
  const context = await chromium.launchPersistentContext(profile, { executablePath: chromiumPath(), headless: true, chromiumSandbox: false, ignoreHTTPSErrors: true, viewport: { width: 1100, height: 800 }, locale: 'en-US', args });
  return { context, close: async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  } };
}

function emptyExtension(): string {
  const folder = path.resolve('dist/bench-empty');
  mkdirSync(folder, { recursive: true });
  const script = { matches: ['https://*/*', 'http://*/*'], js: ['empty.js'], all_frames: true, run_at: 'document_start' };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify({ manifest_version: 3, name: 'Empty', version: '1', content_scripts: [script] }));
  writeFileSync(path.join(folder, 'empty.js'), '');
  return folder;
}
