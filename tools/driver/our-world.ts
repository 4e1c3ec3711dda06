/**
 * The world that our scripts have in a page, beside the page's own: what can be asked from there, and what of it is heard.
 * @module
 */
import type { CDPSession, Page } from 'playwright';
import { until, type Driven } from './browser.ts';

/** Where our script lives in a page: with its own access to the extension, as somebody has it who took over the page's process. */
export interface World {
  /** @returns what the expression comes to; `{ threw }`: what it threw */
  evaluate: (expression: string) => Promise<unknown>;
  /** Sends a message to the background. @returns the answer */
  send: (message: unknown) => Promise<unknown>;
}

/** Waits for it. */
export async function ourWorldIn(driven: Driven, page: Page): Promise<World> {
  const found: World[] = [];
  await until('a script of ours in the page', async () => {
    const world = await worldIn(driven, page);
    if (world !== null) found.push(world);
    return world !== null;
  });
  const [world] = found;
  if (world === undefined) throw new Error('Our script has gone.');
  return world;
}

/** Which of our scripts are in the document, by the names that they have among themselves: none, if nothing was put into it. */
export async function scriptsIn(driven: Driven, page: Page): Promise<readonly string[]> {
  const world = await worldIn(driven, page);
  const names = world === null ? '' : String(await world.evaluate("Object.keys(globalThis).filter((name) => name.startsWith('latchkey')).join()"));
  return names.split(',').filter((name) => name !== '');
}

/** After an update of the extension the worlds of the old one are still there, cut off. */
async function lastAlive(cdp: CDPSession, contexts: readonly number[]): Promise<number | undefined> {
  for (const contextId of [...contexts].reverse()) {
    const { result } = await cdp.send('Runtime.evaluate', { contextId, expression: 'chrome.runtime?.id', returnByValue: true });
    if (result.value !== undefined) return contextId;
  }
  return undefined;
}

/** Null: no script of ours is, or has been, in this frame. */
async function worldIn(driven: Driven, page: Page): Promise<World | null> {
  const cdp = await driven.context.newCDPSession(page);
  const ours: number[] = [];
  cdp.on('Runtime.executionContextCreated', ({ context }) => {
    if (context.origin === `chrome-extension://${driven.id}`) ours.push(context.id);
  });
  // Those that are there are told before the answer.
  await cdp.send('Runtime.enable');
  const contextId = await lastAlive(cdp, ours);
  if (contextId === undefined) {
    await cdp.detach();
    return null;
  }
  const evaluate = async (expression: string): Promise<unknown> => {
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', { contextId, expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) return { threw: exceptionDetails.exception?.description ?? exceptionDetails.text };
    return result.value as unknown;
  };
  return { evaluate, send: (message) => evaluate(`chrome.runtime.sendMessage(${JSON.stringify(message)})`) };
}

/**
 * Waits until the background has heard all that this document has sent so far: messages come in the order in which they were
 * sent, and this one comes last.
 */
export async function allHeard(world: World): Promise<void> {
  await world.send({ to: 'page-router', name: 'nothing', ask: {}, version: '' });
}

/** Has the mark's script put into the document, if that is wanted at all, and waits until it has decided about the field that has the focus. */
export async function markDecided(world: World): Promise<void> {
  await world.evaluate("chrome.runtime.sendMessage({ to: 'page-router', name: 'fieldFocused', ask: {}, version: chrome.runtime.getManifest().version })");
}

/** Waits until the mark's script is in the document: by then it has decided about the field that has the focus. */
export async function markThere(world: World): Promise<void> {
  await until('the script of the mark', async () => await world.evaluate("'latchkeyMark' in globalThis") === true);
}

/** Has the worker note the names of the messages that it hears from now on, from anybody, as long as it lives. */
export async function listenIn(driven: Driven): Promise<() => Promise<readonly string[]>> {
  interface Noting { heardNames: string[] }
  const worker = await driven.worker();
  await worker.evaluate(() => {
    const names: string[] = [];
    (globalThis as unknown as Noting).heardNames = names;
    chrome.runtime.onMessage.addListener((message: { name?: unknown } | null) => { names.push(String(message?.name)); });
  });
  return () => worker.evaluate(() => (globalThis as unknown as Noting).heardNames);
}
