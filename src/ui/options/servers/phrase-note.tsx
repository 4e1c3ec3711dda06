/**
 * What is wrong with a phrase, in words, with the nearest words to choose from.
 * @module
 */

import type { PhraseReading } from '../../../core/mnemonic/read-phrase.ts';
import { t, tn } from '../../../messages/text.ts';

interface Props {
  reading: Exclude<PhraseReading, { state: 'good' }>;
  /** How many there must be. */
  words: number;
  onReplace: (position: number, word: string) => void;
}

export function PhraseNote({ reading, words, onReplace }: Props) {
  if (reading.state === 'wrong-count') return <p class="hint">{tn('phraseCount', reading.words, { needed: words })}</p>;
  if (reading.state === 'wrong-checksum') return <p class="hint">{t('phraseOrder')}</p>;
  return (
    <ul class="phrase-slips">
      {reading.unknown.slice(0, 6).map(({ position, typed, suggestions }) => (
        <li key={position}>
          <span class="hint">{t('phraseUnknown', { position, word: typed })}</span>
          {suggestions.map((word) => <button key={word} type="button" class="button small" onClick={() => { onReplace(position, word); }}>{word}</button>)}
        </li>
      ))}
    </ul>
  );
}
