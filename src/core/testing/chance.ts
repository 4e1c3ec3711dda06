/**
 * For tests: chance that can be repeated. The same seed gives the same run, so that a failure found in a long
 * run of `npm run soak` can be looked at again.
 * @module
 */

export interface Chance {
  /** A whole number, both ends included. */
  whole: (from: number, to: number) => number;
  /** True once in so many times. */
  onceIn: (times: number) => boolean;
  pick: <Item>(items: readonly Item[]) => Item;
  bytes: (length: number) => Uint8Array;
  /** Text with everything that text can hold: quotes, controls, emoji, halves of emoji. */
  text: (longest: number) => string;
  /** A value as JSON may bring it, meant to hurt. */
  hostile: () => unknown;
}

/** @param seed - any whole number */
export function chanceOf(seed: number): Chance {
  const next = numbers(seed);
  const whole = (from: number, to: number) => from + (next() % (to - from + 1));
  const pick = <Item>(items: readonly Item[]): Item => {
    if (items.length === 0) throw new Error('There is nothing to pick from.');
    return items[whole(0, items.length - 1)] as Item;
  };
  const text = (longest: number) => Array.from({ length: whole(0, longest) }, () => character(whole, pick)).join('');
  return {
    whole,
    onceIn: (times) => whole(1, times) === 1,
    pick,
    bytes: (length) => Uint8Array.from({ length }, () => whole(0, 255)),
    text,
    hostile: () => (whole(1, 8) === 1 ? text(40) : pick(nasty)()),
  };
}

/** Mulberry32: small, fast, and good enough to choose test cases. 32 bits each. */
function numbers(seed: number): () => number {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

function character(whole: Chance['whole'], pick: Chance['pick']): string {
  switch (whole(0, 5)) {
    case 0: return pick(['"', '\\', '{', '}', '[', ']', ':', ',', '<', '&', '\u0000', '\n', '\u2028', '\uFEFF', '\u202E']);
    case 1: return String.fromCharCode(whole(0, 0xffff));
    case 2: return pick(['é', 'ß', '文', '😀', '👩‍👩‍👧', 'İ', 'ﬁ', 'ع']);
    default: return String.fromCharCode(whole(0x20, 0x7e));
  }
}

const nasty: readonly (() => unknown)[] = [
  () => null, () => true, () => false, () => 0, () => -1, () => 1.5, () => 1e308, () => Number.MAX_SAFE_INTEGER + 2,
  () => '', () => 'null', () => '0', () => '-1', () => '__proto__', () => 'constructor', () => '../..', () => 'x'.repeat(5000),
  () => [], () => [null], () => [[[]]], () => ({}), () => ({ length: -1 }), () => ({ toString: 'x', valueOf: 1 }),
  () => parsed('{"__proto__":{"polluted":true}}'), () => ({ constructor: { prototype: { polluted: true } } }),
  () => parsed('['.repeat(200) + ']'.repeat(200)),
];

/** As it arrives: `__proto__` written in code would set the prototype instead of a key. */
function parsed(json: string): unknown {
  return JSON.parse(json);
}
