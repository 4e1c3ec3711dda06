/**
 * The bench `page`: what a page without login fields pays for Latchkey, with all that can be in every page switched on.
 *
 * Three browsers take turns: with the built extension, with an empty one, and with none. In each turn a page adds ten
 * thousand rows, while Chromium traces its main thread: times are processor times of its tasks, so that a busy machine
 * matters less, and what ran out of an extension's files is told apart by its address.
 * @see the speed guide
 * @module
 */

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { BrowserContext } from 'playwright';
import { startCloud } from '../../src/demo-server/cloud.ts';
import { latchkey, openFor, type Browsing, type Kind } from './page-browsers.ts';
import { machine, median, rounded, type BenchResult, type Line } from './report.ts';
import { readTrace, traced, type MainThread } from './trace.ts';

const address = 'https://page.example/no-fields';
const rows = 10_000;
/** In a list of their own, so that the page has no long task by itself: one that there is has come from elsewhere. */
const rowsAtATime = 100;
/** Each row is a line of three elements. */
const nodes = rows * 4;
const turns = 9;
/** What is in a page before anybody does anything. */
const scripts = ['watch.js', 'scout.js'];
const kinds = ['latchkey', 'empty', 'none'] as const;

type Measured = Record<Kind, MainThread[]>;

export async function benchPage(): Promise<BenchResult> {
  execFileSync(process.execPath, [path.resolve('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], { stdio: 'inherit' });
  const cloud = await startCloud();
  const browsers: Record<Kind, Browsing> = { latchkey: await openFor('latchkey', cloud), empty: await openFor('empty', cloud), none: await openFor('none', cloud) };
  try {
    const measured: Measured = { latchkey: [], empty: [], none: [] };
    for (let turn = -2; turn < turns; turn++) {
      for (const at of kinds.keys()) {
        const kind = kinds[(at + turn + kinds.length) % kinds.length] ?? 'none';
        const told = await addRows(browsers[kind].context);
        if (turn >= 0) measured[kind].push(told);
      }
    }
    const same = (await documentOf(browsers.latchkey.context)) === (await documentOf(browsers.none.context));
    return report(measured, { changes: same ? 0 : 1, browser: `Chromium ${browsers.none.context.browser()?.version() ?? ''}` });
  } finally {
    for (const { close } of Object.values(browsers)) await close();
    await cloud.close();
  }
}

/** Opens the page and has it add its rows bit by bit, as a page that loads more and more does. */
async function addRows(context: BrowserContext): Promise<MainThread> {
  const page = await context.newPage();
  const events = await traced(context, async () => {
    await page.goto(address);
    await page.evaluate(async ([count, step]) => {
      console.timeStamp('rows');
      for (let at = 0; at < count; at += step) {
        const list = document.body.appendChild(document.createElement('ul'));
        for (let row = at; row < at + step; row++) {
          const line = document.createElement('li');
          line.append(document.createElement('b'), document.createElement('span'), document.createElement('a'));
          list.append(line);
        }
        await new Promise((resolve) => { requestAnimationFrame(resolve); });
      }
      console.timeStamp('done');
    }, [rows, rowsAtATime] as const);
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

function report(measured: Measured, { changes, browser }: { changes: number; browser: string }): BenchResult {
  const mid = (kind: Kind, what: keyof MainThread) => median(measured[kind].map((turn) => turn[what]));
  /** Of one turn each, so that what the machine does meanwhile falls on both. */
  const over = (what: keyof MainThread, other: Kind, of: Kind = 'latchkey') => median(measured[of].map((turn, at) => turn[what] / (measured[other][at]?.[what] ?? NaN)));
  const all = (what: keyof MainThread) => kinds.map((kind) => mid(kind, what).toFixed(1)).join(', ');
  const bytes = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(latchkey, 'src', 'page', file)), { level: 9 }).length, 0);
  const lines: Line[] = [
    { name: 'rows', ratio: over('rowsMs', 'none'), bar: { atMost: 1.02 }, note: `ms of main thread for ${rows} rows: ${all('rowsMs')} (${kinds.join(', ')})` },
    { name: 'rows_over_empty', ratio: over('rowsMs', 'empty'), bar: null, note: 'the same against an empty extension' },
    { name: 'ours_per_1000_nodes', ratio: mid('latchkey', 'oursInRowsMs') / (nodes / 1000), bar: { atMost: 0.2 }, note: `ms of ours while ${nodes} nodes are added` },
    { name: 'long_tasks', ratio: mid('latchkey', 'longTasks') - mid('none', 'longTasks'), bar: { atMost: 0 }, note: all('longTasks') },
    { name: 'long_tasks_with_ours', ratio: Math.max(...measured.latchkey.map(({ longTasksOfOurs }) => longTasksOfOurs)), bar: { atMost: 0 }, note: 'most in one turn of those in which anything of ours ran' },
    { name: 'kilobytes', ratio: bytes / 1000, bar: { atMost: 12 }, note: `gzipped script before the first focus: ${scripts.join(', ')}` },
    { name: 'changes', ratio: changes, bar: { atMost: 0 }, note: 'of the document and of the names in its window' },
    { name: 'load', ratio: over('loadMs', 'none'), bar: null, note: `ms of main thread until the rows begin: ${all('loadMs')}` },
    { name: 'load_empty', ratio: over('loadMs', 'none', 'empty'), bar: null, note: 'an empty extension against none: what Chromium asks for any' },
    // The bar is on what is ours to change: the world in the page that Chromium makes for any extension alone takes more than a tenth of an empty page's load.
    { name: 'load_over_empty', ratio: over('loadMs', 'empty'), bar: { atMost: 1.1 }, note: 'the same against an empty extension' },
    { name: 'injection_over_empty', ratio: over('injectionMs', 'empty'), bar: null, note: `ms to make a world of its own in the page and run scripts there: ${mid('latchkey', 'injectionMs').toFixed(2)} and ${mid('empty', 'injectionMs').toFixed(2)}; the scripts alone ${mid('latchkey', 'oursInLoadMs').toFixed(2)} and ${mid('empty', 'oursInLoadMs').toFixed(2)}` },
  ];
  return { lines, json: { ratios: Object.fromEntries(lines.map(({ name, ratio }) => [name, rounded(ratio)])), unit: 'ms', rows, turns, ...measured, machine: machine(browser) } };
}
