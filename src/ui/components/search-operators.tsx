/**
 * What a search understands besides words: each as a button that types it.
 * @module
 */

import { t } from '../../messages/text.ts';

/** The code is what is typed; it ends with `:` where something is to follow. */
function operators(): readonly (readonly [code: string, meaning: string])[] {
  return [
    ['user:', t('operatorUser')], ['url:', t('operatorUrl')], ['tag:', t('operatorTag')], ['in:', t('operatorIn')],
    ['has:otp', t('operatorHasOtp')], ['has:file', t('operatorHasFile')], ['has:note', t('operatorHasNote')],
    ['is:fav', t('operatorIsFav')], ['is:shared', t('operatorIsShared')], ['is:expired', t('operatorIsExpired')], ['is:due', t('operatorIsDue')], ['is:weak', t('operatorIsWeak')], ['is:trash', t('operatorIsTrash')],
    ['-tag:', t('operatorNot')], ['"…"', t('operatorQuotes')],
  ];
}

export function SearchOperators({ onChoose }: { onChoose: (code: string) => void }) {
  return (
    <ul class="operators">
      {operators().map(([code, meaning]) => (
        <li key={code}>
          <button type="button" onClick={() => { onChoose(code); }}><code dir="ltr">{code}</code><span>{meaning}</span></button>
        </li>
      ))}
    </ul>
  );
}

/** The query with an operator added, and where the caret goes in it. */
export function withOperator(query: string, code: string): { text: string; caret: number } {
  const before = query === '' || /\s$/.test(query) ? query : `${query} `;
  if (code === '"…"') return { text: `${before}""`, caret: before.length + 1 };
  const text = `${before}${code}${code.endsWith(':') ? '' : ' '}`;
  return { text, caret: text.length };
}
