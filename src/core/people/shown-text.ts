/**
 * Other people's text on its way to a screen.
 * @module
 */

/** Ends of lines, control characters, and what turns the direction of whatever stands beside it. Joiners stay: scripts and pictures need them. */
const signs = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/gu;

/** One line of at most so many characters that can't be taken for what stands beside it. */
export function shownText(text: string, longest = 200): string {
  return Array.from(text.slice(0, 8 * longest).replace(signs, '')).slice(0, longest).join('').trim();
}
