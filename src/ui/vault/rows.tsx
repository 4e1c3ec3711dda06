/**
 * A list of any length: rows of one height, of which only those on screen are in the document.
 * @module
 */

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Row } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ItemIcon } from '../components/item-icon.tsx';
import { onMac } from '../components/platform.ts';
import { listId } from './element-ids.ts';
import { showRow } from './keyboard.ts';
import { order, pages, query, rowAt, scope, select, selected, total, wantRows } from './list-model.ts';
import { place, queue, severalVaults } from './model.ts';
import { markTo, marks, toggleMark } from './organise/marks.ts';
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
  }, [at, query.value, scope.value, order.value]);
  useLayoutEffect(() => { wantRows(range); }, [range.from, range.to, pages.value]);
  const indexes = Array.from({ length: Math.max(0, range.to - range.from) }, (_, index) => range.from + index);
  return (
    <div ref={list} id={listId} class="rows" role="listbox" tabIndex={0} aria-multiselectable="true" aria-label={t('wholeVault')} aria-activedescendant={at >= range.from && at < range.to ? rowElementId(at) : undefined} onScroll={measure}>
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
  const marked = row !== null && marks.value.has(row.id);
  const current = index === selected.value;
  const classes = ['row', shown && 'shown', current && 'current', marked && 'marked'].filter((name) => name !== false).join(' ');
  return (
    <div id={rowElementId(index)} class={classes} role="option" aria-selected={marks.value.size > 0 ? marked : current} aria-setsize={total.value ?? 0} aria-posinset={index + 1} style={{ insetBlockStart: `${top}px` }}
      onMouseDown={(event) => { if (event.shiftKey) event.preventDefault(); }} onClick={(event) => { clickRow(index, event); }}>
      {row === null ? <><span class="skeleton square" /><span class="skeleton bar" /></> : <><MarkBox index={index} row={row} marked={marked} /><RowContent row={row} /></>}
    </div>
  );
}

/** As in every list: Shift takes a range, Ctrl one more. Text is not selected on the way. */
function clickRow(index: number, event: MouseEvent): void {
  if (event.shiftKey) {
    void markTo(index);
    select(index);
  } else if (onMac() ? event.metaKey : event.ctrlKey) {
    select(index);
    toggleMark(index);
  } else showRow(index);
}

/** Where the picture is: pointed at, it is a box to tick. For the mouse and for fingers; keys do the same. */
function MarkBox({ index, row, marked }: { index: number; row: Row; marked: boolean }) {
  return (
    <span class="mark-box" title={t('mark')} onClick={(event) => {
      event.stopPropagation();
      if (event.shiftKey) void markTo(index);
      else toggleMark(index);
      select(index);
      document.getElementById(listId)?.focus({ preventScroll: true });
    }}>
      <ItemIcon icon={row.icon} label={row.label} />
      <span class="box" aria-hidden="true">{marked ? <Icon name="check" /> : null}</span>
    </span>
  );
}

function RowContent({ row }: { row: Row }) {
  const waits = queue.value.some(({ credential }) => credential === row.id);
  return (
    <>
      <span class="texts">
        <span class="label clip" dir="auto">{row.label === '' ? t('untitled') : row.label}</span>
        <span class="account meta">
          <span class="clip" dir="auto">{row.account === '' ? row.host : row.account}</span>
          {severalVaults.value && scope.value.vault === null ? <span class="vault-name"><bdi>{row.vault}</bdi></span> : null}
        </span>
      </span>
      {row.favourite ? <span class="star on" title={t('favourite')}><Icon name="star" /><span class="sr-only">{t('favourite')}</span></span> : null}
      {waits ? <span class="waits" title={t('waitsToBeSent')}><Icon name="clock" /><span class="sr-only">{t('waitsToBeSent')}</span></span> : null}
      {row.damaged ? <span class="damaged" title={t('damagedRow')}><Icon name="alert" /><span class="sr-only">{t('damagedRow')}</span></span> : null}
    </>
  );
}
