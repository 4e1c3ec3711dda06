/**
 * Twelve words in their order.
 * @module
 */

import { formatNumber } from '../../messages/text.ts';

/** For reading and writing down. */
export function WordList({ words }: { words: readonly string[] }) {
  return <ol class="words" translate={false} dir="ltr">{words.map((word, at) => <li key={at}><span class="meta" aria-hidden="true">{formatNumber(at + 1)}</span><span class="mono">{word}</span></li>)}</ol>;
}
