/**
 * What the facts amount to: which logins want looking after, and the numbers that the health page draws.
 * @module
 */

import type { Entry } from '../../core/credential/entry.ts';
import type { CredentialId } from '../../core/ids.ts';
import { isLocal } from '../../core/sites/host.ts';
import { readAddresses } from '../../core/sites/site.ts';
import { weakest } from '../../core/strength/score.ts';
import type { HealthFinding, HealthNumbers } from '../../messages/contract.ts';
import type { Fact } from './facts.ts';

/** Not in the trash and not hidden. `fact` is missing as long as nobody has looked. */
export interface Known { entry: Entry; fact: Fact | undefined }

const yearSeconds = 365.25 * 24 * 3600;
/** Upper ends of the age groups, in years; what is older is the last group. */
const ageEnds = [1, 2, 3, 5] as const;
/** A password that nobody has changed for so many years is called old. */
const oldYears = 3;

/** @param now - Unix seconds */
export function isFound(finding: Exclude<HealthFinding, 'reused'>, { entry, fact }: Known, now: number): boolean {
  switch (finding) {
    case 'weak': return typeof fact?.score === 'number' && fact.score <= weakest;
    case 'compromised': return fact !== undefined && (fact.flagged || (fact.seen ?? 0) > 0);
    case 'insecure': return entry.hasPassword && isInsecure(entry.url);
    case 'expired': return entry.expires !== null && entry.expires <= now;
    case 'old': return entry.hasPassword && years(entry, now) >= oldYears;
    // Nobody here knows which sites offer a second factor: what is known is which logins have none in Latchkey.
    case 'codeless': return entry.hasPassword && entry.url !== '' && !entry.hasCode;
  }
}

/** Logins that share their password with another; each group holds two or more, the largest first. */
export function reuseGroups(logins: readonly Known[]): Entry[][] {
  const byMark = new Map<string, Entry[]>();
  for (const { entry, fact } of logins) {
    if (typeof fact?.score !== 'number') continue;
    const group = byMark.get(fact.mark);
    if (group === undefined) byMark.set(fact.mark, [entry]);
    else group.push(entry);
  }
  return [...byMark.values()].filter(isReuse).sort((one, other) => other.length - one.length);
}

/** The same account of the same site noted down twice is no reuse. */
function isReuse(group: readonly Entry[]): boolean {
  return group.length > 1 && new Set(group.map(({ url, label, username, email }) => JSON.stringify([readAddresses(url)[0]?.domain ?? label, (username || email).toLowerCase()]))).size > 1;
}

/** An address without TLS that others on the way can read; what stays at home or on this computer is left alone. */
function isInsecure(url: string): boolean {
  // Most addresses say https, and reading all of them would take long.
  return /http:/i.test(url) && readAddresses(url).some(({ scheme, host }) => scheme === 'http' && !isLocal(host));
}

function years({ changed, created }: Entry, now: number): number {
  return Math.max(0, now - Math.max(changed, created)) / yearSeconds;
}

/** @param now - Unix seconds */
export function numbersOf(logins: readonly Known[], now: number): HealthNumbers {
  const count = (finding: Exclude<HealthFinding, 'reused'>) => logins.filter((login) => isFound(finding, login, now)).length;
  const groups = reuseGroups(logins);
  const strength = [0, 0, 0, 0, 0];
  const ages = [0, 0, 0, 0, 0];
  for (const { entry, fact } of logins) {
    if (typeof fact?.score === 'number') strength[fact.score] = (strength[fact.score] ?? 0) + 1;
    if (!entry.hasPassword) continue;
    const age = ageGroup(years(entry, now));
    ages[age] = (ages[age] ?? 0) + 1;
  }
  return {
    logins: logins.length,
    counts: {
      compromised: count('compromised'), reused: groups.reduce((sum, { length }) => sum + length, 0), weak: count('weak'), insecure: count('insecure'),
      expired: count('expired'), old: count('old'), codeless: count('codeless'),
    },
    strength, ages, groups: groups.map(({ length }) => length).slice(0, 1000),
  };
}

function ageGroup(age: number): number {
  const group = ageEnds.findIndex((end) => age < end);
  return group < 0 ? ageEnds.length : group;
}

/** Ids of what is found, for searches such as `is:weak`. @param now - Unix seconds */
export function idsOf(finding: HealthFinding, logins: readonly Known[], now: number): Set<CredentialId> {
  if (finding === 'reused') return new Set(reuseGroups(logins).flat().map(({ id }) => id));
  return new Set(logins.filter((login) => isFound(finding, login, now)).map(({ entry }) => entry.id));
}
