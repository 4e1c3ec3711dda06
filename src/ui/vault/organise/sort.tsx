/**
 * The order of the list: by name, or the newest first. It is kept until the page closes.
 * @module
 */

import { useId } from 'preact/hooks';
import type { SearchOrder } from '../../../core/credential/search.ts';
import { t } from '../../../messages/text.ts';
import { closePanel, panel } from '../edit/open-form.ts';
import { order, sortBy } from '../list-model.ts';

function orders(): readonly (readonly [order: SearchOrder, name: string])[] {
  return [['best', t('sortName')], ['changed', t('sortChanged')], ['created', t('sortCreated')]];
}

export function SortButton() {
  const now = orders().find(([one]) => one === order.value)?.[1] ?? '';
  const open = panel.value === 'sort';
  return (
    <button type="button" class="sort meta" data-opens="sort" aria-expanded={open} aria-label={`${t('sort')}: ${now}`} title={t('sort')} onClick={() => { if (open) closePanel(); else panel.value = 'sort'; }}>
      {now} <span aria-hidden="true">↓</span>
    </button>
  );
}

export function SortPanel() {
  const name = useId();
  return (
    <fieldset class="organise-panel sort-panel card appear">
      <legend class="sr-only">{t('sort')}</legend>
      {orders().map(([value, text]) => (
        <label key={value} class="check">
          <input type="radio" name={name} checked={order.value === value} onChange={() => { sortBy(value); }} />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
