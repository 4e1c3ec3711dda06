/**
 * Web pages, as much of them as filling needs: which document is there, what it offers, and handing it an order.
 * @module
 */

import pageScript from '../../page/index.ts?script&iife';

import { Failure } from '../../core/problem.ts';
import type { FillOutcome, PageCall, PageLook } from '../../messages/contract.ts';
import { browser } from '../browser.ts';
import { readLook, readOutcome } from './page-replies.ts';

/** A page that is busy for longer gets nothing, and keeps no login waiting in memory. */
const patienceMs = 15_000;

/** One document, as the browser names it. `documentId` is empty where the browser has none. */
export interface PageDocument { tabId: number; frameId: number; documentId: string; url: URL }

export interface Pages {
  /** The active tab's top document. @throws {Failure} `restricted-page` where no extension may look */
  active: () => Promise<PageDocument>;
  /** One frame of a tab. `url` is the browser's word for where the frame is. @throws {Failure} `restricted-page` */
  frame: (tabId: number, frameId: number, url: string | undefined) => Promise<PageDocument>;
  /** The top document of a tab, if it is still this one. @throws {Failure} `page-changed`, `restricted-page` */
  same: (tabId: number, documentId: string) => Promise<PageDocument>;
  /** Puts our script into the document first. @throws {Failure} `page-changed` */
  look: (page: PageDocument) => Promise<PageLook>;
  /** @throws {Failure} `page-changed` */
  fill: (page: PageDocument, ticket: string) => Promise<FillOutcome>;
}

export function pages(): Pages {
  return { active: activePage, frame: frameOf, same: sameDocument, look: lookInto, fill: (page, ticket) => tell(page, { do: 'fill', ticket }, readOutcome) };
}

async function activePage(): Promise<PageDocument> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id === undefined) throw new Failure({ kind: 'restricted-page' });
  return frameOf(tab.id, 0, tab.url);
}

async function frameOf(tabId: number, frameId: number, url: string | undefined): Promise<PageDocument> {
  const address = webAddress(url);
  if (!address) throw new Failure({ kind: 'restricted-page' });
  const documentId = await documentIn({ tabId, frameIds: [frameId] }).catch((cause: unknown) => {
    throw new Failure({ kind: 'restricted-page' }, { cause });
  });
  return { tabId, frameId, documentId, url: address };
}

async function sameDocument(tabId: number, documentId: string): Promise<PageDocument> {
  const tab = await browser.tabs.get(tabId).catch((cause: unknown) => {
    throw new Failure({ kind: 'page-changed' }, { cause });
  });
  const page = await frameOf(tabId, 0, tab.url).catch((cause: unknown) => {
    // It could be seen when it was chosen; where the tab has gone since, it cannot.
    throw new Failure({ kind: 'page-changed' }, { cause });
  });
  if (page.documentId !== documentId) throw new Failure({ kind: 'page-changed' });
  return page;
}

function webAddress(url: string | undefined): URL | null {
  const address = url === undefined ? null : URL.parse(url);
  return address && (address.protocol === 'https:' || address.protocol === 'http:') ? address : null;
}

/** The id of the document that is in a frame now. Leaves nothing in it: opening the popup is not yet asking for a fill. */
async function documentIn(target: chrome.scripting.InjectionTarget): Promise<string> {
  const [result] = await browser.scripting.executeScript({ target, func: () => undefined });
  return (result as { documentId?: string } | undefined)?.documentId ?? '';
}

/** Puts our script into the document, once more does no harm, and others of ours after it. @throws {Failure} `page-changed` */
export async function inject({ tabId, frameId, documentId }: PageDocument, more: readonly string[]): Promise<void> {
  const target = documentId === '' ? { tabId, frameIds: [frameId] } : { tabId, documentIds: [documentId] };
  await browser.scripting.executeScript({ target, files: [pageScript, ...more] }).catch((cause: unknown) => {
    throw new Failure({ kind: 'page-changed' }, { cause });
  });
}

/** Asks our script what the document offers. */
async function lookInto(page: PageDocument): Promise<PageLook> {
  await inject(page, []);
  return tell(page, { do: 'look' }, readLook);
}

async function tell<Reply>({ tabId, frameId, documentId }: PageDocument, call: PageCall, read: (reply: unknown) => Reply | null): Promise<Reply> {
  // Where the browser knows documents, only this very one hears it; else the frame does, and its origin is checked when it takes the order.
  const to = documentId === '' ? { frameId } : { documentId };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => { timer = setTimeout(() => resolve(undefined), patienceMs); });
  const reply = await Promise.race<unknown>([browser.tabs.sendMessage<PageCall, unknown>(tabId, call, to), late])
    .catch((cause: unknown) => {
      throw new Failure({ kind: 'page-changed' }, { cause });
    })
    .finally(() => clearTimeout(timer));
  // A document that goes away before it has answered leaves no error, only nothing.
  const understood = read(reply);
  if (understood === null) throw new Failure({ kind: 'page-changed' });
  return understood;
}
