/**
 * Fills a login into one document, which the background compares with what is there by then.
 * @module
 */

import type { CredentialId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { FillConsent, FillReport } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { sayCopied } from './copying.ts';

/** @returns what was not filled and why; what was */
export async function fillInto(credential: CredentialId, { tabId, documentId }: { tabId: number; documentId: string }, allow: readonly FillConsent[]): Promise<{ problem: Problem | null; report: FillReport | null }> {
  const answer = await send('fill', { credential, tabId, documentId, allow });
  if (!answer.ok) return { problem: answer.problem, report: null };
  sayFilled(answer.value);
  return { problem: answer.value.left, report: answer.value };
}

/** Says that the code was copied, if it was. */
export function sayFilled({ copied }: FillReport): void {
  if (copied !== null) sayCopied('filled', copied.clearsAt);
}
