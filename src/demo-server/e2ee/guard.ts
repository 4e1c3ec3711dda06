/**
 * Who may work with encrypted folders: programs that say they can, while they hold the lock.
 * @see contracts: e2ee §0.5, §2.4
 * @module
 */

import type { Ask } from '../http/ask.ts';

/** The server's own list; the first pattern that fits decides. */
const knownPrograms: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^Mozilla\/5\.0 \(Android\) Nextcloud-android\/(\d+)\.(\d+)\.(\d+)/, [3, 13, 0]],
  [/^Mozilla\/5\.0 \([A-Za-z ]+\) (?:mirall|csyncoC)\/(\d+)\.(\d+)\.(\d+)/, [3, 0, 0]],
  [/^Mozilla\/5\.0 \(iOS\) Nextcloud-iOS\/(\d+)\.(\d+)\.(\d+)/, [3, 0, 5]],
];

/** Null for a program that knows encryption; else what it is told. @param byHeader - whether a header may say so as well */
export function refusesClient(ask: Ask, byHeader = true): string | null {
  const agent = ask.headers['user-agent'] ?? '';
  const known = knownPrograms.map(([pattern, least]) => ({ version: pattern.exec(agent)?.slice(1).map(Number), least })).find(({ version }) => version !== undefined);
  const supports = known?.version === undefined ? byHeader && ask.headers['x-e2ee-supported'] === 'true' : isAtLeast(known.version, known.least);
  return supports ? null : `Client "${agent}" is not allowed to access end-to-end encrypted content.`;
}

function isAtLeast(version: readonly number[], least: readonly number[]): boolean {
  const at = version.findIndex((part, index) => part !== least[index]);
  return at < 0 || (version[at] ?? 0) > (least[at] ?? 0);
}

/** In the order in which the server looks. Null: may. */
export function mayWriteEncrypted({ refused, token, holds }: { refused: boolean; token: string; holds: boolean }): 'client' | 'no-token' | 'wrong-token' | null {
  if (refused) return 'client';
  if (token === '') return 'no-token';
  return holds ? null : 'wrong-token';
}
