/**
 * Where a host name ends under which anybody may register: the public suffix list, read only as far as it is asked for.
 * A big list, of which a worker needs a few names: the rules of a top-level domain are read when one of its hosts is
 * first asked for.
 * @see https://publicsuffix.org/list
 * @module
 */

import { lengthen, unpackWords } from '../word-list.ts';
import { suffixText } from './suffix-text.ts';

type Rule = 'icann' | 'private' | 'exception' | 'none';

interface Name {
  /** What the list says of the name itself. */
  rule: Rule;
  below: ReadonlyMap<string, Name>;
}

interface TopLevel {
  /** Without further rules. */
  alone: ReadonlySet<string>;
  /** Where in the text the rules of the others begin. */
  places: ReadonlyMap<string, number>;
  read: Map<string, Name>;
}

const marks: Readonly<Record<string, Rule>> = { '+': 'icann', '!': 'private', '=': 'exception' };
const leaf = (rule: Rule): Name => ({ rule, below: new Map() });
const leaves: Readonly<Record<Rule, Name>> = { icann: leaf('icann'), private: leaf('private'), exception: leaf('exception'), none: leaf('none') };
let topLevel: TopLevel | null = null;

/**
 * The suffix and one label more. Null for a suffix itself, and under a top-level domain that the list doesn't have.
 *
 * @param host - ASCII, lower case, no empty labels
 * @returns `isPrivate`: the suffix belongs to somebody who lets others have names below it
 */
export function registrableDomain(host: string): { domain: string; isPrivate: boolean } | null {
  let suffix: { start: number; isPrivate: boolean } | null = null;
  let name: Name | undefined;
  for (let end = host.length; end > 0;) {
    const start = host.lastIndexOf('.', end - 1) + 1;
    const label = host.slice(start, end);
    name = name === undefined ? readTopLevel(label) : (name.below.get(label) ?? name.below.get('*'));
    if (name === undefined) break;
    // The suffix of an exception is what follows its first label.
    if (name.rule !== 'none') suffix = { start: name.rule === 'exception' ? end + 1 : start, isPrivate: name.rule === 'private' };
    end = start - 1;
  }
  if (suffix === null || suffix.start === 0) return null;
  return { domain: host.slice(host.lastIndexOf('.', suffix.start - 2) + 1), isPrivate: suffix.isPrivate };
}

function readTopLevel(label: string): Name | undefined {
  topLevel ??= {
    alone: new Set(unpackWords(suffixText.slice(0, suffixText.indexOf(' ')))),
    places: new Map([...suffixText.matchAll(/ ([a-z\d-]+)\(/g)].map(({ 0: { length }, 1: name = '', index }) => [name, index + length])),
    read: new Map(),
  };
  const place = topLevel.places.get(label);
  if (place === undefined) return topLevel.alone.has(label) ? leaves.icann : undefined;
  const name = topLevel.read.get(label) ?? readList(place, 'icann').name;
  topLevel.read.set(label, name);
  return name;
}

/**
 * Reads a name with its list, written as pack-suffixes.ts says.
 *
 * @param start - behind the list's first bracket
 * @param rule - what the name is, unless the list says that it is nothing
 * @returns `end`: behind the list's last bracket
 */
function readList(start: number, rule: Rule): { name: Name; end: number } {
  const below = new Map<string, Name>();
  const name: Name = { rule: suffixText[start] === '^' ? 'none' : rule, below };
  const token = /\^|([+!=])|([A-Z][^A-Z+!=()]*)(\(?)/y;
  let [current, label, end] = [rule, '', start];
  for (;;) {
    token.lastIndex = end;
    const found = token.exec(suffixText);
    // Nothing else is left than a closing bracket.
    if (found === null) return { name, end: end + 1 };
    end = token.lastIndex;
    const [, mark, written, opens] = found;
    if (mark !== undefined) [current, label] = [marks[mark] ?? current, ''];
    if (written === undefined) continue;
    label = lengthen(written, label);
    const inner = opens === '(' ? readList(end, current) : null;
    below.set(label, inner?.name ?? leaves[current]);
    end = inner?.end ?? end;
  }
}
