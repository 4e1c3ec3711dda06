/**
 * Stands in for `chrome.*` in a page that runs outside an extension: a scripted background, texts,
 * commands and permissions. Runs in the page; it must not use anything of this module's outside.
 * @module
 */

import type { Answer, MenuRequests, ScreenRequest, ScreenRequests } from '../../src/messages/contract.ts';
import type { LocaleMessages } from '../pseudo-locale.ts';

type AnswersTo<Requests extends Record<keyof Requests, { reply: unknown }>> = { [Name in keyof Requests]?: Answer<Requests[Name]['reply']> };
export type Answers = AnswersTo<ScreenRequests> & AnswersTo<MenuRequests>;

/** Everything the page gets; plain data, since it crosses into the page. */
export interface Script {
  answers: Answers;
  /** Requests that are never answered: what loading looks like. */
  silent: readonly ScreenRequest[];
  messages: LocaleMessages;
  language: string;
  inPopup: boolean;
  allSites: boolean;
  /** The person says no to what the browser asks. */
  refuses: boolean;
}

export function installFakeBrowser(script: Script): void {
  const listeners = new Set<(message: unknown) => void>();
  const answer = (name: ScreenRequest, ask: Record<string, unknown>): unknown => {
    if (script.silent.includes(name)) return new Promise(() => undefined);
    const found = script.answers[name] ?? { ok: false, problem: { kind: 'bug' } };
    if (name === 'listVault' && found.ok) return Promise.resolve(page(found.value as ScreenRequests['listVault']['reply'], ask));
    return Promise.resolve(name === 'search' && found.ok ? filtered(found.value as ScreenRequests['search']['reply'], String(ask['query']).toLowerCase()) : found);
  };
  const page = ({ rows, total }: ScreenRequests['listVault']['reply'], ask: Record<string, unknown>): unknown => {
    // Operators are the real background's to understand.
    const query = String(ask['query']).replace(/-?\w+:("[^"]*"|\S*)/g, '').trim().toLowerCase();
    const hits = rows.filter((row) => `${row.label} ${row.account} ${row.host}`.toLowerCase().includes(query));
    const count = query === '' ? total : hits.length;
    const length = Math.max(0, Math.min(Number(ask['limit']), count - Number(ask['offset'])));
    // The same rows again and again: a list of any length out of a few.
    return { ok: true, value: { total: count, rows: Array.from({ length }, (_, index) => hits[(Number(ask['offset']) + index) % hits.length]) } };
  };
  const filtered = ({ rows, total }: ScreenRequests['search']['reply'], query: string): Answer<ScreenRequests['search']['reply']> => {
    const hits = rows.filter((row) => `${row.label} ${row.account} ${row.host}`.toLowerCase().includes(query));
    return { ok: true, value: { rows: hits, total: query === '' ? total : hits.length } };
  };
  const getMessage = (key: string, values: readonly string[] = []): string => {
    const entry = script.messages[key];
    if (entry === undefined) return '';
    return entry.message.replace(/\$(\w+)\$/g, (_, name: string) => {
      const place = Number(entry.placeholders?.[name]?.content.slice(1) ?? 0);
      return values[place - 1] ?? '';
    });
  };
  const fake = {
    runtime: {
      id: 'latchkey',
      getManifest: () => ({ version: '0.1.0' }),
      getURL: (path: string) => `chrome-extension://latchkey/${path}`,
      sendMessage: (message: { name: ScreenRequest; ask: Record<string, unknown> }) => answer(message.name, message.ask),
      onMessage: { addListener: (listener: (message: unknown) => void) => listeners.add(listener), removeListener: (listener: (message: unknown) => void) => listeners.delete(listener) },
      openOptionsPage: () => Promise.resolve(),
    },
    i18n: { getMessage, getUILanguage: () => script.language },
    extension: { getViews: () => (script.inPopup ? [window] : []) },
    commands: {
      getAll: () => Promise.resolve([
        { name: '_execute_action', description: '', shortcut: 'Alt+Shift+L' },
        { name: 'fill', description: getMessage('commandFill'), shortcut: 'Alt+L' },
        { name: 'generate', description: getMessage('commandGenerate'), shortcut: 'Alt+Shift+G' },
        { name: 'lock', description: getMessage('commandLock'), shortcut: '' },
      ]),
    },
    permissions: {
      request: () => Promise.resolve(!script.refuses),
      remove: () => Promise.resolve(true),
      contains: () => Promise.resolve(script.allSites),
      onAdded: { addListener: () => undefined, removeListener: () => undefined },
      onRemoved: { addListener: () => undefined, removeListener: () => undefined },
    },
  };
  Object.defineProperty(window, 'chrome', { value: fake, configurable: true });
}
