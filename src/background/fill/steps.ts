/**
 * A login that was begun in a tab: which one it is, for its site, until it is through.
 *
 * On the next page of the site that login is the first choice, and what the keyboard fills. By itself only the very
 * document that was filled gets the next step, within half a minute and once: a page that a person chose a login for
 * could have asked for the whole of it at once, but what else is at the same site could not.
 * @see guides: features F30, F58; threats S-12, S-17
 * @module
 */

import * as v from 'valibot';

import type { CredentialId } from '../../core/ids.ts';
import { isCredentialId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { pageKey } from '../../core/sites/page-key.ts';
import type { NextStep } from '../../messages/contract.ts';
import type { Sender } from '../answer.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { stored, type StorageArea } from '../stored.ts';
import type { PageDocument } from './pages.ts';

const rememberedMs = 5 * 60_000;
const byItselfMs = 30_000;

const shape = v.array(v.object({
  tabId: v.number(), frameId: v.number(), documentId: v.string(), origin: v.string(), site: v.string(), address: v.string(),
  credential: v.pipe(v.string(), v.guard(isCredentialId)), next: v.nullable(v.picklist(['current-password', 'one-time-code'])), at: v.number(),
}));

type Step = v.InferOutput<typeof shape>[number];

export interface Steps {
  /** Takes the place of what was begun in the tab before. */
  remember: (page: PageDocument, credential: CredentialId, next: NextStep) => Promise<void>;
  /** The tab's login is through, or another one was chosen. */
  forget: (tabId: number) => Promise<void>;
  /** Which login was begun in the tab on this page's site. */
  begunAt: (tabId: number, page: URL) => Promise<CredentialId | null>;
  /** For the document that asks for it, by the browser's word. @throws {Failure} `not-allowed` */
  take: (step: NextStep, sender: Sender) => Promise<{ credential: CredentialId; page: PageDocument }>;
  /** On lock: nothing goes on. */
  forgetAll: () => Promise<void>;
}

export function steps(session: StorageArea, now: () => number): Steps {
  const item = stored(session, 'fill-steps', shape);
  const queue = oneAtATime();
  const read = async (): Promise<readonly Step[]> => ((await item.read()) ?? []).filter(({ at }) => now() - at < rememberedMs && at <= now());
  const change = (tabId: number, step: Step | null): Promise<void> => queue(async () => {
    const rest = (await read()).filter((one) => one.tabId !== tabId);
    await item.write([...rest, ...(step === null ? [] : [step])]);
  });
  return {
    remember: ({ tabId, frameId, documentId, url }, credential, next) => change(tabId, { tabId, frameId, documentId, origin: url.origin, site: pageKey(url), address: url.href, credential, next, at: now() }),
    forget: (tabId) => change(tabId, null),
    async begunAt(tabId, page) {
      const found = (await read()).find((one) => one.tabId === tabId);
      return found?.site === pageKey(page) ? found.credential : null;
    },
    take: (step, sender) => queue(async () => {
      const found = (await read()).find(({ tabId, frameId, documentId, origin, next, at }) => next === step && documentId !== '' && tabId === sender.tab?.id && frameId === sender.frameId && documentId === sender.documentId && origin === sender.origin && now() - at < byItselfMs);
      const url = found === undefined ? null : URL.parse(found.address);
      if (found === undefined || url === null) throw new Failure({ kind: 'not-allowed' });
      await item.write((await read()).map((one) => (one.tabId === found.tabId ? { ...one, next: null } : one)));
      const { tabId, frameId, documentId, credential } = found;
      return { credential, page: { tabId, frameId, documentId, url } };
    }),
    forgetAll: () => queue(() => item.remove()),
  };
}
