/**
 * The plain page that the sites' forms stand on.
 * @module
 */

import type { Ask } from '../http/ask.ts';
import { escapeHtml, html } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';

/** One path of a site: what it answers. */
export type SitePage = (ask: Ask) => Reply;

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 30rem; margin: 3rem auto; padding: 0 1rem; }
label { display: block; margin: .8rem 0 .2rem; }
input { box-sizing: border-box; width: 100%; padding: .5rem; font: inherit; }
button { margin-top: 1rem; padding: .5rem 1rem; font: inherit; }
fieldset { margin: 1rem 0; }`;

/** @param main - HTML of the author's own, with everything foreign in it already escaped */
export function sitePage(title: string, main: string, status = 200): Reply {
  return html(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><main><h1>${escapeHtml(title)}</h1>
${main}
</main></body></html>
`, status);
}

/** An input with its label. `attributes` is HTML of the author's own. */
export function field(name: string, label: string, attributes = ''): string {
  return `<label for="${name}">${label}</label><input id="${name}" name="${name}" ${attributes}>`;
}

export const usernameField = field('username', 'User name', 'autocomplete="username"');
export const passwordField = field('password', 'Password', 'type="password" autocomplete="current-password"');

/** A form that shows at `/echo` what it sent. */
export function form(content: string, button: string, attributes = 'id="form" method="post" action="/echo"'): string {
  return `<form ${attributes}>${content}<button type="submit">${button}</button></form>`;
}
