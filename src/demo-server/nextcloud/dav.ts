/**
 * WebDAV, as far as a client needs it to learn that its login is wrong. There are no files yet.
 * @module
 */

import type { Reply } from '../http/reply.ts';
import type { Identity } from './identity.ts';

const wrongLogin = "No public access to this resource., AppAPIAuth has not passed, This request is not for a federated calendar, Username or password was incorrect, No 'Authorization: Bearer' header found. Either the client didn't send one, or the server is mis-configured, Username or password was incorrect";
const noLogin = "No public access to this resource., AppAPIAuth has not passed, This request is not for a federated calendar, No 'Authorization: Basic' header found. Either the client didn't send one, or the server is misconfigured, No 'Authorization: Bearer' header found. Either the client didn't send one, or the server is mis-configured, No 'Authorization: Basic' header found. Either the client didn't send one, or the server is misconfigured";

export function answerDav(identity: Identity): Reply {
  switch (identity.kind) {
    case 'guest': return unauthorised(String.raw`Sabre\DAV\Exception\NotAuthenticated`, noLogin);
    case 'refused': return unauthorised(String.raw`Sabre\DAV\Exception\NotAuthenticated`, wrongLogin);
    case 'half': return unauthorised(String.raw`OCA\DAV\Connector\Sabre\Exception\PasswordLoginForbidden`, 'password login forbidden');
    case 'throttled': return sabre(429, String.raw`OCA\DAV\Connector\Sabre\Exception\TooManyRequests`, 'Reached maximum delay');
    case 'person': return sabre(404, String.raw`Sabre\DAV\Exception\NotFound`, 'There are no files here');
  }
}

export function davMaintenance(): Reply {
  return sabre(503, String.raw`Sabre\DAV\Exception\ServiceUnavailable`, 'System is in maintenance mode.');
}

function unauthorised(exception: string, message: string): Reply {
  const reply = sabre(401, exception, message);
  reply.headers['www-authenticate'] = 'Basic realm="Nextcloud", charset="UTF-8"';
  return reply;
}

function sabre(status: number, exception: string, message: string): Reply {
  return {
    status,
    headers: { 'content-type': 'application/xml; charset=utf-8' },
    body: `<?xml version="1.0" encoding="utf-8"?>
<d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns">
  <s:exception>${exception}</s:exception>
  <s:message>${message}</s:message>
</d:error>
`,
  };
}
