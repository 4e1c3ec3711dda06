/**
 * Pages that are shown only to those who say a name and a password in the browser's own way (RFC 7617).
 * @module
 */

import type { Ask } from '../http/ask.ts';
import { escapeHtml, type Reply } from '../http/reply.ts';
import { sitePage } from './page.ts';

/** Takes any name whose password doesn't hold `wrong`. `?realm=` is what it says of itself. */
export function staffOnly({ headers, query }: Ask): Reply {
  const [, sent = ''] = /^Basic (.+)$/i.exec(headers.authorization ?? '') ?? [];
  const [name = '', password = ''] = Buffer.from(sent, 'base64').toString('utf8').split(/:(.*)/s);
  if (name !== '' && password !== '' && !password.includes('wrong')) return sitePage('Staff only', `<p id="who">${escapeHtml(name)}</p>`);
  const realm = (query.get('realm') ?? 'Staff only').replace(/["\\\r\n]/g, ' ');
  const refused = sitePage('Who are you?', '<p>Nothing is shown without a name and a password.</p>', 401);
  return { ...refused, headers: { ...refused.headers, 'www-authenticate': `Basic realm="${realm}", charset="UTF-8"` } };
}

/** An honest page with a picture, a frame and a request to wherever `?from=` says. */
export function borrows({ query }: Ask): Reply {
  const from = escapeHtml(query.get('from') ?? '/staff-only');
  return sitePage('A page with things of others', `<img src="${from}" alt=""><iframe title="frame" src="${from}"></iframe><script>fetch(${JSON.stringify(query.get('from') ?? '').replaceAll('<', '\\u003C')}, { mode: 'no-cors', credentials: 'include' }).catch(() => undefined);</script>`);
}
