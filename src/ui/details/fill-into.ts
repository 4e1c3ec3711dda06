/**
 * Fills a login into one document, which the background compares with what is there by then.
 * @module
 */

import type { CredentialId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import { send } from '../../messages/send.ts';
import { sayCopied } from './copying.ts';

/** @returns what was not filled and why; whether the code was copied, which the toast says */
export async function fillInto(credential: CredentialId, { tabId, documentId }: { tabId: number; documentId: string }): Promise<{ problem: Problem | null; said: boolean }> {
  const answer = await send('fill', { credential, tabId, documentId });
  const clip = answer.ok ? answer.value.copied : null;
  if (clip !== null) sayCopied('filled', clip.clearsAt);
  return { problem: answer.ok ? answer.value.left : answer.problem, said: clip !== null };
}
