/**
 * Every rule of the public suffix list, out of the tree that tldts carries. For the build and for tests: what the
 * extension reads is the text made of them.
 * @module
 */

import { edgeChild, edgeLength, edgeStart, exceptionsRoot, labelText, nodeFlags, rulesRoot } from 'tldts/dist/cjs/src/data/trie.js';

/** `exception`: the rule that starts with `!` in the list. All of those are ICANN's. */
export type SuffixKind = 'icann' | 'private' | 'exception';

export interface SuffixRule {
  /** As in the list, without the `!`: `co.uk`, `*.ck`, `www.ck`. */
  name: string;
  kind: SuffixKind;
}

export function suffixRules(): SuffixRule[] {
  const labels = readLabels();
  const below = (node: number, parent: string): SuffixRule[] => {
    const [start = 0, end = 0] = edgeStart.subarray(node, node + 2);
    return labels.slice(start, end).flatMap((label, at) => {
      const child = edgeChild[start + at] ?? 0;
      const name = parent === '' ? label : `${label}.${parent}`;
      const flag = nodeFlags[child] ?? 0;
      return [...(flag === 0 ? [] : [{ name, kind: flag === 1 ? 'icann' as const : 'private' as const }]), ...below(child, name)];
    });
  };
  return [...below(rulesRoot, ''), ...below(exceptionsRoot, '').map(({ name }) => ({ name, kind: 'exception' as const }))];
}

function readLabels(): string[] {
  let end = 0;
  return Array.from(edgeLength, (length) => labelText.slice(end, (end += length)));
}
