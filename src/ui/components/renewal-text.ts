/**
 * How often a password is renewed, in words. The web app counts days, weeks, months of 30 and years of 366 days.
 * @see contracts: Passman §5, renew_interval
 * @module
 */

import { tn } from '../../messages/text.ts';

export const day = 86_400;
export const month = 2_592_000;
export const year = 31_622_400;

export function renewalText(seconds: number): string {
  if (seconds % year === 0) return tn('renewYears', seconds / year);
  if (seconds % month === 0) return tn('renewMonths', seconds / month);
  if (seconds % (7 * day) === 0) return tn('renewWeeks', seconds / (7 * day));
  return tn('renewDays', Math.max(1, Math.round(seconds / day)));
}
