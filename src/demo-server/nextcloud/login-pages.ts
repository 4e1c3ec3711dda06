/**
 * The pages on which a person signs in and grants access: plain HTML of our own, no script.
 * @module
 */

import { escapeHtml, html } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: #e6eef4; color: #17242d; }
main { box-sizing: border-box; width: min(24rem, 92vw); padding: 2rem; border-radius: 14px; background: #fff; box-shadow: 0 6px 30px #0002; }
h1 { margin: 0 0 .5rem; font-size: 1.35rem; }
p { margin: 0 0 1rem; }
label { display: block; margin: .8rem 0 .25rem; font-weight: 600; }
input { box-sizing: border-box; width: 100%; padding: .6rem .7rem; border: 1px solid #75889a; border-radius: 8px; font: inherit; }
button { width: 100%; margin-top: 1.4rem; padding: .7rem; border: 0; border-radius: 8px; background: #005a8c; color: #fff; font: inherit; font-weight: 600; cursor: pointer; }
:focus-visible { outline: 3px solid #00679e; outline-offset: 2px; }
.error { padding: .6rem .8rem; border-radius: 8px; background: #fbe3e1; color: #7c1710; }
.client { font-weight: 600; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) {
  body { background: #10181e; color: #e7eef3; } main { background: #1b262e; } .error { background: #4a1b17; color: #ffd9d5; }
  button { background: #7cc4ee; color: #0b1a24; } :focus-visible { outline-color: #9fd5f5; }
}`;

function page(title: string, content: string, status = 200): Reply {
  return html(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Nextcloud</title><style>${style}</style></head>
<body><main>${content}</main></body></html>
`, status);
}

interface Form {
  /** Where the form is sent. */
  action: string;
  requestToken: string;
}

const hidden = (form: Form): string => `<input type="hidden" name="requesttoken" value="${escapeHtml(form.requestToken)}">`;
const errorLine = (error: string | null): string => error === null ? '' : `<p class="error" role="alert">${escapeHtml(error)}</p>`;

export function loginPage(form: Form, error: string | null): Reply {
  return page('Log in', `<h1>Log in to Nextcloud</h1>${errorLine(error)}
<form method="post" action="${escapeHtml(form.action)}">${hidden(form)}
<label for="user">Account name or email</label><input id="user" name="user" autocomplete="username" autocapitalize="none" required autofocus>
<label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">Log in</button></form>`);
}

export function secondFactorPage(form: Form, error: string | null): Reply {
  return page('Two-factor authentication', `<h1>Two-factor authentication</h1><p>Enter the code of your authenticator app.</p>${errorLine(error)}
<form method="post" action="${escapeHtml(form.action)}">${hidden(form)}
<label for="challenge">Code</label><input id="challenge" name="challenge" inputmode="numeric" autocomplete="one-time-code" required autofocus>
<button type="submit">Submit</button></form>`);
}

export function grantPage(form: Form, clientName: string, displayName: string): Reply {
  return page('Account access', `<h1>Account access</h1>
<p>You are logged in as <strong>${escapeHtml(displayName)}</strong>.</p>
<p>This will give <span class="client">${escapeHtml(clientName)}</span> access to your Nextcloud account.</p>
<form method="post" action="${escapeHtml(form.action)}">${hidden(form)}<button type="submit">Grant access</button></form>`);
}

export function donePage(): Reply {
  return page('Account connected', '<h1>Account connected</h1><p>Your client should now be connected. You can close this window.</p>');
}

export function expiredPage(): Reply {
  return page('Access forbidden', '<h1>Access forbidden</h1><p>This login has expired or was never started. Start it again from your client.</p>', 403);
}

export function homePage(displayName: string): Reply {
  return page('Dashboard', `<h1>Hello ${escapeHtml(displayName)}</h1><p>You are logged in. There is nothing else here: this is a stand-in for a Nextcloud.</p>`);
}
