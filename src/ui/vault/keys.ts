/**
 * What a key press means in the vault page: facts in, a command out. `null` leaves the key to the browser.
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
  composing: boolean;
  /** `field`: anything that text is typed into, but the search box. */
  focus: 'list' | 'search' | 'field' | 'elsewhere';
  textSelected: boolean;
}

export type Command =
  | { do: 'move'; move: Move }
  | { do: 'extend'; move: Move }
  | { do: 'help' }
  | { do: 'mark' | 'mark-all' | 'favourite' | 'tags' | 'move-to' }
  | { do: 'open' | 'edit' | 'trash' }
  | { do: 'new' | 'search' | 'save' | 'undo' | 'escape' }
  | { do: 'copy'; field: 'username' | 'password' | 'code' };

const moves: Readonly<Record<string, Move>> = {
  ArrowUp: 'up', ArrowDown: 'down', Home: 'first', End: 'last', PageUp: 'page-up', PageDown: 'page-down',
};

export function readKey(facts: KeyFacts): Command | null {
  if (facts.composing) return null;
  if (facts.key === 'Escape') return { do: 'escape' };
  if (facts.mod) return readWithMod(facts);
  if (facts.alt || facts.focus === 'field') return null;
  if (facts.key === '/' && facts.focus !== 'search') return { do: 'search' };
  if (facts.key === '?' && facts.focus !== 'search') return { do: 'help' };
  return facts.focus === 'elsewhere' ? null : readInList(facts);
}

function readWithMod(facts: KeyFacts): Command | null {
  if (facts.code === 'KeyC') return readCopy(facts);
  if (facts.shift || facts.alt) return null;
  switch (facts.code) {
    case 'KeyA': return facts.focus === 'list' ? { do: 'mark-all' } : null;
    case 'KeyS': return { do: 'save' };
    case 'KeyF': return { do: 'search' };
    case 'KeyZ': return facts.focus === 'list' || facts.focus === 'elsewhere' ? { do: 'undo' } : null;
    default: return null;
  }
}

function readCopy(facts: KeyFacts): Command | null {
  if (facts.focus !== 'list') return null;
  if (facts.alt) return facts.shift ? null : { do: 'copy', field: 'code' };
  if (facts.shift) return { do: 'copy', field: 'username' };
  return facts.textSelected ? null : { do: 'copy', field: 'password' };
}

/** Single letters only where a list has the focus: in the search box they are typed. */
function readInList({ key, shift, focus }: KeyFacts): Command | null {
  const move = moves[key];
  if (shift && move !== undefined) return focus === 'list' ? { do: 'extend', move } : null;
  // Home and End belong to the text in the search box.
  if (move !== undefined && (focus === 'list' || (move !== 'first' && move !== 'last'))) return { do: 'move', move };
  if (key === 'Enter') return { do: 'open' };
  if (focus !== 'list') return null;
  switch (key) {
    case ' ':
    case 'x': return { do: 'mark' };
    case 'f': return { do: 'favourite' };
    case 't': return { do: 'tags' };
    case 'm': return { do: 'move-to' };
    case 'e': return { do: 'edit' };
    case 'n': return { do: 'new' };
    case 'Delete': return { do: 'trash' };
    default: return null;
  }
}

/** What is open, the topmost first. */
export interface OpenThings { panel: boolean; form: boolean; marks: boolean; query: string; details: boolean }

/** What one press of Escape does: the topmost thing only, never two at once. */
export function escapeStep({ panel, form, marks, query, details }: OpenThings): 'close-panel' | 'leave-form' | 'clear-marks' | 'clear-search' | 'close-details' | null {
  if (panel) return 'close-panel';
  if (form) return 'leave-form';
  if (marks) return 'clear-marks';
  if (query !== '') return 'clear-search';
  return details ? 'close-details' : null;
}
