/**
 * Login forms in special places: in a frame, in a shadow tree, on a page that goes away.
 * @module
 */

import type { Ask } from '../http/ask.ts';
import { escapeHtml } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import { form, passwordField, sitePage, usernameField } from './page.ts';

/** Frames whatever address `src` names; \`with=form\` adds a login form of its own, \`sandbox\` is handed on. */
export function frame({ query }: Ask): Reply {
  const source = query.get('src') ?? '/login';
  const sandbox = query.has('sandbox') ? ` sandbox="${escapeHtml(query.get('sandbox') ?? '')}"` : '';
  const own = query.get('with') === 'form' ? form(usernameField + passwordField, 'Log in') : '';
  return sitePage('A page with a frame', `${own}<iframe id="frame" title="frame" width="100%" height="420" src="${escapeHtml(source)}"${sandbox}></iframe>`);
}

/** An open shadow tree, or a closed one with \`?mode=closed\`; \`window.typed()\` tells what stands in it. */
export function shadow({ query }: Ask): Reply {
  const mode = query.get('mode') === 'closed' ? 'closed' : 'open';
  return sitePage('Log in', `<div id="host"></div><template id="inside">${form(usernameField + passwordField, 'Log in')}</template>
<script>
const root = document.querySelector('#host').attachShadow({ mode: '${mode}' });
root.append(document.querySelector('#inside').content);
window.typed = () => [...root.querySelectorAll('input')].map(({ value }) => value);
</script>`);
}

/**
 * A login page that goes to \`?to=\` (\`/no-fields\` unless told) after \`?after=\` milliseconds, or when the
 * button or \`window.goAway(to)\` is used.
 */
export function slowNavigate({ query }: Ask): Reply {
  const to = JSON.stringify(query.get('to') ?? '/no-fields').replaceAll('<', '\\u003C');
  const after = Number(query.get('after') ?? 0);
  return sitePage('Log in, quickly', `${form(usernameField + passwordField, 'Log in')}<button type="button" id="leave">Leave</button>
<script>
window.goAway = (to = ${to}) => { location.href = to; };
document.querySelector('#leave').addEventListener('click', () => goAway());
if (${after > 0 ? String(after) : '0'} > 0) setTimeout(() => goAway(), ${after > 0 ? String(after) : '0'});
</script>`);
}
