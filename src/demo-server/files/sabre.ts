/**
 * Answers as Nextcloud's WebDAV (sabre/dav) gives them.
 * @module
 */

import type { Reply } from '../http/reply.ts';

const connector = (name: string): string => String.raw`OCA\DAV\Connector\Sabre\Exception` + `\\${name}`;
export const sabreName = (name: string): string => String.raw`Sabre\DAV\Exception` + `\\${name}`;

export function sabre(status: number, exception: string, message: string): Reply {
  return {
    status,
    headers: { 'content-type': 'application/xml; charset=utf-8' },
    body: `<?xml version="1.0" encoding="utf-8"?>
<d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns">
  <s:exception>${exception}</s:exception>
  <s:message>${escapeXml(message)}</s:message>
</d:error>
`,
  };
}

export function notFound(path: readonly string[]): Reply {
  return sabre(404, sabreName('NotFound'), `File with name /${path.join('/')} could not be located`);
}

/** A refusal that says whether to try again: never. */
export function forbidden(message: string): Reply {
  return {
    status: 403,
    headers: { 'content-type': 'application/xml; charset=utf-8' },
    body: `<?xml version="1.0" encoding="utf-8"?>
<d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns" xmlns:o="http://owncloud.org/ns">
  <s:exception>${connector('Forbidden')}</s:exception>
  <s:message>${escapeXml(message)}</s:message>
  <o:retry xmlns:o="o:">false</o:retry>
  <o:reason xmlns:o="o:">${escapeXml(message)}</o:reason>
</d:error>
`,
  };
}

export function fileLocked(message: string): Reply {
  return sabre(423, connector('FileLocked'), message);
}

export const noPage = { 'content-type': 'text/html; charset=UTF-8' } as const;

export function empty(status: number, headers: Record<string, string> = {}): Reply {
  return { status, headers: { ...noPage, ...headers }, body: '' };
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
