/**
 * The bench `search`: how long each key takes at 10,000 items, in the worker and there and back from a page; and how
 * long the vault tab holds anybody up while 10,000 and 20,000 items are scrolled through.
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
import { startBenchExtension } from './extension.ts';
import { machine, median, rounded, type BenchResult, type Line } from './report.ts';
import type { SearchBench } from './search-worker.ts';
import { tasksBetween, traced } from './trace.ts';

declare const searchBench: SearchBench;

const key = 'a vault key for the bench';
const bars = { key: 16, task: 50 };
/** Typed letter by letter. */
const typed = ['bank 77', 'tag:"t3" has:otp', 'user:person123', '-forum is:fav', 'site12 -has:file'];
const queries = typed.flatMap((text) => Array.from({ length: text.length }, (_, at) => text.slice(0, at + 1)));

export async function benchSearch(): Promise<BenchResult> {
  execFileSync(process.execPath, [path.resolve('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], { stdio: 'inherit' });
  const worker = await measureWorker();
  const { trip, scroll } = await withVault(10_000, async (driven) => ({ trip: await measureTrips(driven), scroll: await measureScroll(driven) }));
  const scrollBig = await withVault(20_000, measureScroll);
  const lines = [line('worker_p95', worker.times, bars.key), line('trip_p95', trip, bars.key), scrollLine('scroll_10k_longest', scroll), scrollLine('scroll_20k_longest', scrollBig)];
  return { lines, json: { ratios: Object.fromEntries(lines.map(({ name, ratio }) => [name, rounded(ratio)])), unit: 'ms', worker, trip, scroll, scrollBig, machine: machine('Chromium') } };
}

async function measureWorker(): Promise<{ prepared: number; times: number[] }> {
  const extension = await startBenchExtension('tools/bench/search-worker.ts');
  try {
    const prepared = await extension.worker.evaluate(() => searchBench.prepare(10_000));
    const times: number[] = [];
    for (let turn = -1; turn < 3; turn++) {
      for (const query of queries) {
        const { time } = await extension.worker.evaluate((text) => searchBench.search(text), query);
        if (turn >= 0) times.push(time);
      }
    }
    return { prepared, times };
  } finally {
    await extension.close();
  }
}

async function withVault<Result>(items: number, measure: (driven: Driven) => Promise<Result>): Promise<Result> {
  const cloud = await startCloud({ users: [{ userId: 'demo', password: 'demo' }] });
  const logins = Array.from({ length: items }, (_, at) => ({ label: `Item ${at} of ${['bank', 'forum', 'shop', 'paper'][at % 4] ?? ''}`, username: `person${at}`, password: `p${at}`, url: `https://site${at}.example.org/`, tags: [`t${at % 7}`] }));
  cloud.control.seedVault({ userId: 'demo', name: 'Big', credentials: await sealLogins(key, logins) });
  const driven = await openBrowser({ extension: path.resolve('dist/chrome'), ports: cloud, headless: true });
  try {
    await driven.allowHosts();
    const app = await openApp(driven);
    await signIn(app, { server: 'https://cloud.example', loginName: 'demo', password: 'demo' });
    await openVault(app, 'Big', key);
    // Done when all of it rests on the disk, too: that is not what is measured here.
    await app.must('refresh', {});
    return await measure(driven);
  } finally {
    await driven.close();
    await cloud.close();
  }
}

async function measureTrips(driven: Driven): Promise<number[]> {
  const page = await driven.page('src/ui/vault/index.html');
  await page.getByRole('option').first().waitFor();
  const times: number[] = [];
  for (const query of queries) times.push(await tripTime(page, query));
  await page.close();
  return times.slice(3);
}

function tripTime(page: Page, text: string): Promise<number> {
  return page.evaluate(async (query) => {
    const started = performance.now();
    await chrome.runtime.sendMessage({ to: 'screen-router', name: 'search', ask: { query, limit: 50 }, version: chrome.runtime.getManifest().version });
    return performance.now() - started;
  }, text);
}

/** `tasks`: beyond 50 ms. In milliseconds of processor time, so that a busy machine counts as a quiet one. */
interface Scroll { longest: number; tasks: number[]; steps: number }

/** Scrolls from the top to the end in frames, small steps and big jumps, while Chromium traces the page's main thread. */
async function measureScroll(driven: Driven): Promise<Scroll> {
  const page = await driven.page('src/ui/vault/index.html');
  await page.getByRole('option').first().waitFor();
  let steps = 0;
  const events = await traced(driven.context, async () => { steps = await scrollThrough(page); });
  await page.locator('.row .label').first().waitFor();
  await page.close();
  const all = tasksBetween(events);
  return { longest: Math.max(0, ...all), tasks: all.filter((each) => each > bars.task), steps };
}

function scrollThrough(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const list = document.getElementById('rows');
    if (list === null) throw new Error('There is no list.');
    let steps = 0;
    console.timeStamp('rows');
    for (let by = 80; by < 30_000; by *= 1.08) {
      list.scrollTop += by;
      steps += 1;
      await new Promise((resolve) => { requestAnimationFrame(resolve); });
    }
    for (let back = 0; back < 60; back++) {
      list.scrollTop = (list.scrollHeight * ((back * 37) % 60)) / 60;
      steps += 1;
      await new Promise((resolve) => { requestAnimationFrame(resolve); });
    }
    console.timeStamp('done');
    return steps;
  });
}

function line(name: string, times: readonly number[], bar: number): Line {
  const sorted = [...times].sort((a, b) => a - b);
  const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? NaN;
  return { name, ratio: p95, bar: { atMost: bar }, note: `median ${median(times).toFixed(1)} ms of ${times.length}` };
}

function scrollLine(name: string, { longest, tasks, steps }: Scroll): Line {
  return { name, ratio: longest, bar: { atMost: bars.task }, note: `${tasks.length} long tasks in ${steps} steps` };
}
