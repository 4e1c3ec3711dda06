/**
 * Answers one message: checks who asks, checks what is asked, calls its handler.
 *
 * Three routers that share nothing but their way of checking. Who asks is read from what the browser says of the
 * sender, never from the message. The only `catch` between a handler and its asker is here.
 * @see guides: threats S-12
 * @module
 */

import * as v from 'valibot';

import { Failure, type Problem } from '../core/problem.ts';
import type { Answer, MenuRequests, PageRequests, ScreenRequests } from '../messages/contract.ts';
import { isMenuRequest, isPageRequest, isScreenRequest, menuShapes, pageShapes, screenShapes } from '../messages/shapes.ts';
import { menuPage } from './menu/menu-page.ts';

/** What the browser says of a message's sender. */
export interface Sender {
  id?: string | undefined;
  url?: string | undefined;
  origin?: string | undefined;
  documentId?: string | undefined;
  frameId?: number | undefined;
  tab?: { id?: number | undefined; url?: string | undefined } | undefined;
}

type Handler<Request extends { ask: unknown; reply: unknown }> = (ask: Request['ask'], sender: Sender) => Promise<Request['reply']>;
/** One handler for every request of the contract; a missing one doesn't compile. */
export type ScreenHandlers = { [Name in keyof ScreenRequests]: Handler<ScreenRequests[Name]> };
export type PageHandlers = { [Name in keyof PageRequests]: Handler<PageRequests[Name]> };
export type MenuHandlers = { [Name in keyof MenuRequests]: Handler<MenuRequests[Name]> };

/** `home` is the address of our own files, e.g. `chrome-extension://<id>/`. */
export interface Routers { id: string; home: string; version: string; screens: ScreenHandlers; pages: PageHandlers; menu: MenuHandlers }

const messageShape = v.strictObject({ to: v.picklist(['screen-router', 'page-router', 'menu-router']), name: v.string(), ask: v.unknown(), version: v.string() });

/** Whether a message is for a router at all: others are left to whoever they are for. */
export function isForRouter(message: unknown): boolean {
  return v.is(v.object({ to: messageShape.entries.to }), message);
}

export async function answer(message: unknown, sender: Sender, routers: Routers): Promise<Answer<unknown>> {
  try {
    const { to, name, ask, version } = checked(messageShape, message);
    if (sender.id !== routers.id) throw new Failure({ kind: 'not-allowed' });
    if (version !== routers.version) throw new Failure({ kind: 'outdated' });
    return { ok: true, value: await askRouters[to](name, ask, sender, routers) };
  } catch (error) {
    return { ok: false, problem: asProblem(error) };
  }
}

type AskRouter = (name: string, ask: unknown, sender: Sender, routers: Routers) => Promise<unknown>;

const askRouters = { 'screen-router': askScreenRouter, 'page-router': askPageRouter, 'menu-router': askMenuRouter } satisfies Record<string, AskRouter>;

/** A web page's process can imitate every field of a message, but not the address the browser gives its sender. */
function isOurs(sender: Sender, { home }: Routers): boolean {
  return sender.url?.startsWith(home) === true && (sender.origin === undefined || `${sender.origin}/` === home);
}

/** The one page of ours that stands among strangers. */
function isMenu(sender: Sender, { home }: Routers): boolean {
  return sender.url?.split(/[?#]/)[0] === home + menuPage;
}

function askScreenRouter(name: string, ask: unknown, sender: Sender, routers: Routers): Promise<unknown> {
  if (!isOurs(sender, routers) || isMenu(sender, routers) || !isScreenRequest(name)) throw new Failure({ kind: 'not-allowed' });
  return call(routers.screens[name] as Handler<{ ask: unknown; reply: unknown }>, checked(screenShapes[name], ask), sender);
}

function askPageRouter(name: string, ask: unknown, sender: Sender, routers: Routers): Promise<unknown> {
  if (sender.tab?.id === undefined || !isPageRequest(name)) throw new Failure({ kind: 'not-allowed' });
  return call(routers.pages[name] as Handler<{ ask: unknown; reply: unknown }>, checked(pageShapes[name], ask), sender);
}

/** Only in a frame: there is no reason to open the menu as a page. */
function askMenuRouter(name: string, ask: unknown, sender: Sender, routers: Routers): Promise<unknown> {
  const framed = sender.tab?.id !== undefined && sender.frameId !== undefined && sender.frameId > 0;
  if (!isOurs(sender, routers) || !isMenu(sender, routers) || !framed || !isMenuRequest(name)) throw new Failure({ kind: 'not-allowed' });
  return call(routers.menu[name] as Handler<{ ask: unknown; reply: unknown }>, checked(menuShapes[name], ask), sender);
}

function call(handler: Handler<{ ask: unknown; reply: unknown }>, ask: unknown, sender: Sender): Promise<unknown> {
  return handler(ask, sender);
}

/** Parses, but never throws the schema's own error: that one quotes the value it met, and the value may be a password. */
function checked<Schema extends v.GenericSchema>(schema: Schema, value: unknown): v.InferOutput<Schema> {
  const result = v.safeParse(schema, value);
  if (!result.success) throw new Failure({ kind: 'not-allowed' });
  return result.output;
}

/** For what nobody waits for: an event, not a question. Nothing that goes wrong then may end the worker or go unseen. */
export function unattended(work: Promise<unknown>): void {
  work.catch(asProblem);
}

function asProblem(error: unknown): Problem {
  if (error instanceof Failure) return error.problem;
  // The message of a foreign error may quote data: only its name and place are logged.
  console.error('Latchkey: unexpected', error instanceof Error ? [error.name, placesIn(error.stack ?? '')] : typeof error);
  return { kind: 'bug' };
}

/** Lines that name a place in our code. A message comes before them in Chromium, and may have several lines itself. */
function placesIn(stack: string): string {
  return stack.split('\n').filter((line) => /^(?:\s+at |[^\s@]*@)(?:.* )?\(?(?:chrome|moz)-extension:\/\/\S+:\d+:\d+\)?$/.test(line)).slice(0, 5).join('\n');
}
