/**
 * Connects the keyboard to the popup: reads the facts of a key press and does what it means.
 * @module
 */

import { batch } from '@preact/signals';
import { onMac } from '../components/platform.ts';
import { readsFromRight } from '../components/page-setup.ts';
import { copy, fill, showDetails, showList } from './actions.ts';
import { escapeStep, readKey, type Command, type KeyFacts } from './keys.ts';
import { current, query, route, rows, select, selected, type, view, widen } from './model.ts';
import { moveSelection } from '../components/selection.ts';
import { credentialInDetails } from './details-row.ts';

export const searchId = 'search';

/** From this site to the whole vault, ready to type. */
export function widenAndType(): void {
  widen();
  document.getElementById(searchId)?.focus();
}

export function listenToKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (view.value?.app.lock.state !== 'unlocked' || event.defaultPrevented) return;
    const command = readKey(readFacts(event));
    if (command !== null && run(command)) event.preventDefault();
  });
}

/** Whether the command was ours to do. */
function run(command: Command): boolean {
  if (command.do === 'escape') return escape();
  if (route.value.at !== 'list' && route.value.at !== 'details') return false;
  const row = route.value.at === 'details' ? credentialInDetails.value : current.value;
  switch (command.do) {
    case 'copy':
      if (row !== null) void copy(row, { field: command.field });
      return row !== null;
    case 'fill':
      if (row !== null) void fill(row);
      return row !== null;
    case 'generate':
      route.value = { at: 'generator' };
      return true;
    case 'help':
      route.value = { at: 'shortcuts' };
      return true;
    case 'type':
      return typeAhead(command.text);
    case 'move':
    case 'details':
    case 'widen':
      return route.value.at === 'list' && runInList(command);
  }
}

function runInList(command: Extract<Command, { do: 'move' | 'details' | 'widen' }>): boolean {
  if (command.do === 'move') {
    select(moveSelection(selected.value, rows.value.length, command.move));
    return true;
  }
  if (command.do === 'widen') {
    widen();
    return false;
  }
  if (current.value === null) return false;
  showDetails(current.value.id);
  return true;
}

/** A letter typed anywhere goes to the search, also from the details. */
function typeAhead(text: string): boolean {
  batch(() => {
    if (route.value.at !== 'list') showList();
    type(query.value + text);
  });
  requestAnimationFrame(() => { document.getElementById(searchId)?.focus(); });
  return true;
}

function escape(): boolean {
  switch (escapeStep(route.value.at === 'list' ? 'list' : 'dialog', query.value)) {
    case 'close-dialog': showList(); break;
    case 'clear-search': type(''); break;
    case 'close-popup': window.close(); break;
  }
  return true;
}

function readFacts(event: KeyboardEvent): KeyFacts {
  const target = event.target instanceof HTMLElement ? event.target : null;
  const search = target?.id === searchId && target instanceof HTMLInputElement ? target : null;
  return {
    key: event.key,
    code: event.code,
    mod: onMac() ? event.metaKey : event.ctrlKey,
    alt: event.altKey,
    shift: event.shiftKey,
    altGraph: event.getModifierState('AltGraph'),
    composing: event.isComposing,
    focus: search !== null ? 'search' : focusOf(target),
    textSelected: search === null ? String(document.getSelection()) !== '' : search.selectionStart !== search.selectionEnd,
    caretAtEnd: search === null || (search.selectionStart === search.value.length && search.selectionEnd === search.value.length),
    queryEmpty: query.value === '',
    readsFromRight: readsFromRight(),
  };
}

function focusOf(target: HTMLElement | null): KeyFacts['focus'] {
  if (target === null) return 'nowhere';
  if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) return 'field';
  return target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement || target.tagName === 'SUMMARY' ? 'control' : 'nowhere';
}
