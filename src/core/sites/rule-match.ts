/**
 * Whether a page fits the rule behind an address. Asked only of pages of the address's own site.
 * @module
 */

import { withoutDot } from './host.ts';
import type { SiteAddress } from './site.ts';

/** `vetoed`: the person said never here. */
export type Fit = 'fits' | 'other' | 'vetoed';

export function fitOf({ rule, host, path, below }: SiteAddress, page: URL): Fit {
  if (rule === 'site') return 'fits';
  const here = withoutDot(page.hostname);
  const sameHost = here === host || (below && rule === 'pattern' && here.endsWith(`.${host}`));
  if (!sameHost) return 'other';
  const at = page.pathname + page.search;
  switch (rule) {
    case 'host': return 'fits';
    case 'start': return beginsLike(at, path) ? 'fits' : 'other';
    case 'exact': return at === path ? 'fits' : 'other';
    case 'pattern': return isLike(path.includes('?') ? at : page.pathname, path) ? 'fits' : 'other';
    case 'never': return beginsLike(at, path) ? 'vetoed' : 'other';
  }
}

/** `/app` begins `/app`, `/app/x` and `/app?x`, not `/apple`. */
function beginsLike(at: string, path: string): boolean {
  return at.startsWith(path) && (path.endsWith('/') || /^(?:$|[/?])/.test(at.slice(path.length)));
}

/** `*` stands for any text, none included. One step a part, whatever stands in it: nothing here can take long. */
function isLike(at: string, path: string): boolean {
  const [first = '', ...rest] = path.split('*');
  if (rest.length === 0) return at === path;
  const last = rest.pop() ?? '';
  if (!at.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const found = at.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return at.length - last.length >= from && at.endsWith(last);
}
