/**
 * A list of any length: rows of one height, of which only those on screen are in the document.
 * @module
 */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Row } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ItemIcon } from '../components/item-icon.tsx';
import { listId } from './element-ids.ts';
import { showRow } from './keyboard.ts';
import { pages, query, rowAt, scope, selected, total, wantRows } from './list-model.ts';
import { place, queue, severalVaults } from './model.ts';
import { credentialAt } from './place.ts';
import { rowsInView, scrollToRow, type Viewport } from './row-window.ts';

/** As in the style sheet, in rem: it grows with the person's letters. */
const rowRem = 3.25;

export function rowElementId(index: number): string {
  return `row-${index}`;
}

export function Rows() {
  const list = useRef<HTMLDivElement>(null);
  const [seen, setSeen] = useState<Viewport>({ scrolled: 0, height: 800, rowHeight: rowRem * 16 });
  const count = total.value ?? 0;
  const at = selected.value;
  const range = rowsInView(seen, count);
  const measure = (): void => { if (list.current !== null) setSeen(measured(list.current)); };
  useLayoutEffect(() => {
    measure();
    addEventListener('resize', measure);
    return () => { removeEventListener('resize', measure); };
  }, []);
  useLayoutEffect(() => {
    if (list.current === null) return;
    const to = scrollToRow(at, measured(list.current));
    if (Math.abs(to - list.current.scrollTop) >= 1) list.current.scrollTop = to;
    measure();
  }, [at, query.value, scope.value]);
  useLayoutEffect(() => { wantRows(range); }, [range.from, range.to, pages.value]);
  const indexes = Array.from({ length: Math.max(0, range.to - range.from) }, (_, index) => range.from + index);
  return (
    <div ref={list} id={listId} class="rows" role="listbox" tabIndex={0} aria-label={t('wholeVault')} aria-activedescendant={at >= range.from && at < range.to ? rowElementId(at) : undefined} onScroll={measure}>
      <div class="all-rows" role="presentation" style={{ blockSize: `${count * seen.rowHeight}px` }}>
        {indexes.map((index) => <RowItem key={index} index={index} top={index * seen.rowHeight} />)}
      </div>
    </div>
  );
}

function measured(list: HTMLElement): Viewport {
  return { scrolled: list.scrollTop, height: list.clientHeight, rowHeight: rowRem * parseFloat(getComputedStyle(document.documentElement).fontSize) };
}

function RowItem({ index, top }: { index: number; top: number }) {
  const row = rowAt(index);
  const shown = row !== null && credentialAt(place.value) === row.id;
  return (
    <div id={rowElementId(index)} class={shown ? 'row shown' : 'row'} role="option" aria-selected={index === selected.value} aria-setsize={total.value ?? 0} aria-posinset={index + 1} style={{ insetBlockStart: `${top}px` }}
      onClick={() => { showRow(index); }}>
      {row === null ? <><span class="skeleton square" /><span class="skeleton bar" /></> : <RowContent row={row} />}
    </div>
  );
}

function RowContent({ row }: { row: Row }) {
  const waits = queue.value.some(({ credential }) => credential === row.id);
  return (
    <>
      <ItemIcon icon={row.icon} label={row.label} />
      <span class="texts">
        <span class="label clip" dir="auto">{row.label === '' ? t('untitled') : row.label}</span>
        <span class="account meta">
          <span class="clip" dir="auto">{row.account === '' ? row.host : row.account}</span>
          {severalVaults.value && scope.value.vault === null ? <span class="vault-name"><bdi>{row.vault}</bdi></span> : null}
        </span>
      </span>
      {waits ? <span class="waits" title={t('waitsToBeSent')}><Icon name="clock" /><span class="sr-only">{t('waitsToBeSent')}</span></span> : null}
      {row.damaged ? <span class="damaged" title={t('damagedRow')}><Icon name="alert" /><span class="sr-only">{t('damagedRow')}</span></span> : null}
    </>
  );
}
