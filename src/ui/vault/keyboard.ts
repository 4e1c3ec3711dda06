/**
 * Connects the keyboard to the vault page: reads the facts of a key press and does what it means.
 * @module
 */

import { onMac } from '../components/platform.ts';
import { moveSelection } from '../components/selection.ts';
import { copy, currentRow, edit, setTrashed } from './actions.ts';
import { closePanel, openForm, panel, panelOpen } from './edit/open-form.ts';
import { focusSoon, headingId, listId, searchId } from './element-ids.ts';
import { escapeStep, readKey, type Command, type KeyFacts } from './keys.ts';
import { query, scope, select, selected, total, type } from './list-model.ts';
import { app, go, place, view } from './model.ts';
import { undoLast } from './notice.ts';
import { clearMarks, markAll, marks, markTo, toggleMark } from './organise/marks.ts';
import { setFavourite, targets, trashSeveral } from './organise/several.ts';

/** Milliseconds an arrow key must rest on a row until its details are asked for. */
const rest = 90;
let resting: ReturnType<typeof setTimeout> | undefined;

export function listenToKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (app.value?.lock.state !== 'unlocked' || event.defaultPrevented) return;
    const command = readKey(readFacts(event));
    if (command !== null && run(command)) event.preventDefault();
  });
}

/** Opens the row's details and goes there with the focus. */
export function openRow(): void {
  const row = currentRow();
  if (row === null) return;
  clearTimeout(resting);
  view(row.id);
  focusSoon(headingId);
}

/** Opens the row that was clicked; the focus stays in the list where that is seen beside the details. */
export function showRow(index: number): void {
  select(index);
  if (!sideBySide()) {
    openRow();
    return;
  }
  const row = currentRow();
  if (row !== null) view(row.id);
}

function sideBySide(): boolean {
  return matchMedia('(min-width: 45.01rem)').matches;
}

/** Whether the command was ours to do. */
function run(command: Command): boolean {
  switch (command.do) {
    case 'move': return move(moveSelection(selected.value, total.value ?? 0, command.move));
    case 'escape': return escape();
    case 'search':
      focusSoon(searchId);
      return true;
    case 'save':
      openForm.value?.save();
      return true;
    case 'undo': return undoLast();
    case 'new':
      go({ at: 'new', vault: scope.value.vault });
      return true;
    case 'help':
      go({ at: 'shortcuts' });
      return true;
    case 'extend':
    case 'mark':
    case 'mark-all':
    case 'favourite':
    case 'tags':
    case 'move-to': return runOnMarks(command);
    case 'copy':
    case 'open':
    case 'edit':
    case 'trash': return runOnRow(command);
  }
}

function runOnRow(command: Extract<Command, { do: 'copy' } | { do: 'open' | 'edit' | 'trash' }>): boolean {
  const row = currentRow();
  if (row === null) return false;
  const inTrash = scope.value.show === 'trash';
  switch (command.do) {
    case 'copy': void copy(row, { field: command.field }); break;
    case 'open': openRow(); break;
    case 'edit': if (!inTrash) edit(row.id); break;
    case 'trash':
      if (inTrash) break;
      if (marks.value.size > 0) void trashSeveral(targets(), true);
      else void setTrashed(row, true);
      break;
  }
  return true;
}

function runOnMarks(command: Extract<Command, { do: 'extend' } | { do: 'mark' | 'mark-all' | 'favourite' | 'tags' | 'move-to' }>): boolean {
  const row = currentRow();
  if (row === null) return false;
  switch (command.do) {
    case 'extend': {
      const to = moveSelection(selected.value, total.value ?? 0, command.move);
      void markTo(to);
      select(to);
      break;
    }
    case 'mark': toggleMark(selected.value); break;
    case 'mark-all': void markAll(); break;
    case 'favourite': if (scope.value.show !== 'trash') void setFavourite(targets(), marks.value.size > 0 || !row.favourite); break;
    case 'tags': openBulk('bulk-tags'); break;
    case 'move-to': openBulk('bulk-move'); break;
  }
  return true;
}

/** Its panel belongs to the bar of marked rows, so the row is marked first. */
function openBulk(which: 'bulk-tags' | 'bulk-move'): void {
  if (scope.value.show === 'trash') return;
  if (marks.value.size === 0) toggleMark(selected.value);
  panel.value = which;
}

function move(index: number): boolean {
  if (index < 0) return false;
  select(index);
  clearTimeout(resting);
  // In a narrow window, and over a form, the details come with Enter only.
  if ((place.value.at === 'nothing' || place.value.at === 'view') && sideBySide()) {
    resting = setTimeout(() => {
      const row = currentRow();
      if (row !== null) view(row.id);
    }, rest);
  }
  return true;
}

function escape(): boolean {
  const step = escapeStep({ panel: panelOpen(), form: place.value.at === 'edit' || place.value.at === 'new', marks: marks.value.size > 0, query: query.value, details: place.value.at !== 'nothing' });
  switch (step) {
    case 'close-panel': closePanel(); break;
    case 'clear-marks':
      clearMarks();
      focusSoon(listId);
      break;
    case 'leave-form': openForm.value?.leave(); break;
    case 'clear-search':
      type('');
      focusSoon(searchId);
      break;
    case 'close-details':
      go({ at: 'nothing' });
      focusSoon(listId);
      break;
    case null: return false;
  }
  return true;
}

function readFacts(event: KeyboardEvent): KeyFacts {
  const target = event.target instanceof HTMLElement ? event.target : null;
  return {
    key: event.key,
    code: event.code,
    mod: onMac() ? event.metaKey : event.ctrlKey,
    alt: event.altKey,
    shift: event.shiftKey,
    composing: event.isComposing,
    focus: focusOf(target),
    textSelected: String(document.getSelection()) !== '',
  };
}

function focusOf(target: HTMLElement | null): KeyFacts['focus'] {
  if (target?.id === listId) return 'list';
  if (target?.id === searchId) return 'search';
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement ? 'field' : 'elsewhere';
}
