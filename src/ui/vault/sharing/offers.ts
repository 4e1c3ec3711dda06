/**
 * What others want to share with us, as it was known when it was last asked for.
 * @module
 */

import { signal } from '@preact/signals';
import type { Problem } from '../../../core/problem.ts';
import type { ShareOffer } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';

export const offers = signal<readonly ShareOffer[]>([]);
export const offerProblems = signal<readonly Problem[]>([]);

export async function loadOffers(again = false): Promise<void> {
  const answer = await send('getShareOffers', { again });
  if (!answer.ok) return;
  offers.value = answer.value.offers;
  offerProblems.value = answer.value.problems;
}

export function forgetOffers(): void {
  offers.value = [];
  offerProblems.value = [];
}
