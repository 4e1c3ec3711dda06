/**
 * What the keyboard and the context menu start: at once where nothing has to be asked, else in the popup, where a
 * person can unlock, choose, agree or read why not.
 * @module
 */

import type { FieldRole } from '../../core/forms/facts.ts';
import { Failure } from '../../core/problem.ts';
import { pageKey } from '../../core/sites/page-key.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { AskedFor } from './asked.ts';
import { fillBest, type FillBestWorld } from './fill-best.ts';
import type { FrameDocument, PageDocument } from './pages.ts';
import type { SiteRules } from './site-rules.ts';

export interface TriggersWorld extends FillBestWorld {
  asked: Pick<AskedFor, 'put'>;
  siteRules: SiteRules;
  isUnlocked: () => Promise<boolean>;
  /** Puts the deadline of the lock off. */
  use: () => Promise<void>;
  openPopup: () => Promise<void>;
  /** Takes marks out of all documents of a tab. */
  leaveMarks: (tabId: number) => Promise<void>;
}

/** One click in a page's context menu. `url`s are the browser's word; `frame` null: in the page itself. */
export interface Clicked { tabId: number; url: string | undefined; frame: { frameId: number; url: string | undefined } | null }

export interface Triggers {
  /** The keyboard's: the page of the active tab. */
  fill: () => Promise<void>;
  fillAt: (clicked: Clicked) => Promise<void>;
  generate: () => Promise<void>;
  /** The field with the focus is for this. */
  useField: (clicked: Clicked, role: FieldRole) => Promise<void>;
  /** Nothing is filled on this site any more. */
  neverAt: (clicked: Clicked) => Promise<void>;
}

export function triggers(world: TriggersWorld): Triggers {
  const { pages } = world;
  /** Pressed twice in a row, the second time means the next login. */
  const queue = oneAtATime();
  const inPopup = async (what: 'fill' | 'generate', tabId: number | null, frame: Clicked['frame']) => {
    await world.asked.put({ what, tabId, frameId: frame?.frameId ?? 0, frameUrl: frame?.url ?? null });
    await world.openPopup();
  };
  const placeOf = async ({ tabId, url, frame }: Clicked): Promise<{ top: PageDocument; frame: FrameDocument | null }> => ({
    top: await pages.frame(tabId, 0, url),
    frame: frame === null ? null : await pages.frame(tabId, frame.frameId, frame.url),
  });

  async function fillIn(tabId: number | null, frame: Clicked['frame'], find: () => Promise<{ top: PageDocument; frame: FrameDocument | null }>): Promise<void> {
    if (!(await world.isUnlocked())) {
      await inPopup('fill', tabId, frame);
      return;
    }
    await world.use();
    const { report, entry } = await inWords(async () => fillBest(await find(), world)) ?? { report: null, entry: null };
    // The popup tries once more and says what is the matter, or what there is to choose.
    if (report === null) await (entry === null ? world.openPopup() : inPopup('fill', tabId, frame));
  }

  async function change(clicked: Clicked, how: (page: PageDocument) => Promise<void>): Promise<void> {
    if (await world.isUnlocked()) {
      await world.use();
      await inWords(async () => {
        const { top, frame } = await placeOf(clicked);
        await how(frame ?? top);
      });
    }
    // There it is said, and can be taken back.
    await world.openPopup();
  }

  return {
    fill: () => queue(async () => {
      const top = await inWords(() => pages.active());
      await fillIn(top?.tabId ?? null, null, () => (top === null ? Promise.reject(new Failure({ kind: 'restricted-page' })) : Promise.resolve({ top, frame: null })));
    }),
    fillAt: (clicked) => queue(() => fillIn(clicked.tabId, clicked.frame, () => placeOf(clicked))),
    generate: () => inPopup('generate', null, null),
    useField: (clicked, role) => change(clicked, async (page) => {
      const { mark } = await pages.field(page);
      if (mark === null) return;
      const site = pageKey(page.url);
      await world.siteRules.setField(site, { mark, role });
      await pages.know(page, (await world.siteRules.of(site)).fields);
    }),
    neverAt: (clicked) => change(clicked, async (page) => {
      await world.siteRules.setNever(pageKey(page.url), true);
      await world.leaveMarks(page.tabId);
    }),
  };
}

/** Null: it failed in a way that the popup has words for. */
async function inWords<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}
