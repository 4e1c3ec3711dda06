/**
 * The panel under the search box with what a search understands.
 * @module
 */

import { t } from '../../../messages/text.ts';
import { SearchOperators, withOperator } from '../../components/search-operators.tsx';
import { panel } from '../edit/open-form.ts';
import { searchId } from '../element-ids.ts';
import { query, type } from '../list-model.ts';

export function SearchHelp() {
  function choose(code: string): void {
    const { text, caret } = withOperator(query.value, code);
    type(text);
    panel.value = 'none';
    requestAnimationFrame(() => {
      const box = document.getElementById(searchId);
      if (!(box instanceof HTMLInputElement)) return;
      box.focus();
      box.setSelectionRange(caret, caret);
    });
  }
  return (
    <section class="organise-panel search-help card appear" aria-label={t('searchHelp')}>
      <p class="meta">{t('searchHelpHint')}</p>
      <SearchOperators onChoose={choose} />
    </section>
  );
}
