/**
 * The form that is open now, for keys that act on it, and the panel that is open over the page.
 * @module
 */

import { signal } from '@preact/signals';

export interface OpenForm { save: () => void; leave: () => void }

export const openForm = signal<OpenForm | null>(null);

/** What Escape closes first; only one is open at a time. */
export const panel = signal<'none' | 'generator' | 'destroy' | 'move' | 'bulk-move' | 'bulk-tags' | 'search-help' | 'sort'>('none');

export function panelOpen(): boolean {
  return panel.value !== 'none';
}

/** The focus goes back to the button that opened it. */
export function closePanel(): void {
  const opener = panel.value;
  panel.value = 'none';
  requestAnimationFrame(() => { document.querySelector<HTMLElement>(`[data-opens="${opener}"]`)?.focus(); });
}
