/**
 * Logins in the style of well-known sites: no helpful names, no more labels than those have, and scripts that do as theirs do.
 * Each sends what it was given to `/known/in`, which lets everybody in.
 * @module
 */

import { formOf, type Ask } from '../../http/ask.ts';
import { escapeHtml, type Reply } from '../../http/reply.ts';
import { sitePage, type SitePage } from '../page.ts';
import { framework, onlyTyped } from './by-framework.ts';
import { dialogOfAnApp, segmentedCode, twoStepsOfOnePage, withoutForm } from './by-own-script.ts';
import { shadowTrees } from './components.ts';

export const knownStyles: Readonly<Record<string, SitePage>> = {
  '/known/in': welcome,
  '/known/name-first': nameFirst,
  '/known/steps': twoStepsOfOnePage,
  '/known/framework': framework,
  '/known/only-typed': onlyTyped,
  '/known/components': shadowTrees,
  '/known/in-frame': inFrame,
  '/known/frame-of': frameOf,
  '/known/change': changePassword,
  '/known/code': segmentedCode,
  '/known/app': dialogOfAnApp,
  '/known/no-form': withoutForm,
};

function welcome(ask: Ask): Reply {
  return sitePage('Welcome', `<p>You are in.</p><pre id="sent">${escapeHtml(JSON.stringify(Object.fromEntries(formOf(ask))))}</pre>`);
}

/** Asks for an address; the password comes on a page of its own. For other people's managers there is a password field that nobody sees. */
function nameFirst(ask: Ask): Reply {
  const name = formOf(ask).get('identifier');
  if (ask.method !== 'POST' || name === null) {
    return sitePage('Sign in', `<p>Use your account</p><form method="post" novalidate>
<div class="field"><input type="email" id="identifierId" name="identifier" autocomplete="username webauthn" spellcheck="false" aria-label="Email or phone"><div aria-hidden="true">Email or phone</div></div>
<input type="password" name="hiddenPassword" tabindex="-1" aria-hidden="true" style="position:absolute;opacity:0;width:1px;height:1px;padding:0;border:0">
<p><button type="button">Forgot email?</button></p><p><button type="button">Create account</button> <button type="button" id="next">Next</button></p></form>
<script>document.querySelector('#next').addEventListener('click', () => document.forms[0].submit());</script>`);
  }
  return sitePage('Welcome', `<p id="who">${escapeHtml(name)}</p><form method="post" action="/known/in" novalidate>
<input type="email" name="identifier" value="${escapeHtml(name)}" tabindex="-1" aria-hidden="true" style="display:none">
<div class="field"><input type="password" name="Passwd" autocomplete="current-password" aria-label="Enter your password"><div aria-hidden="true">Enter your password</div></div>
<label><input type="checkbox" style="width:auto"> Show password</label>
<p><button type="button">Forgot password?</button> <button type="button" id="next">Next</button></p></form>
<script>document.querySelector('#next').addEventListener('click', () => document.forms[0].submit());</script>`);
}

/** The login that another page frames; it goes on in the frame. */
function inFrame(): Reply {
  return sitePage('Account', `<form method="post" action="/known/in"><div><input id="account_name" type="text" name="accountName" aria-required="true" placeholder="Email or Phone Number" autocorrect="off" autocapitalize="off"></div>
<div><input id="password_field" type="password" name="pw" aria-required="true" placeholder="Password"></div><button type="submit" aria-label="Sign In">&#8594;</button></form>`);
}

/** A page around the login of the host in \`?host=\`. */
function frameOf({ query }: Ask): Reply {
  const host = encodeURIComponent(query.get('host') ?? '');
  return sitePage('My account', `<p>Manage your devices.</p><iframe id="auth" title="Sign in" width="100%" height="360" style="border:0" src="https://${host}/known/in-frame"></iframe>`);
}

/** Old, new and again, in a table, told apart by nothing but their words. */
function changePassword(): Reply {
  const row = (name: string, label: string) => `<tr><th>${label}</th><td><input type="password" name="${name}" size="30"></td></tr>`;
  return sitePage('Security', `<h2>Password</h2><form method="post" action="/known/in"><table>${row('old_password', 'Old password')}${row('password', 'New password')}${row('password_confirmation', 'Confirm new password')}</table>
<p>Make sure it is at least 15 characters OR at least 8 characters including a number and a lowercase letter.</p><button type="submit">Update password</button> <a href="#">I forgot my password</a></form>`);
}
