/**
 * Answers in the shapes that Nextcloud gives them.
 * @module
 */

export interface Reply {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Buffer;
}

/** Writes JSON as PHP does: `/` escaped, `<` and `>` and everything beyond ASCII as `\uXXXX`. */
export function phpJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replace(/[<>\u007f-\uffff]/g, (character) => {
      const code = character.charCodeAt(0).toString(16);
      return `\\u${'<>'.includes(character) ? code.toUpperCase().padStart(4, '0') : code.padStart(4, '0')}`;
    });
}

export function json(value: unknown, status = 200): Reply {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: phpJson(value) };
}

export function html(body: string, status = 200): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=UTF-8' }, body };
}

export function redirect(location: string): Reply {
  return { status: 303, headers: { 'content-type': 'text/html; charset=UTF-8', location }, body: '' };
}

/** Text that may stand in HTML, in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}

/** Nextcloud's page for what went wrong, in our own words. */
export function errorPage(status: number, title: string, text: string): Reply {
  return html(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Nextcloud</title></head>
<body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></main></body></html>
`, status);
}

export const internalError = (): Reply => errorPage(500, 'Internal Server Error', 'The server was unable to complete your request.');
export const pageNotFound = (): Reply => errorPage(404, 'Page not found', 'The page could not be found on the server or you may not be allowed to view it.');
/** What Nextcloud's router answers for a known path and another method. */
export const wrongMethod = (): Reply => html('', 405);
