/**
 * The rows. The focus stays in the search box, which points at the selected row.
 * @module
 */

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Row } from '../../messages/contract.ts';
import { t, tn } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ItemIcon } from '../components/item-icon.tsx';
import { otherSite } from '../components/other-site.ts';
import { fill, showDetails } from './actions.ts';
import { hover, onSite, query, rows, selected, severalVaults, total, view } from './model.ts';

export const listId = 'rows';

export function rowId(index: number): string {
  return `row-${index}`;
}

export function RowList() {
  const list = useRef<HTMLUListElement>(null);
  const at = selected.value;
  useLayoutEffect(() => { list.current?.children[at]?.scrollIntoView({ block: 'nearest' }); }, [at, rows.value]);
  return (
    <>
      {onSite.value ? null : <p class="scope meta">{query.value === '' ? tn('items', total.value) : tn('found', total.value)}</p>}
      <ul ref={list} id={listId} class="rows" role="listbox" tabIndex={-1} aria-label={onSite.value ? t('loginsFor', { site: view.value?.site?.domain ?? '' }) : t('wholeVault')}>
        {rows.value.map((row, index) => <RowItem key={row.id} row={row} index={index} selected={index === at} withVault={severalVaults.value} />)}
      </ul>
      {total.value > rows.value.length ? <p class="scope meta">{t('moreRows', { shown: rows.value.length })}</p> : null}
    </>
  );
}

interface ItemProps { row: Row; index: number; selected: boolean; withVault: boolean }

function RowItem({ row, index, selected: chosen, withVault }: ItemProps) {
  const elsewhere = onSite.value && row.account !== '' ? otherSite(row, view.value?.site?.domain ?? '') : '';
  return (
    <li id={rowId(index)} class="row" role="option" aria-selected={chosen} onClick={() => void fill(row)} onMouseMove={(event) => {
        // Scrolling by key moves rows under a pointer that rests; only a pointer that moves selects.
        if (!chosen && (event.movementX !== 0 || event.movementY !== 0)) hover(index);
      }}>
      <ItemIcon icon={row.icon} label={row.label} />
      <span class="texts">
        <span class="label clip" dir="auto">{row.label === '' ? t('untitled') : row.label}</span>
        <span class="account meta">
          <span class="clip" dir="auto">{row.account === '' ? row.host : row.account}</span>
          {elsewhere === '' ? null : <span class="vault-name"><bdi>{elsewhere}</bdi></span>}
          {withVault ? <span class="vault-name"><bdi>{row.vault}</bdi></span> : null}
        </span>
      </span>
      {row.favourite ? <span class="star on" title={t('favourite')}><Icon name="star" /><span class="sr-only">{t('favourite')}</span></span> : null}
      {row.damaged ? <span class="damaged" title={t('damagedRow')}><Icon name="alert" /><span class="sr-only">{t('damagedRow')}</span></span> : null}
      {chosen ? <RowHints row={row} /> : null}
    </li>
  );
}

/** For mouse and eye; keys and the status bar do the same for everyone else, since an option may hold no buttons. */
function RowHints({ row }: { row: Row }) {
  return (
    <span class="hints" aria-hidden="true">
      {view.value?.site == null ? null : <kbd>⏎ {t('fill')}</kbd>}
      <span class="enter" title={t('details')} onClick={(event) => {
        event.stopPropagation();
        showDetails(row.id);
      }}><Icon name="forward" /></span>
    </span>
  );
}
