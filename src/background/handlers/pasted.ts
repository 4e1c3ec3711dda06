/**
 * A secret that was copied from a login and pasted into a page that the login isn't for.
 * @see guides: features F70; threats S-21
 * @module
 */

import type { Credential } from '../../core/credential/credential.ts';
import type { CredentialId } from '../../core/ids.ts';
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
  return found === null ? null : strangersAt(found.credential, new URL(found.address), app);
}

/** Whether it may be seen by nobody but the login's site. */
export function isSecret({ customFields }: Credential, part: Part): boolean {
  if (part.field === 'custom') return customFields.state !== 'unreadable' && customFields.value[part.index]?.secret === true;
  return part.field === 'password' || part.field === 'code';
}

/** Null: the login is for this page, nobody has said where it is for, or it is gone. */
export async function strangersAt(id: CredentialId, page: URL, { vaults, siteSets }: Pick<App, 'vaults' | 'siteSets'>): Promise<PopupView['pasted']> {
  let label = '';
  try {
    const credential = await vaults.credential(id);
    ({ label } = credential);
    if (credential.url.state !== 'unreadable' && readAddresses(credential.url.value).length > 0) mayFillInto(credential, page, { allow: [], sets: await siteSets.list() });
    return null;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return error.problem.kind === 'wrong-site' ? { label, problem: error.problem } : null;
  }
}
