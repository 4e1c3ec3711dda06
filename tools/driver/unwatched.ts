/**
 * A Chromium that nobody watches while it is measured.
 *
 * A driver that follows every page and worker holds each of them at its start until it has looked at it, which takes
 * longer than what is measured. So the driver leaves once the stage is set; what is left is a pipe to the browser,
 * and no page is looked into before it is done.
 * @module
 */

import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { chromium } from 'playwright';
import { chromiumPath, drive, switches, until, type BrowserOptions, type Driven } from './browser.ts';

/** Milliseconds in which anything that is measured here is long over. */
const undisturbed = 1500;
/** Milliseconds in which a browser has put away what was closed: nobody opens a popup in the very instant a worker ends. */
const settled = 300;

interface Target { targetId: string; type: string; url: string }
type Send = (method: string, params?: Record<string, unknown>, sessionId?: string) => Promise<Record<string, unknown>>;

export interface Unwatched {
  /** Clicks the toolbar button over the tab at `address`, lets the popup be, then evaluates an expression in it and closes it. */
  inPopup: (address: string, expression: string) => Promise<unknown>;
  /** Ends the service worker, as Chromium does when it has been idle. */
  killWorker: () => Promise<void>;
  close: () => Promise<void>;
}

/** `stage` brings the browser into the state that is to be measured; its pages stay. @throws when no Chromium can be started */
export async function openUnwatched(options: BrowserOptions, stage: (driven: Driven) => Promise<void>): Promise<Unwatched> {
  const profile = mkdtempSync(join(tmpdir(), 'latchkey-bench-'));
  const child = spawn(chromiumPath(), [...switches(options), '--headless=new', '--no-sandbox', '--enable-unsafe-extension-debugging', '--remote-debugging-pipe', `--user-data-dir=${profile}`, '--window-size=1100,800', '--lang=en-US', 'about:blank'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const send = pipe(child);
  const close = async (): Promise<void> => {
    // Ends its processes in order; the pipe may close before its answer.
    void send('Browser.close').catch(() => undefined);
    await ended;
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
  try {
    const id = await setStage(profile, stage);
    return { inPopup: (address, expression) => inPopup({ send, id }, address, expression), killWorker: () => killWorker({ send, id }), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @returns the extension's id */
async function setStage(profile: string, stage: (driven: Driven) => Promise<void>): Promise<string> {
  let port = '';
  await until('Chromium to start', () => Promise.resolve((port = debuggingPort(profile)) !== ''));
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const [context] = browser.contexts();
  if (!context) throw new Error('This browser has no window.');
  const driven = await drive(context, profile, () => browser.close());
  await stage(driven);
  await driven.close();
  return driven.id;
}

function debuggingPort(profile: string): string {
  try {
    return readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')[0] ?? '';
  } catch {
    return '';
  }
}

/** The DevTools protocol over the browser's third and fourth file: messages of JSON, each closed by a zero byte. */
function pipe(child: ChildProcess): Send {
  const [, , , to, from] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, { resolve: (result: Record<string, unknown>) => void; reject: (error: Error) => void }>();
  let rest = '';
  let last = 0;
  from.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0');
    rest = messages.pop() ?? '';
    for (const message of messages) {
      const { id, result, error } = JSON.parse(message) as { id?: number; result?: Record<string, unknown>; error?: { message: string } };
      if (id === undefined) continue;
      if (error) waiting.get(id)?.reject(new Error(error.message));
      else waiting.get(id)?.resolve(result ?? {});
      waiting.delete(id);
    }
  });
  return (method, params = {}, sessionId) => new Promise((resolve, reject) => {
    last += 1;
    waiting.set(last, { resolve, reject });
    to.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
  });
}

interface Inside { send: Send; id: string }

async function targets({ send }: Inside, type: string): Promise<Target[]> {
  const { targetInfos } = await send('Target.getTargets', { filter: [{ type }] });
  return targetInfos as Target[];
}

async function inPopup(inside: Inside, address: string, expression: string): Promise<unknown> {
  const { send, id } = inside;
  const tab = (await targets(inside, 'tab')).find(({ url }) => url === address);
  if (!tab) throw new Error(`There is no tab at ${address}.`);
  await pause(settled);
  await send('Extensions.triggerAction', { id, targetId: tab.targetId });
  await pause(undisturbed);
  const popup = (await targets(inside, 'page')).find(({ url }) => url.startsWith(`chrome-extension://${id}/src/ui/popup/`));
  if (!popup) throw new Error('The popup has not opened.');
  const { sessionId } = await send('Target.attachToTarget', { targetId: popup.targetId, flatten: true });
  const { result } = await send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true }, String(sessionId));
  await send('Target.closeTarget', { targetId: popup.targetId });
  await until('the popup to close', async () => (await targets(inside, 'page')).every(({ targetId }) => targetId !== popup.targetId));
  return (result as { value?: unknown }).value;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}

async function killWorker(inside: Inside): Promise<void> {
  const find = async () => (await targets(inside, 'service_worker')).find(({ url }) => url.startsWith(`chrome-extension://${inside.id}/`));
  const worker = await find();
  if (!worker) return;
  await inside.send('Target.closeTarget', { targetId: worker.targetId });
  await until('the service worker to end', async () => (await find())?.targetId !== worker.targetId);
}
