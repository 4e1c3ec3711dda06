/**
 * What was typed into the page and could be saved, as the popup knows it.
 * @module
 */

import { signal } from '@preact/signals';
import type { CaptureCard, Written } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { view } from './model.ts';

export interface Saved extends Written { text: string }
/** A card that can be read. */
export type OpenCard = CaptureCard & { login: NonNullable<CaptureCard['login']> };

export const waiting = signal<CaptureCard | null>(null);
/** What was saved just now, with the way back. */
export const saved = signal<Saved | null>(null);

/** Asks for what waits in the tab below. */
export async function loadCapture(): Promise<void> {
  const tabId = view.value?.site?.tabId;
  if (tabId === undefined) return;
  const answer = await send('getCapture', { tabId });
  waiting.value = answer.ok ? answer.value.card : null;
}
