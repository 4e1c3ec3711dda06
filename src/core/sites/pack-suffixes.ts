/**
 * Writes the public suffix list as one short text, from which the rules of one top-level domain can be read alone
 * (public-suffix.ts).
 *
 * ```
 * text  = words { " " TLD list }   words: the top-level domains without further rules (word-list.ts)
 * list  = "(" [ "^" ] { [ mark ] label [ list ] } ")"
 * label = written as a word of a list; of the same mark and list is the label before
 * mark  = "+" rules of ICANN follow | "!" private ones | "=" exceptions; at first, those of the list's own name
 * ```
 * `^` says that no rule ends at the list's own name.
 * @module
 */

import type { SuffixKind, SuffixRule } from './suffix-rules.ts';
import { packWords, shorten } from '../word-list.ts';

interface Name {
  kind: SuffixKind | null;
  below: Map<string, Name>;
}

const marks: Readonly<Record<SuffixKind, string>> = { icann: '+', private: '!', exception: '=' };
const kinds: readonly SuffixKind[] = ['icann', 'private', 'exception'];

export function packSuffixes(rules: readonly SuffixRule[]): string {
  const names = [...plant(rules).below].sort(byLabel);
  if (names.some(([, { kind, below }]) => kind !== 'icann' && below.size === 0)) throw new Error('A top-level domain is private.');
  const [alone, others] = [names.filter(([, { below }]) => below.size === 0), names.filter(([, { below }]) => below.size > 0)];
  const lists = others.map(([label, name]) => ` ${label}${packBelow(name, 'icann')}`);
  // Lists of a size are alike, and like beside like makes a smaller package.
  return packWords(alone.map(([label]) => label)) + lists.sort((one, other) => one.length - other.length).join('');
}

/** @returns the root of the tree, whose branches are the top-level domains */
function plant(rules: readonly SuffixRule[]): Name {
  const root: Name = { kind: null, below: new Map() };
  for (const { name, kind } of rules) {
    let at = root;
    for (const label of name.split('.').reverse()) {
      const next = at.below.get(label) ?? { kind: null, below: new Map<string, Name>() };
      at.below.set(label, next);
      at = next;
    }
    at.kind = kind;
  }
  return root;
}

/** @param kind - of the mark that the name stands behind */
function packBelow({ kind: own, below }: Name, kind: SuffixKind): string {
  if (below.size === 0) return '';
  const written = [kind, ...kinds.filter((other) => other !== kind)].map((wanted) => {
    const names = [...below].filter(([, name]) => (name.kind ?? kind) === wanted).sort(byLabel);
    const labels = shorten(names.map(([label]) => label));
    if (names.length === 0) return '';
    return (wanted === kind ? '' : marks[wanted]) + names.map(([, name], at) => `${labels[at] ?? ''}${packBelow(name, wanted)}`).join('');
  });
  return `(${own === null ? '^' : ''}${written.join('')})`;
}

function byLabel([one]: [string, Name], [other]: [string, Name]): number {
  return one < other ? -1 : 1;
}
