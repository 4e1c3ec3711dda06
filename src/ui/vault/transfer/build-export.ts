/**
 * Fetches an export part by part and makes a file of it.
 * @module
 */

import type { Answer, ScreenRequests } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';

type Ask = ScreenRequests['startExport']['ask'];
export type ExportFormat = Ask['format'];
export type Style = Ask['style'];

/** `url`: a `blob:` address, to be revoked. */
export interface Built { url: string; name: string; total: number; formulas: number; damaged: number; files: number; style: Style }

const endings: Record<ExportFormat, { name: string; type: string }> = {
  encrypted: { name: 'latchkey', type: 'application/octet-stream' }, passman: { name: 'passman.json', type: 'application/json' }, csv: { name: 'csv', type: 'text/csv' },
};

/** @param tell - how far it is; false: nobody waits for it any more */
export async function buildExport(ask: Ask, tell: (done: number, total: number) => boolean): Promise<Answer<Built>> {
  const started = await send('startExport', ask);
  if (!started.ok) return started;
  const { id, total } = started.value;
  const texts: string[] = [];
  const built = { total, formulas: 0, damaged: 0, files: 0, style: ask.style };
  for (;;) {
    const answer = await send('readExport', { id });
    if (!answer.ok) return answer;
    const { text, done, last, formulas, damaged, files } = answer.value;
    texts.push(text);
    built.formulas += formulas;
    built.damaged += damaged;
    built.files += files;
    if (!tell(done, total) || last) break;
  }
  const { name, type } = endings[ask.format];
  const day = new Date().toISOString().slice(0, 10);
  return { ok: true, value: { ...built, url: URL.createObjectURL(new Blob(texts, { type })), name: `latchkey-${day}.${name}` } };
}
