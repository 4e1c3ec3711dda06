/**
 * The name that a person has typed already, where a login is going to be filled. Compared with names that we have, and
 * kept nowhere.
 * @module
 */

import { Failure } from '../../core/problem.ts';
import { pageKey } from '../../core/sites/page-key.ts';
import type { FillPlace } from './choose-document.ts';
import type { FrameDocument, PageDocument, Pages } from './pages.ts';
import type { SiteRules } from './site-rules.ts';

export interface TypedWorld { pages: Pick<Pages, 'look' | 'frames'>; siteRules: Pick<SiteRules, 'of'> }

/** Looked into for a name, where the page itself has no form. */
const mostFrames = 5;

/** In the frame that is meant, else in the page, else in a frame of its site. Empty: none, or none that can be seen. */
export async function typedName({ top, frame }: FillPlace, world: TypedWorld): Promise<string> {
  const { fields: rules } = await world.siteRules.of(pageKey(top.url));
  const look = async (page: PageDocument) => {
    try {
      return await world.pages.look(page, { wait: false, labels: [], rules });
    } catch (error) {
      if (error instanceof Failure) return null;
      throw error;
    }
  };
  const here = await look(frame ?? top);
  if (frame !== null || here?.place === 'open') return here?.typed ?? '';
  const isOwn = ({ url }: FrameDocument): boolean => pageKey(url) === pageKey(top.url);
  const looks = await Promise.all((await world.pages.frames(top.tabId)).filter(isOwn).slice(0, mostFrames).map(look));
  return looks.find((one) => one !== null && one.typed !== '')?.typed ?? '';
}
