/**
 * Drives the built extension in a real Chromium, from outside: its pages, its toolbar popup, its service worker.
 *
 * Every host name leads to the embedded cloud, so that any address can be visited and nothing leaves this machine.
 * @module
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type CDPSession, type Page, type Worker } from 'playwright';
import { uncompressed } from './uncompressed.ts';

export interface BrowserOptions {
  /** Folder of the built extension. */
  extension: string;
  /** Where the embedded cloud listens on this machine. */
  ports: { httpPort: number; httpsPort: number };
  headless: boolean;
  /** Hosts that are not led to the embedded cloud, e.g. of a live server. */
  straight?: readonly string[];
}

export interface Driven {
  readonly context: BrowserContext;
  /** The extension's id. */
  readonly id: string;
  /** Opens one of the extension's own pages in a tab, e.g. `src/ui/options/index.html`. */
  page: (file: string) => Promise<Page>;
  /** The service worker; started if it was not running. */
  worker: () => Promise<Worker>;
  /**
   * Lets Chromium grant what the extension asks for later without its native question, which nothing here could
   * answer. The extension still has to ask, and holds nothing before it does.
   */
  allowHosts: () => Promise<void>;
  /** Clicks the toolbar button over a tab. The popup lives in a browser of its own handle: close it when done. */
  openPopup: (over: Page) => Promise<{ popup: Page; close: () => Promise<void> }>;
  /** The popup that has opened by itself. */
  openedPopup: () => Promise<{ popup: Page; close: () => Promise<void> }>;
  /** Whether a toolbar popup of the extension is open now. */
  hasPopup: () => Promise<boolean>;
  /** Closes whatever toolbar popup of the extension is open. */
  closePopups: () => Promise<void>;
  /** Ends the service worker, as Chromium does when it has been idle. `from`: a page to do it from; otherwise one is opened for it. */
  killWorker: (from?: Page) => Promise<void>;
  close: () => Promise<void>;
}

/** A page at the extension's own address that runs none of its scripts, so that looking changes nothing. */
export const stillPage = 'manifest.json';

/** A browser of our own. */
export interface Opened extends Driven {
  /** Ends the browser and starts it again with the same profile. What was held of the old one is void. */
  restart: () => Promise<Opened>;
}

/** The few calls of Chromium's own extensions page that grant hosts. */
interface DeveloperPrivate {
  updateExtensionConfiguration: (configuration: { extensionId: string; hostAccess: string }) => Promise<void>;
  addHostPermission: (extensionId: string, host: string) => Promise<void>;
}

const quiet = [
  '--no-first-run', '--no-default-browser-check', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic',
  '--disable-domain-reliability', '--disable-search-engine-choice-screen', '--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication,CertificateTransparencyComponentUpdater',
  // The browser's own: it would spend a third of its time on drawing throbbers and sliding tabs.
  '--force-prefers-reduced-motion', '--animation-duration-scale=0',
  '--metrics-recording-only', '--no-pings', '--password-store=basic', '--use-mock-keychain', '--hide-crash-restore-bubble',
];

/** @throws when no Chromium can be started */
export async function openBrowser(options: BrowserOptions): Promise<Opened> {
  const profile = mkdtempSync(join(tmpdir(), 'latchkey-browser-'));
  return startIn(profile, options).catch((error: unknown) => {
    rmSync(profile, { recursive: true, force: true });
    throw error;
  });
}

async function startIn(profile: string, options: BrowserOptions): Promise<Opened> {
  const context = await launch(profile, options);
  const driven = await drive(context, profile, async () => {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });
  return {
    ...driven,
    restart: async () => {
      await context.close();
      return startIn(profile, options);
    },
  };
}

/** Drives a browser that runs already. `close` is what ends the driving. */
export async function drive(context: BrowserContext, profile: string, close: () => Promise<void>): Promise<Driven> {
  const cdp = await devtools(context);
  const started = context.serviceWorkers()[0] ?? await context.waitForEvent('serviceworker', { timeout: 30_000 });
  const id = new URL(started.url()).host;
  // At each start it counts as newly installed, and opens its options in whatever tab is empty: let it have its tab first.
  await until('the options page that opens by itself', () => Promise.resolve(context.pages().some((one) => one.url().startsWith(`chrome-extension://${id}/`))));
  const page = async (file: string): Promise<Page> => {
    const opened = await context.newPage();
    await opened.goto(`chrome-extension://${id}/${file}`);
    return opened;
  };
  return {
    context,
    id,
    page,
    worker: async () => context.serviceWorkers().find((worker) => worker.url().includes(id)) ?? await context.waitForEvent('serviceworker'),
    allowHosts: () => allowHosts(context, id),
    openPopup: (over) => openPopup({ context, cdp, id, profile }, over),
    openedPopup: () => connectToPopup({ context, cdp, id, profile }, new Set()),
    hasPopup: async () => (await cdp.send('Target.getTargets')).targetInfos.some(({ type, url }) => type === 'page' && url.startsWith(popupAt(id))),
    closePopups: async () => {
      for (const { type, url, targetId } of (await cdp.send('Target.getTargets')).targetInfos) {
        if (type === 'page' && url.startsWith(popupAt(id))) await cdp.send('Target.closeTarget', { targetId });
      }
    },
    killWorker: (from) => killWorker({ context, id, from }),
    close,
  };
}

export const chromiumPath = (): string => process.env['CHROME_PATH'] ?? '/usr/bin/chromium';

/** What Chromium is started with. */
export function switches({ extension, ports, straight = [] }: BrowserOptions): string[] {
  // Chromium's own requests would be told from ours by nothing but their names.
  const silent = ['*.google.com', '*.googleapis.com', '*.gstatic.com'].map((host) => `MAP ${host} ~NOTFOUND`);
  const rules = [...silent, ...straight.map((host) => `EXCLUDE ${host}`), `MAP *:80 127.0.0.1:${ports.httpPort}`, `MAP *:443 127.0.0.1:${ports.httpsPort}`];
  return [...quiet, `--disable-extensions-except=${extension}`, `--load-extension=${extension}`, '--remote-debugging-port=0', '--ignore-certificate-errors', `--host-resolver-rules=${rules.join(',')}`];
}

async function launch(profile: string, options: BrowserOptions): Promise<BrowserContext> {
  const { headless } = options;
  const start = (chromiumSandbox: boolean): Promise<BrowserContext> => chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath(),
    headless,
    chromiumSandbox,
    ignoreHTTPSErrors: true,
    viewport: headless ? { width: 1100, height: 800 } : null,
    locale: 'en-US',
    args: switches(options),
  });
  // Chromium's sandbox cannot be had by root, nor in many containers.
  if (process.getuid?.() === 0 || process.env['CI'] !== undefined) return start(false);
  return start(true).catch(() => start(false));
}

async function devtools(context: BrowserContext): Promise<CDPSession> {
  const browser = context.browser();
  if (!browser) throw new Error('This browser has no DevTools.');
  return browser.newBrowserCDPSession();
}

async function allowHosts(context: BrowserContext, id: string): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(async (extensionId) => {
    const { developerPrivate } = chrome as unknown as { developerPrivate: DeveloperPrivate };
    await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: 'ON_SPECIFIC_SITES' });
    await developerPrivate.addHostPermission(extensionId, '*://*/*');
    await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: 'ON_ALL_SITES' });
  }, id);
  await page.close();
}

const popupAt = (id: string): string => `chrome-extension://${id}/src/ui/popup/`;

interface Inside { context: BrowserContext; cdp: CDPSession; id: string; profile: string }

async function openPopup(inside: Inside, over: Page): Promise<{ popup: Page; close: () => Promise<void> }> {
  const { cdp, id } = inside;
  await over.bringToFront();
  const tab = (await cdp.send('Target.getTargets', { filter: [{ type: 'tab' }] })).targetInfos.find(({ url }) => url === over.url());
  if (!tab) throw new Error(`There is no tab at ${over.url()}.`);
  const before = new Set((await cdp.send('Target.getTargets')).targetInfos.map(({ targetId }) => targetId));
  await cdp.send('Extensions.triggerAction' as 'Target.getTargets', { id, targetId: tab.targetId } as never);
  return connectToPopup(inside, before);
}

/** @param before - targets that are not it */
async function connectToPopup({ cdp, id, profile }: Inside, before: ReadonlySet<string>): Promise<{ popup: Page; close: () => Promise<void> }> {
  const isPopup = (url: string): boolean => url.startsWith(popupAt(id));
  // A connection made before the popup has its title would never see it.
  await until('the popup to open', async () => (await cdp.send('Target.getTargets')).targetInfos.some(({ type, title, url, targetId }) => type === 'page' && title !== '' && isPopup(url) && !before.has(targetId)));
  const [port, path = ''] = readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n');
  // Without its defaults: they'd make the browser put downloads where this connection throws them away.
  const second = await chromium.connectOverCDP(`ws://127.0.0.1:${await uncompressed(Number(port))}${path}`, { noDefaults: true });
  // One that is just closing may still be there.
  const find = async (): Promise<Page | undefined> => {
    for (const page of second.contexts().flatMap((context) => context.pages())) {
      const target = isPopup(page.url()) ? await targetOf(page) : null;
      if (target !== null && !before.has(target)) return page;
    }
    return undefined;
  };
  await until('the popup to be seen', async () => await find() !== undefined);
  const popup = await find();
  if (!popup) throw new Error('The popup has closed.');
  return { popup, close: () => second.close() };
}

/** Its name among the browser's targets; null once it is closed. */
async function targetOf(page: Page): Promise<string | null> {
  const name = async (): Promise<string> => {
    const cdp = await page.context().newCDPSession(page);
    const { targetInfo } = await cdp.send('Target.getTargetInfo');
    await cdp.detach();
    return targetInfo.targetId;
  };
  return name().catch(() => null);
}

/**
 * Asks the browser's own list of service workers, which tells each step of a worker's life: a target keeps its name when
 * its worker is woken again at once, and a worker that is only starting doesn't hear that it should stop.
 */
async function killWorker({ context, id, from }: { context: BrowserContext; id: string; from: Page | undefined }): Promise<void> {
  const page = from ?? await context.newPage();
  const cdp = await context.newCDPSession(page);
  let version: { versionId: string; runningStatus: string } | undefined;
  let stops = 0;
  cdp.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const each of versions) {
      if (!each.scriptURL.startsWith(`chrome-extension://${id}/`) || each.status === 'redundant') continue;
      version = each;
      if (each.runningStatus === 'stopped') stops += 1;
    }
  });
  await cdp.send('ServiceWorker.enable');
  await until('the service worker to be known', () => Promise.resolve(version !== undefined));
  await until('the service worker to start', () => Promise.resolve(version?.runningStatus !== 'starting'));
  const before = stops;
  if (version !== undefined && version.runningStatus !== 'stopped') {
    void cdp.send('ServiceWorker.stopWorker', { versionId: version.versionId }).catch(() => undefined);
    await until('the service worker to end', () => Promise.resolve(stops > before));
  }
  await (from === undefined ? page.close() : cdp.detach());
}

/** A live server may be a small one, far away. */
const patienceMs = process.env['LATCHKEY_SERVER'] === undefined ? 15_000 : 60_000;

/** Asks again and again until something holds. @throws when it doesn't in reasonable time */
export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
