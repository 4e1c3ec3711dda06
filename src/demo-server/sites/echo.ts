/**
 * Shows what was sent, as JSON that a test can read out of `#echo`.
 * @module
 */

import { formOf } from '../http/ask.ts';
import type { Ask } from '../http/ask.ts';
import { escapeHtml } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import { sitePage } from './page.ts';

export function echo(ask: Ask): Reply {
  const sent = ask.method === 'POST' ? formOf(ask) : ask.query;
  return sitePage('What you sent', `<pre id="echo">${escapeHtml(JSON.stringify(Object.fromEntries(sent)))}</pre>`);
}
