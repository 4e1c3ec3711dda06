/**
 * What a key press means in the popup: facts in, a command out. `null` leaves the key to the browser.
 * @module
 */

import type { Move } from '../components/selection.ts';

export interface KeyFacts {
  /** As in `KeyboardEvent`. */
  key: string;
  code: string;
  /** Ctrl, or Cmd on a Mac. */
  mod: boolean;
  alt: boolean;
  shift: boolean;
  /** AltGr is Ctrl+Alt to Windows, but types a letter to the person. */
  altGraph: boolean;
  composing: boolean;
  /** Where the focus is. `field`: any other input of ours. */
  focus: 'search' | 'field' | 'control' | 'nowhere';
  textSelected: boolean;
  /** The caret of the search box stands behind its last letter. */
  caretAtEnd: boolean;
  queryEmpty: boolean;
  readsFromRight: boolean;
}

export type Command =
  | { do: 'move'; move: Move }
  | { do: 'fill' }
  | { do: 'details' }
  | { do: 'copy'; field: 'username' | 'password' | 'code' }
  | { do: 'widen' }
  | { do: 'escape' }
  | { do: 'help' }
  | { do: 'generate' }
  /** Typed outside a field: the letter belongs to the search. */
  | { do: 'type'; text: string };

const moves: Readonly<Record<string, Move>> = {
  ArrowUp: 'up', ArrowDown: 'down', Home: 'first', End: 'last', PageUp: 'page-up', PageDown: 'page-down',
};

export function readKey(facts: KeyFacts): Command | null {
  if (facts.composing) return null;
  if (facts.key === 'Escape') return { do: 'escape' };
  if (facts.mod && facts.code === 'KeyC') return readCopy(facts);
  if (facts.mod || facts.focus === 'field') return null;
  if (facts.alt && !facts.altGraph) return facts.code === 'KeyG' && !facts.shift ? { do: 'generate' } : null;
  const move = facts.shift ? undefined : moves[facts.key];
  if (move !== undefined) return { do: 'move', move };
  return readPlain(facts);
}

function readPlain(facts: KeyFacts): Command | null {
  const free = facts.focus !== 'control';
  switch (facts.key) {
    case 'Enter': return free ? { do: 'fill' } : null;
    case 'Backspace': return facts.focus === 'search' && facts.queryEmpty ? { do: 'widen' } : null;
    case 'ArrowRight': return !facts.readsFromRight && mayEnter(facts) ? { do: 'details' } : null;
    case 'ArrowLeft': return facts.readsFromRight && mayEnter(facts) ? { do: 'details' } : null;
    case '?': return facts.focus !== 'search' || facts.queryEmpty ? { do: 'help' } : null;
    default: return facts.focus !== 'search' && isTyped(facts) ? { do: 'type', text: facts.key } : null;
  }
}

/** The arrow enters a row only where it would not move the caret. */
function mayEnter(facts: KeyFacts): boolean {
  return !facts.shift && (facts.focus === 'nowhere' || (facts.focus === 'search' && facts.caretAtEnd && !facts.textSelected));
}

function readCopy(facts: KeyFacts): Command | null {
  if (facts.focus === 'field' || facts.altGraph) return null;
  if (facts.alt) return facts.shift ? null : { do: 'copy', field: 'code' };
  if (facts.shift) return { do: 'copy', field: 'username' };
  return facts.textSelected ? null : { do: 'copy', field: 'password' };
}

/** One visible character; a space belongs to the control that has the focus. */
function isTyped(facts: KeyFacts): boolean {
  return /^.$/u.test(facts.key) && (facts.key !== ' ' || facts.focus === 'nowhere');
}

/** What one press of Escape does: the topmost thing only, never two at once. */
export function escapeStep(open: 'list' | 'dialog', query: string): 'close-dialog' | 'clear-search' | 'close-popup' {
  if (open === 'dialog') return 'close-dialog';
  return query === '' ? 'close-popup' : 'clear-search';
}
