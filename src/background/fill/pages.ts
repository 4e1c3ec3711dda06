/**
 * Web pages, as much of them as filling needs: which document is there, what it offers, and handing it an order.
 * @module
 */

import farWords from '../../page/far-words.ts?script&iife';
import pageScript from '../../page/index.ts?script&iife';

import { Failure } from '../../core/problem.ts';
import type { FieldAnswer, FillOutcome, LookAsk, PageCall, PageLook, UndoOutcome } from '../../messages/contract.ts';
import { browser } from '../browser.ts';
import { readDescribed, readField, readLook, readOutcome, readUndone } from './page-replies.ts';

/** A page that is busy for longer gets nothing, and keeps no login waiting in memory. */
const patienceMs = 15_000;
/** Frames that don't answer in this time are not looked into. */
const framesPatienceMs = 2000;

/** One document, as the browser names it. `documentId` is empty where the browser has none. */
export interface PageDocument { tabId: number; frameId: number; documentId: string; url: URL }

/** A document in a frame. `around`: origins of the documents it lies in, by its own word: the nearest first. */
export interface FrameDocument extends PageDocument { around: readonly string[] }

export interface Pages {
  /** The active tab's top document. @throws {Failure} `restricted-page` where no extension may look */
  active: () => Promise<PageDocument>;
  /** One frame of a tab. `url` is the browser's word for where the frame is. @throws {Failure} `restricted-page` */
  frame: (tabId: number, frameId: number, url: string | undefined) => Promise<FrameDocument>;
  /** All documents in frames of the tab that may be looked into and have an origin of their own. */
  frames: (tabId: number) => Promise<readonly FrameDocument[]>;
  /** The top document of a tab, if it is still this one. @throws {Failure} `page-changed`, `restricted-page` */
  same: (tabId: number, documentId: string) => Promise<PageDocument>;
  /** Puts our script into the document first. @throws {Failure} `page-changed` */
  look: (page: PageDocument, ask: LookAsk) => Promise<PageLook>;
  /** @throws {Failure} `page-changed` */
  fill: (page: PageDocument, ticket: string) => Promise<FillOutcome>;
  /** Of a document that was filled. @throws {Failure} `page-changed` */
  undo: (page: PageDocument) => Promise<UndoOutcome>;
  /** Puts our script into the document first. @throws {Failure} `page-changed` */
  field: (page: PageDocument) => Promise<FieldAnswer>;
  /** Tells the document what the person has said of fields of its site. Puts our script into it first. @throws {Failure} `page-changed` */
  know: (page: PageDocument, rules: LookAsk['rules']) => Promise<void>;
}

export function pages(): Pages {
  return {
    active: activePage,
    frame: frameOf,
    frames: framesIn,
    same: sameDocument,
    look: (page, ask) => inject(page, []).then(() => tell(page, { do: 'look', ...ask }, readLook)),
    fill: (page, ticket) => tell(page, { do: 'fill', ticket }, readOutcome),
    undo: (page) => tell(page, { do: 'undo' }, readUndone),
    field: (page) => inject(page, []).then(() => tell(page, { do: 'field' }, readField)),
    know: async (page, rules) => {
      await inject(page, []);
      await tell(page, { do: 'know', rules }, readField);
    },
  };
}

async function activePage(): Promise<PageDocument> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  if (tab?.id === undefined) throw new Failure({ kind: 'restricted-page' });
  return frameOf(tab.id, 0, tab.url);
}

async function frameOf(tabId: number, frameId: number, url: string | undefined): Promise<FrameDocument> {
  const address = webAddress(url);
  if (!address) throw new Failure({ kind: 'restricted-page' });
  const [found] = await documentsIn({ tabId, frameIds: [frameId] }).catch((cause: unknown) => {
    throw new Failure({ kind: 'restricted-page' }, { cause });
  });
  // A sandboxed document, or one that has moved on since the browser told where it is.
  if (frameId !== 0 && found?.origin !== address.origin) throw new Failure({ kind: 'restricted-page' });
  return { tabId, frameId, documentId: found?.documentId ?? '', url: address, around: found?.around ?? [] };
}

/** Where a frame is, it says itself; the browser says so again when it takes its order. */
async function framesIn(tabId: number): Promise<readonly FrameDocument[]> {
  const late = new Promise<[]>((resolve) => { setTimeout(() => resolve([]), framesPatienceMs); });
  const found = await Promise.race([documentsIn({ tabId, allFrames: true }).catch(() => []), late]);
  return found.flatMap(({ frameId, documentId, address, origin, around }) => {
    const url = webAddress(address);
    return frameId === 0 || url === null || url.origin !== origin ? [] : [{ tabId, frameId, documentId, url, around }];
  });
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

interface Described { frameId: number; documentId: string; address: string; origin: string; around: readonly string[] }

/** The documents that are in frames now. Leaves nothing in them: most hold nothing to fill. */
async function documentsIn(target: chrome.scripting.InjectionTarget): Promise<Described[]> {
  const results = await browser.scripting.executeScript({ target, injectImmediately: true, func: describe });
  return results.map(({ frameId, documentId, result }: { frameId: number; documentId?: string; result?: unknown }) => ({ frameId, documentId: documentId ?? '', ...readDescribed(result) }));
}

/** Runs in the page, once: it must not use anything of this module. */
function describe(): Omit<Described, 'frameId' | 'documentId'> {
  // Firefox has no list of ancestors: there, only a frame right in the page counts as being of the page.
  const ancestors: { ancestorOrigins?: DOMStringList } = location;
  return { address: location.href, origin: self.origin, around: ancestors.ancestorOrigins ? [...ancestors.ancestorOrigins] : parent === top ? [] : ['null'] };
}

/** Puts our script into the document, which need not be complete, and others of ours after it; once more does no harm. @throws {Failure} `page-changed` */
export async function inject({ tabId, frameId, documentId }: PageDocument, more: readonly string[]): Promise<void> {
  const target = documentId === '' ? { tabId, frameIds: [frameId] } : { tabId, documentIds: [documentId] };
  try {
    const [needed] = await browser.scripting.executeScript({ target, injectImmediately: true, func: hasFarLetters });
    const words = needed?.result === true ? [farWords] : [];
    await browser.scripting.executeScript({ target, injectImmediately: true, files: [...words, pageScript, ...more] });
  } catch (cause) {
    throw new Failure({ kind: 'page-changed' }, { cause });
  }
}

/** Runs in the page, once: whether anything but Latin letters stands in it, in its texts or at its fields. */
function hasFarLetters(): boolean {
  return /(?!\p{Script=Latin})\p{L}/u.test(document.documentElement.outerHTML.slice(0, 2_000_000));
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
