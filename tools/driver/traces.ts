/**
 * What the driven extension leaves behind: in its storage, and in the consoles.
 * @module
 */
import type { BrowserContext, ConsoleMessage, Page } from 'playwright';
import { stillPage, type Driven } from './browser.ts';

/** All that the extension keeps anywhere, as one text. Binary values are told in base64 and in Latin-1. */
export async function readStorage(driven: Driven): Promise<string> {
  const page = await driven.page(stillPage);
  const text = await page.evaluate(async () => {
    const told = (_: string, value: unknown): unknown => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
        return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
      }
      if (value instanceof Map || value instanceof Set) return [...value];
      return value instanceof CryptoKey ? `a key, extractable: ${String(value.extractable)}` : value;
    };
    const wait = <Value>(request: IDBRequest<Value>): Promise<Value> => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
    });
    const areas = { local: await chrome.storage.local.get(null), session: await chrome.storage.session.get(null), sync: await chrome.storage.sync.get(null) };
    const databases: unknown[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await wait(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const open = database.transaction(store).objectStore(store);
        databases.push({ name, store, keys: await wait(open.getAllKeys()), values: await wait(open.getAll()) });
      }
      database.close();
    }
    const cached = await Promise.all((await caches.keys()).map(async (name) => ({ name, requests: (await (await caches.open(name)).keys()).map(({ url }) => url) })));
    return JSON.stringify({ ...areas, databases, cached, localStorage: Object.entries(localStorage), sessionStorage: Object.entries(sessionStorage) }, told);
  });
  await page.close();
  return text;
}

/** Runs in a page of the extension. @returns whether all of it could be done; a database that somebody has open is deleted when they close it */
async function emptyStorage(): Promise<boolean> {
  await chrome.alarms.clearAll();
  await Promise.all([chrome.storage.local.clear(), chrome.storage.session.clear(), chrome.storage.sync.clear()]);
  const names = (await indexedDB.databases()).map(({ name = '' }) => name);
  const deleted = await Promise.all(names.map((name) => new Promise<boolean>((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve(true);
    request.onblocked = () => resolve(false);
    // A worker that dies in this moment answers neither way: it is stopped again.
    setTimeout(() => resolve(false), 3000);
  })));
  return deleted.every((each) => each);
}

/** Puts the extension back to the day of its installation: no storage, no permission, no tab of its own, a new worker. */
export async function wipe(driven: Driven): Promise<void> {
  const pages = driven.context.pages();
  const page = await driven.page(stillPage);
  await Promise.all(pages.map((other) => other.close()));
  // A closed tab wakes the worker, and one that has the database open keeps it from being deleted.
  do await driven.killWorker(page); while (!(await page.evaluate(emptyStorage)));
  await page.evaluate(async () => {
    await chrome.scripting.unregisterContentScripts();
    // Last: it wakes the worker.
    const { origins = [] } = await chrome.permissions.getAll();
    if (origins.length > 0) await chrome.permissions.remove({ origins });
  });
  // What was heard in between may have woken it, with what it had read before.
  await driven.killWorker(page);
}

export interface Watch {
  /** Errors of our own scripts and breaches of the content security policy, in words. */
  readonly complaints: readonly string[];
  /** Everything that our own pages and the worker wrote to a console. */
  readonly said: readonly string[];
  watchPage: (page: Page) => void;
  /** A web page that is about to try addresses of ours: that the browser refuses them is no error of our own. */
  letProbe: (page: Page) => void;
  stop: () => void;
}

/** What Chromium calls every address of an extension that a page may not have. */
const refusedAddress = 'chrome-extension://invalid/';

/** Listens to the consoles of a browser. */
export function watch(context: BrowserContext): Watch {
  const complaints: string[] = [];
  const said: string[] = [];
  const probing = new Set<Page | null>();
  const heard = (message: ConsoleMessage): void => {
    const { url } = message.location();
    if (url === refusedAddress && probing.has(message.page())) return;
    const ours = url.startsWith('chrome-extension://') || message.worker() !== null;
    if (ours) said.push(message.text());
    if ((ours && message.type() === 'error') || /content security policy/i.test(message.text())) complaints.push(`${url}: ${message.text()}`);
  };
  const failed = (error: Error, where: string): void => {
    if (where.startsWith('chrome-extension://')) complaints.push(`${where}: ${error.stack ?? error.message}`);
  };
  const heardIn = (page: Page): void => {
    page.on('console', heard);
    page.on('pageerror', (error) => failed(error, page.url()));
    page.on('dialog', (dialog) => {
      complaints.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
  };
  const workers = (worker: { on: (event: 'console', listener: (message: ConsoleMessage) => void) => unknown }): void => { worker.on('console', heard); };
  context.on('page', heardIn);
  context.pages().forEach(heardIn);
  context.serviceWorkers().forEach(workers);
  context.on('serviceworker', workers);
  return {
    complaints,
    said,
    watchPage: heardIn,
    letProbe: (page) => { probing.add(page); },
    stop: () => {
      context.off('page', heardIn);
      context.off('serviceworker', workers);
    },
  };
}
