/**
 * A secret that was copied from a login and pasted into a page that the login isn't for.
 * @see guides: features F70; threats S-21
 * @module
 */

import type { Credential } from '../../core/credential/credential.ts';
import { Failure } from '../../core/problem.ts';
import { readAddresses } from '../../core/sites/site.ts';
import type { Part, PopupView } from '../../messages/contract.ts';
import type { ScreenHandlers } from '../answer.ts';
import { mayFillInto } from '../fill/may-fill.ts';
import type { App } from './app.ts';
import { whileUnlocked } from './while-unlocked.ts';

export function pastedHandlers({ session, copies, changed }: App): Pick<ScreenHandlers, 'dismissPasted'> {
  const { done } = whileUnlocked(session);
  return {
    dismissPasted: done(async ({ tabId }) => {
      await copies.dismiss(tabId);
      changed();
    }),
  };
}

/** What the popup over a tab warns of. */
export async function pastedOver(tabId: number, app: App): Promise<PopupView['pasted']> {
  const found = await app.copies.pasteIn(tabId);
  if (found === null) return null;
  try {
    const credential = await app.vaults.credential(found.credential);
    const problem = await strangersAt(credential, new URL(found.address), app);
    return problem === null ? null : { label: credential.label, problem };
  } catch (error) {
    if (error instanceof Failure) return null; // it is gone
    throw error;
  }
}

/** Whether it may be seen by nobody but the login's site. */
export function isSecret({ customFields }: Credential, part: Part): boolean {
  if (part.field === 'custom') return customFields.state !== 'unreadable' && customFields.value[part.index]?.secret === true;
  return part.field === 'password' || part.field === 'code';
}

/** Null: the login is for this page, or nobody has said where it is for. */
export async function strangersAt(credential: Credential, page: URL, { siteSets }: App): Promise<NonNullable<PopupView['pasted']>['problem'] | null> {
  if (credential.url.state === 'unreadable' || readAddresses(credential.url.value).length === 0) return null;
  try {
    mayFillInto(credential, page, { allow: [], sets: await siteSets.list() });
    return null;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.problem.kind === 'wrong-site' ? error.problem : null;
  }
}
