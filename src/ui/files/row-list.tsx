/**
 * The one list of files and folders: sorted, searched, and walked through with the arrow keys.
 * @module
 */

import { signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { formatMoment, formatSize, t } from '../../messages/text.ts';
import { Icon, type IconName } from '../components/icon.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { above } from './place.ts';
import { arrange, sortedBy, type Arrangeable, type Sorting, type SortKey } from './arrange.ts';
import { go, place, query } from './model.ts';

export interface RowAction { icon: IconName; name: string; key?: string; run: () => void }

export interface ListedRow extends Arrangeable {
  id: string;
  icon: IconName;
  /** Beside the name. */
  about: string;
  hostile: boolean;
  /** Why it cannot be opened; null: it can. */
  trouble: string | null;
  actions: readonly RowAction[];
  open: () => void;
}

const sorting = signal<Sorting>({ by: 'name', descending: false });
const columns = [['name', 'foldersName'], ['size', 'foldersSize'], ['modified', 'foldersChanged']] as const;

export function RowList({ rows, label }: { rows: readonly ListedRow[]; label: string }) {
  const table = useRef<HTMLTableElement>(null);
  const shown = arrange(rows, sorting.value, query.value, t('languageCode'));
  const names = (): HTMLButtonElement[] => [...table.current?.querySelectorAll<HTMLButtonElement>('.row-name') ?? []];
  return (
    <>
      <table ref={table} class="file-rows" aria-label={label} onKeyDown={(event) => { onKey(event, names(), shown); }}>
        <thead><tr>{columns.map(([by, text]) => <Column key={by} by={by} text={t(text)} />)}<th><span class="sr-only">{t('foldersActions')}</span></th></tr></thead>
        <tbody>{shown.map((row) => <Row key={row.id} row={row} />)}</tbody>
      </table>
      {shown.length > 0 ? null : <p class="dim padded empty" role="status">{t('foldersNothingFound')}</p>}
    </>
  );
}

function Column({ by, text }: { by: SortKey; text: string }) {
  const { by: current, descending } = sorting.value;
  const order = by !== current ? 'none' : descending ? 'descending' : 'ascending';
  return (
    <th scope="col" class={by} aria-sort={order}>
      <button type="button" onClick={() => { sorting.value = sortedBy(sorting.value, by); }}>{text}{order === 'none' ? null : <Icon name={descending ? 'down' : 'up'} />}</button>
    </th>
  );
}

function Row({ row }: { row: ListedRow }) {
  return (
    <tr class={row.trouble === null ? '' : 'unusable'}>
      <td class="name">
        <Icon name={row.icon} size={20} />
        <span class="texts">
          <button type="button" class="row-name clip" dir="auto" aria-disabled={row.trouble !== null} onClick={row.trouble === null ? row.open : undefined}><bdi>{row.name === '' ? t('foldersNameless') : row.name}</bdi></button>
          {row.hostile ? <span class="meta damaged"><Icon name="alert" />{t('foldersHostile')}</span> : null}
          {row.trouble === null ? null : <span class="meta damaged">{row.trouble}</span>}
          {row.about === '' ? null : <span class="meta">{row.about}</span>}
        </span>
      </td>
      <td class="size meta">{row.size === null ? '' : formatSize(row.size)}</td>
      <td class="modified meta">{row.modified === null ? '' : formatMoment(row.modified)}</td>
      <td class="row-actions">{row.actions.map(({ icon, name, run, key }) => <IconButton key={icon} icon={icon} name={name} onClick={run} {...(key !== undefined && { keys: key })} />)}</td>
    </tr>
  );
}

/** Enter and Space open, as on every button; letters go to the search. */
function onKey(event: KeyboardEvent, names: readonly HTMLButtonElement[], shown: readonly ListedRow[]): void {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const at = names.findIndex((name) => name === document.activeElement);
  if (at < 0) return;
  const target = targetOf(event.key, at, names.length);
  const action = shown[at]?.actions.find(({ key }) => key === event.key);
  if (target !== null) names[target]?.focus();
  else if (action !== undefined) action.run();
  else if (event.key === 'Backspace') upwards();
  else if (event.key === '/') document.getElementById('search')?.focus();
  else return;
  event.preventDefault();
}

function targetOf(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown': return Math.min(at + 1, count - 1);
    case 'ArrowUp': return Math.max(at - 1, 0);
    case 'Home': return 0;
    case 'End': return count - 1;
    default: return null;
  }
}

function upwards(): void {
  const around = above(place.value);
  if (around !== null) go(around);
}
