/**
 * The bench `popup`: how long a person waits for the first match after opening the real popup over a shop's page,
 * and how long a key in its search takes, with a big vault in the built extension.
 * @see the speed guide: bars
 * @module
 */

import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Page } from 'playwright';
import { startCloud } from '../../src/demo-server/cloud.ts';
import { openApp, openVault, signIn } from '../driver/app.ts';
import { openBrowser, type Driven } from '../driver/browser.ts';
import { sealLogins } from '../driver/seed.ts';
import { machine, median, rounded, type BenchResult, type Line } from './report.ts';

const key = 'a vault key for the bench';
const openings = 20;
const bars = { warm: 120, cold: 250, key: 16 };

export async function benchPopup(): Promise<BenchResult> {
  execFileSync(process.execPath, [path.resolve('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], { stdio: 'inherit' });
  const warm = await withVault(5000, (driven) => measureOpenings(driven, () => Promise.resolve()));
  const cold = await withVault(5000, (driven) => measureOpenings(driven, () => driven.killWorker()));
  const keys = await withVault(10_000, measureKeys);
  const lines = [line('warm_p95', warm, bars.warm), line('cold_p95', cold, bars.cold), line('key_p95', keys, bars.key)];
  return { lines, json: { ratios: Object.fromEntries(lines.map(({ name, ratio }) => [name, rounded(ratio)])), unit: 'ms', warm, cold, keys, machine: machine('Chromium') } };
}

/** A browser whose vault holds so many items, four of them for the shop. */
async function withVault<Result>(items: number, measure: (driven: Driven) => Promise<Result>): Promise<Result> {
  const cloud = await startCloud({ users: [{ userId: 'demo', password: 'demo' }] });
  const logins = Array.from({ length: items }, (_, at) => ({
    label: `Item ${at} of ${['bank', 'forum', 'shop', 'paper'][at % 4] ?? ''}`, username: `person${at}`, password: `p${at}`,
    url: at % (items / 4) === 0 ? 'https://shop.example/login' : `https://site${at}.example.org/`,
  }));
  cloud.control.seedVault({ userId: 'demo', name: 'Big', credentials: await sealLogins(key, logins) });
  const driven = await openBrowser({ extension: path.resolve('dist/chrome'), ports: cloud, headless: true });
  try {
    await driven.allowHosts();
    const app = await openApp(driven);
    await signIn(app, { server: 'https://cloud.example', loginName: 'demo', password: 'demo' });
    await openVault(app, 'Big', key);
    return await measure(driven);
  } finally {
    await driven.close();
    await cloud.close();
  }
}

/** Milliseconds from the popup's first instant to the moment its first match can be filled. */
async function measureOpenings(driven: Driven, before: () => Promise<void>): Promise<number[]> {
  const shop = await driven.context.newPage();
  await shop.goto('https://shop.example/login');
  const times: number[] = [];
  for (let turn = -2; turn < openings; turn++) {
    await before();
    const { popup, close } = await driven.openPopup(shop);
    await popup.waitForSelector('[role=option][aria-selected=true]');
    const time = await popup.evaluate(() => performance.getEntriesByName('latchkey:list')[0]?.startTime);
    if (time === undefined) throw new Error('The popup has left no mark.');
    if (turn >= 0) times.push(time);
    await popup.close();
    await close();
  }
  return times;
}

/** Milliseconds that a search takes from the popup and back. */
async function measureKeys(driven: Driven): Promise<number[]> {
  const shop = await driven.context.newPage();
  await shop.goto('https://shop.example/login');
  const { popup, close } = await driven.openPopup(shop);
  await popup.waitForSelector('[role=option]');
  const times: number[] = [];
  for (const word of ['item 77', 'forum', 'person123', 'bank 9']) {
    for (let length = 1; length <= word.length; length++) times.push(await keyTime(popup, word.slice(0, length)));
  }
  await close();
  return times.slice(3);
}

function keyTime(popup: Page, text: string): Promise<number> {
  return popup.evaluate(async (query) => {
    const started = performance.now();
    const message = { to: 'screen-router', name: 'search', ask: { query, limit: 50 }, version: chrome.runtime.getManifest().version };
    await chrome.runtime.sendMessage(message);
    return performance.now() - started;
  }, text);
}

function line(name: string, times: readonly number[], bar: number): Line {
  const sorted = [...times].sort((a, b) => a - b);
  const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? NaN;
  return { name, ratio: p95, bar: { atMost: bar }, note: `median ${median(times).toFixed(1)} ms of ${times.length}` };
}
