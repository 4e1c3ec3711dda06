/**
 * The bench `page`: what a page without login fields pays for Latchkey, with all that can be in every page switched on.
 *
 * Two browsers take turns, one with the built extension and one without. In each turn a page adds ten thousand rows, while
 * Chromium traces its main thread: times are processor times of its tasks, so that a busy machine matters less, and what
 * ran out of our own files is told apart by its address.
 * @see the speed guide
 * @module
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium, type BrowserContext } from 'playwright';
import { startCloud, type Cloud } from '../../src/demo-server/cloud.ts';
import { openApp } from '../driver/app.ts';
import { chromiumPath, openBrowser, switches, until, type BrowserOptions } from '../driver/browser.ts';
import { machine, median, rounded, type BenchResult, type Line } from './report.ts';
import { readTrace, traced, type MainThread } from './trace.ts';

const address = 'https://page.example/no-fields';
const rows = 10_000;
/** Each row is a line of three elements. */
const nodes = rows * 4;
const turns = 9;
const extension = path.resolve('dist/chrome');
/** What is in a page before anybody does anything. */
const scripts = ['watch.js', 'scout.js'];

export async function benchPage(): Promise<BenchResult> {
  execFileSync(process.execPath, [path.resolve('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], { stdio: 'inherit' });
  const cloud = await startCloud();
  const [withIt, without] = [await withExtension(cloud), await withoutExtension(cloud)];
  try {
    const measured = { with: [] as MainThread[], without: [] as MainThread[] };
    for (let turn = -2; turn < turns; turn++) {
      const order = turn % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const);
      for (const which of order) {
        const told = await addRows(which === 'with' ? withIt.context : without.context);
        if (turn >= 0) measured[which].push(told);
      }
    }
    return report(measured, { changes: (await documentOf(withIt.context)) === (await documentOf(without.context)) ? 0 : 1, browser: `Chromium ${without.context.browser()?.version() ?? ''}` });
  } finally {
    await withIt.close();
    await without.close();
    await cloud.close();
  }
}

interface Browsing { context: BrowserContext; close: () => Promise<void> }

async function withExtension(cloud: Cloud): Promise<Browsing> {
  const driven = await openBrowser(optionsFor(cloud));
  await driven.allowHosts();
  const { screen, must } = await openApp(driven);
  await screen.evaluate(() => chrome.permissions.request({ origins: ['https://*/*', 'http://*/*'] }));
  await must('saveSettings', { settings: { ...(await must('getState', {})).settings, offerToSave: true, menuInPages: true } });
  await until('both scripts to be in pages', () => screen.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length === 2));
  return driven;
}

async function withoutExtension(cloud: Cloud): Promise<Browsing> {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'latchkey-bench-'));
  const args = switches(optionsFor(cloud)).filter((word) => !word.includes('extension'));
  const context = await chromium.launchPersistentContext(profile, { executablePath: chromiumPath(), headless: true, chromiumSandbox: false, ignoreHTTPSErrors: true, viewport: { width: 1100, height: 800 }, locale: 'en-US', args });
  return { context, close: async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  } };
}

function optionsFor(cloud: Cloud): BrowserOptions {
  return { extension, ports: cloud, headless: true };
}

/** Opens the page and has it add its rows, five hundred at a time, as a page that loads more and more does. */
async function addRows(context: BrowserContext): Promise<MainThread> {
  const page = await context.newPage();
  const events = await traced(context, async () => {
    await page.goto(address);
    await page.evaluate(async (count) => {
      console.timeStamp('rows');
      const list = document.body.appendChild(document.createElement('ul'));
      for (let at = 0; at < count; at += 500) {
        for (let row = at; row < at + 500; row++) {
          const line = document.createElement('li');
          line.append(document.createElement('b'), document.createElement('span'), document.createElement('a'));
          list.append(line);
        }
        await new Promise((resolve) => { requestAnimationFrame(resolve); });
      }
      console.timeStamp('done');
    }, rows);
  });
  await page.close();
  return readTrace(events);
}

async function documentOf(context: BrowserContext): Promise<string> {
  const page = await context.newPage();
  await page.goto(address);
  await page.evaluate(() => new Promise((resolve) => { setTimeout(resolve, 300); }));
  const text = await page.evaluate(() => document.documentElement.outerHTML + Object.getOwnPropertyNames(window).sort().join());
  await page.close();
  return text;
}

function report({ with: withIt, without }: Record<'with' | 'without', readonly MainThread[]>, { changes, browser }: { changes: number; browser: string }): BenchResult {
  const cpu = (list: readonly MainThread[]) => median(list.map(({ rowsMs }) => rowsMs));
  const load = (list: readonly MainThread[]) => median(list.map(({ loadMs }) => loadMs));
  const long = (list: readonly MainThread[]) => median(list.map(({ longTasks }) => longTasks));
  const bytes = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(extension, 'src', 'page', file)), { level: 9 }).length, 0);
  const lines: Line[] = [
    { name: 'rows', ratio: cpu(withIt) / cpu(without), bar: { atMost: 1.02 }, note: `${cpu(withIt).toFixed(1)} and ${cpu(without).toFixed(1)} ms of main thread for ${rows} rows, with and without` },
    { name: 'ours_per_1000_nodes', ratio: median(withIt.map(({ oursInRowsMs }) => oursInRowsMs)) / (nodes / 1000), bar: { atMost: 0.2 }, note: `ms of ours while ${nodes} nodes are added` },
    { name: 'long_tasks', ratio: long(withIt) - long(without), bar: { atMost: 0 }, note: `${long(withIt)} and ${long(without)}, with and without` },
    { name: 'kilobytes', ratio: bytes / 1000, bar: { atMost: 12 }, note: `gzipped script before the first focus: ${scripts.join(', ')}` },
    { name: 'changes', ratio: changes, bar: { atMost: 0 }, note: 'of the document and of the names in its window' },
    { name: 'load', ratio: load(withIt) / load(without), bar: { atMost: 1.1 }, note: `${load(withIt).toFixed(1)} and ${load(without).toFixed(1)} ms until the rows begin; ours ${median(withIt.map(({ oursInLoadMs }) => oursInLoadMs)).toFixed(2)} ms` },
  ];
  return { lines, json: { ratios: Object.fromEntries(lines.map(({ name, ratio }) => [name, rounded(ratio)])), unit: 'ms', rows, turns, with: withIt, without, machine: machine(browser) } };
}
