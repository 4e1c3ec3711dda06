/**
 * The bench `fill`: what one fill leaves in each page of a labelled corpus, by the built extension in a real Chromium.
 *
 * A corpus is a folder with `labels.json`, an array of `{case, host, fields: [{selector}]}`, and `pages/<case>.html`. Each
 * page is shown at `http://<host>/<case>`, on this machine. The vault holds one login for every host, stored for plain
 * http as a person would have to, so the product's own rules let it be filled there: there is no switch for benches.
 * @module
 */

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import { startCloud } from '../../src/demo-server/cloud.ts';
import { idOf, openApp, openVault, signIn, type App } from '../driver/app.ts';
import { openBrowser, until } from '../driver/browser.ts';
import { sealLogins } from '../driver/seed.ts';
import { machine, rounded, type BenchResult } from './report.ts';

/** Tabs that are filled side by side. */
const tabs = 4;
/** Milliseconds for loading, filling and reading one page. */
const patience = 15_000;
/** Addresses that one login may have. */
const addressesEach = 50;
const key = 'a vault key for the bench';

interface Case { case: string; host: string; fields: readonly { selector: string }[] }
type Values = Record<string, string>;
/** A tab of the browser, and its id in the extension's API. */
interface Tab { page: Page; id: number }
interface Bench { folder: string; app: App; credentials: ReadonlyMap<string, string>; newTab: () => Promise<Tab> }

/** @param folder - of the corpus; `out` - file for `{case: {selector: value}}` */
export async function benchFill(folder: string, out: string): Promise<BenchResult> {
  const cases = JSON.parse(readFileSync(path.join(folder, 'labels.json'), 'utf8')) as Case[];
  execFileSync(process.execPath, [path.resolve('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], { stdio: 'inherit' });
  const started = performance.now();
  const { results, skipped } = await withBrowser(folder, cases, (bench) => fillAll(bench, cases));
  const seconds = rounded((performance.now() - started) / 1000);
  writeFileSync(out, `${JSON.stringify(results, null, 1)}\n`);
  const filled = Object.values(results).filter((values) => Object.values(values).some((value) => value !== '')).length;
  return {
    lines: [{ name: 'pages skipped', ratio: skipped.length, bar: { atMost: 0 }, note: `${cases.length} pages, ${filled} with something in them after the fill, ${seconds} s` }],
    json: { pages: cases.length, filled, skipped, seconds, machine: machine('Chromium') },
  };
}

async function withBrowser<Result>(folder: string, cases: readonly Case[], measure: (bench: Bench) => Promise<Result>): Promise<Result> {
  const hosts = [...new Set(cases.map(({ host }) => host))];
  const site = await servePages(folder);
  const cloud = await startCloud({ users: [{ userId: 'demo', password: 'demo' }] });
  const labels = new Map(hosts.map((host, at) => [host, `Login ${Math.floor(at / addressesEach)}`]));
  const logins = [...new Set(labels.values())].map((label) => ({ label, username: 'u@example', password: 'p', url: hosts.filter((host) => labels.get(host) === label).map((host) => `http://${host}/`).join(' ') }));
  cloud.control.seedVault({ userId: 'demo', name: 'Corpus', credentials: await sealLogins(key, logins) });
  const browser = await openBrowser({ extension: path.resolve('dist/chrome'), ports: { httpPort: (site.address() as AddressInfo).port, httpsPort: cloud.httpsPort }, headless: true });
  try {
    await browser.allowHosts();
    const app = await openApp(browser);
    await app.screen.evaluate(() => chrome.permissions.request({ origins: ['http://*/*', 'https://*/*'] }));
    await signIn(app, { server: 'https://cloud.example', loginName: 'demo', password: 'demo' });
    await openVault(app, 'Corpus', key);
    const ids = new Map(await Promise.all(logins.map(async ({ label }) => [label, await idOf(app, label)] as const)));
    const credentials = new Map(hosts.map((host) => [host, ids.get(labels.get(host) ?? '') ?? '']));
    return await measure({ folder, app, credentials, newTab: async () => tabOf(await browser.context.newPage(), app) });
  } finally {
    await browser.close();
    await cloud.close();
    site.closeAllConnections();
    site.close();
  }
}

/** Any host; a page's path is its case. */
async function servePages(folder: string): Promise<Server> {
  const server = createServer((ask, reply) => {
    const name = /^\/([\w.-]+)$/.exec(ask.url ?? '')?.[1];
    try {
      const page = readFileSync(path.join(folder, 'pages', `${name ?? ''}.html`));
      reply.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
    } catch {
      reply.writeHead(404).end('Not here');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

let lastTab = 0;

async function tabOf(page: Page, app: App): Promise<Tab> {
  lastTab += 1;
  const address = `http://tab-${lastTab}.example/`;
  await page.goto(address);
  let id: number | undefined;
  await until('the tab to be known', async () => {
    id = await app.screen.evaluate(async (url) => (await chrome.tabs.query({ url }))[0]?.id, address);
    return id !== undefined;
  });
  return { page, id: id ?? -1 };
}

async function fillAll(bench: Bench, cases: readonly Case[]): Promise<{ results: Record<string, Values>; skipped: string[] }> {
  const results: Record<string, Values> = {};
  const skipped: string[] = [];
  const waiting = [...cases];
  const work = async (): Promise<void> => {
    let tab = await bench.newTab();
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const values = await inTime(fillOne(bench, tab, next));
      if (typeof values !== 'string') {
        results[next.case] = values;
        continue;
      }
      console.log(`SKIPPED ${next.case}: ${values}`);
      skipped.push(next.case);
      // Whatever hangs there must not hold up the next one.
      void tab.page.close().catch(() => undefined);
      tab = await bench.newTab();
    }
  };
  await Promise.all(Array.from({ length: tabs }, work));
  return { results, skipped };
}

/** @returns why it didn't work, in one line */
async function inTime(filling: Promise<Values>): Promise<Values | string> {
  const late = new AbortController();
  const failure = (error: unknown): string => (error instanceof Error ? error.message.split('\n')[0] ?? '' : String(error));
  try {
    return await Promise.race([filling.catch(failure), pause(patience, 'took too long', { signal: late.signal })]);
  } finally {
    late.abort();
  }
}

async function fillOne({ app, credentials }: Bench, { page, id }: Tab, each: Case): Promise<Values> {
  await page.goto(`http://${each.host}/${each.case}`, { waitUntil: 'load', timeout: patience });
  // What the popup's fill sends. Whether anything was filled is seen in the page.
  await app.screen.evaluate(async ([credential, tabId]) => {
    const [frame] = await chrome.scripting.executeScript({ target: { tabId }, files: ['src/page/index.js'] });
    const message = { to: 'screen-router', name: 'fill', ask: { credential, tabId, documentId: frame?.documentId, allow: [] as unknown[] }, version: chrome.runtime.getManifest().version };
    const answer: { problem?: { kind: string; host: string } } = await chrome.runtime.sendMessage(message);
    // Pages of a corpus keep the addresses that their forms had: a person who knows the site says yes.
    if (answer.problem?.kind === 'foreign-form') {
      message.ask.allow = [{ kind: 'foreign-form', host: answer.problem.host }];
      await chrome.runtime.sendMessage(message);
    }
  }, [credentials.get(each.host) ?? '', id] as const);
  return page.evaluate(readValues, each.fields.map(({ selector }) => selector));
}

/** Runs in the page. Looks through open shadow roots. No functions with names in it: the runner of this script marks those. */
function readValues(selectors: readonly string[]): Values {
  const roots: (Document | ShadowRoot)[] = [document];
  for (const root of roots) for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot !== null) roots.push(shadowRoot);
  return Object.fromEntries(selectors.flatMap((selector) => {
    const field = roots.flatMap((root) => [...root.querySelectorAll(selector)])[0];
    return field !== undefined && 'value' in field ? [[selector, String(field.value)]] : [];
  }));
}
