/**
 * The bench `popup`: how long a person waits for the first match after opening the real popup over a shop's page,
 * and how long a key in its search takes, with a big vault in the built extension.
 * @see the speed guide: bars
 * @module
 */

import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { startCloud } from '../../src/demo-server/cloud.ts';
import { openApp, openVault, signIn } from '../driver/app.ts';
import { until } from '../driver/browser.ts';
import { sealLogins } from '../driver/seed.ts';
import { openUnwatched, type Unwatched } from '../driver/unwatched.ts';
import { machine, median, rounded, type BenchResult, type Line } from './report.ts';

const key = 'a vault key for the bench';
const shop = 'https://shop.example/login';
const openings = 20;
const bars = { warm: 120, cold: 250, key: 16 };

export async function benchPopup(): Promise<BenchResult> {
  execFileSync(process.execPath, [path.resolve('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], { stdio: 'inherit' });
  const warm = await withVault(5000, (browser) => measureOpenings(browser, () => Promise.resolve()));
  const cold = await withVault(5000, (browser) => measureOpenings(browser, browser.killWorker));
  const keys = await withVault(10_000, measureKeys);
  const lines = [line('warm_p95', warm, bars.warm), line('cold_p95', cold, bars.cold), line('key_p95', keys, bars.key)];
  return { lines, json: { ratios: Object.fromEntries(lines.map(({ name, ratio }) => [name, rounded(ratio)])), unit: 'ms', warm, cold, keys, machine: machine('Chromium') } };
}

/** A browser whose vault holds so many items, four of them for the shop, and whose front tab is the shop's page. */
async function withVault<Result>(items: number, measure: (browser: Unwatched) => Promise<Result>): Promise<Result> {
  const cloud = await startCloud({ users: [{ userId: 'demo', password: 'demo' }] });
  const logins = Array.from({ length: items }, (_, at) => ({
    label: `Item ${at} of ${['bank', 'forum', 'shop', 'paper'][at % 4] ?? ''}`, username: `person${at}`, password: `p${at}`,
    url: at % (items / 4) === 0 ? shop : `https://site${at}.example.org/`,
  }));
  cloud.control.seedVault({ userId: 'demo', name: 'Big', credentials: await sealLogins(key, logins) });
  const browser = await openUnwatched({ extension: path.resolve('dist/chrome'), ports: cloud, headless: true }, async (driven) => {
    await driven.allowHosts();
    const app = await openApp(driven);
    await signIn(app, { server: 'https://cloud.example', loginName: 'demo', password: 'demo' });
    await openVault(app, 'Big', key);
    // It can be read before it rests; a worker that ends in between would start from nothing.
    await until('the index to rest', () => app.screen.evaluate(hasIndex));
    await app.screen.close();
    await (await driven.context.newPage()).goto(shop);
  });
  try {
    return await measure(browser);
  } finally {
    await browser.close();
    await cloud.close();
  }
}

/** Runs in a page of the extension. */
async function hasIndex(): Promise<boolean> {
  const names = await new Promise<IDBValidKey[]>((resolve, reject) => {
    const opening = indexedDB.open('latchkey');
    opening.onerror = () => { reject(new Error('no database')); };
    opening.onsuccess = () => {
      const asking = opening.result.transaction('vaults').objectStore('vaults').getAllKeys(IDBKeyRange.bound('index:', 'index:~'));
      asking.onsuccess = () => {
        opening.result.close();
        resolve(asking.result);
      };
    };
  });
  return names.length > 0;
}

/** Milliseconds from the popup's first instant to the moment its first match can be filled; the first openings warm up. */
async function measureOpenings(browser: Unwatched, before: () => Promise<void>): Promise<number[]> {
  const times: number[] = [];
  for (let turn = -2; turn < openings; turn++) {
    await before();
    const time = await browser.inPopup(shop, "document.querySelector('[role=option]') && performance.getEntriesByName('latchkey:list')[0]?.startTime");
    if (typeof time !== 'number') throw new Error('The popup has left no mark, or shows no login.');
    if (turn >= 0) times.push(time);
  }
  return times;
}

/** Milliseconds that each key of a search takes from the popup to the background and back. */
async function measureKeys(browser: Unwatched): Promise<number[]> {
  const queries = ['item 77', 'forum', 'person123', 'bank 9'].flatMap((word) => Array.from(word, (_, at) => word.slice(0, at + 1)));
  const times = await browser.inPopup(shop, `(${timeSearches.toString()})(${JSON.stringify(queries)})`);
  return (times as number[]).slice(3);
}

/** Runs in the popup. */
async function timeSearches(queries: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (const query of queries) {
    const message = { to: 'screen-router', name: 'search', ask: { query, limit: 50 }, version: chrome.runtime.getManifest().version };
    const started = performance.now();
    await chrome.runtime.sendMessage(message);
    times.push(performance.now() - started);
  }
  return times;
}

function line(name: string, times: readonly number[], bar: number): Line {
  const sorted = [...times].sort((a, b) => a - b);
  const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? NaN;
  return { name, ratio: p95, bar: { atMost: bar }, note: `median ${median(times).toFixed(1)} ms of ${times.length}` };
}
