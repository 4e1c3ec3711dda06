/**
 * The demo shop: a page that one would like to sign in to.
 * @module
 */

import { formOf } from '../http/ask.ts';
import type { Ask } from '../http/ask.ts';
import { escapeHtml, html, redirect } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';

/** The account that the shop knows. The demo's vault holds it. */
export const shopAccount = { username: 'alice', password: 'Tulip-Harbour-29!' } as const;

const style = `
:root { color-scheme: light dark; --paper: #fbf7f0; --ink: #2c2620; --leaf: #2f6b4f; --leaf-text: #fff; --card: #fff; --line: #b9ab97; --alarm: #9c2d1f; font: 17px/1.55 Georgia, 'Times New Roman', serif; }
@media (prefers-color-scheme: dark) { :root { --paper: #1d1a16; --ink: #f1e9dd; --leaf: #8fd0ae; --leaf-text: #10261b; --card: #29251f; --line: #7d7263; --alarm: #ffb3a6; } }
body { margin: 0; min-height: 100vh; background: var(--paper); color: var(--ink); }
header { display: flex; gap: 1.5rem; align-items: baseline; padding: 1.2rem 6vw; border-block-end: 1px solid var(--line); }
header strong { font-size: 1.4rem; letter-spacing: .02em; }
header a { color: inherit; }
header a.account { margin-inline-start: auto; }
main { padding: 3rem 6vw; }
h1 { margin: 0 0 .6rem; font-size: 2rem; font-weight: 500; line-height: 1.2; }
.card { box-sizing: border-box; width: min(25rem, 100%); margin: 0 auto; padding: 2rem; border: 1px solid var(--line); border-radius: 18px; background: var(--card); }
label { display: block; margin: 1rem 0 .3rem; }
input { box-sizing: border-box; width: 100%; padding: .65rem .8rem; border: 1px solid var(--line); border-radius: 10px; background: transparent; color: inherit; font: inherit; }
button { width: 100%; margin-top: 1.6rem; padding: .75rem; border: 0; border-radius: 10px; background: var(--leaf); color: var(--leaf-text); font: inherit; cursor: pointer; }
:focus-visible { outline: 3px solid var(--leaf); outline-offset: 2px; }
.error { color: var(--alarm); }
.goods { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); gap: 1.2rem; padding: 0; margin: 2rem 0 0; list-style: none; }
.goods li { padding: 1.2rem; border: 1px solid var(--line); border-radius: 16px; background: var(--card); }
.pot { block-size: 5.5rem; margin-block-end: .8rem; border-radius: 12px; }`;

const goods: readonly (readonly [string, string, string])[] = [
  ['Monstera, small', '€ 18', 'linear-gradient(160deg, #cfe6d3, #4c8b63)'],
  ['Terracotta pot', '€ 9', 'linear-gradient(160deg, #f3cdb4, #b5623c)'],
  ['Lavender', '€ 6', 'linear-gradient(160deg, #e2d8f2, #7b5fa8)'],
  ['Watering can', '€ 24', 'linear-gradient(160deg, #d5e4ee, #4d7a99)'],
];

function page(title: string, main: string, account = '<a class="account" href="/login">Sign in</a>'): Reply {
  return html(`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Green Corner</title><link rel="icon" href="data:,"><style>${style}</style></head>
<body><header><strong>Green Corner</strong><a href="/">Plants</a>${account}</header>
${main}</body></html>
`);
}

const shelf = `<ul class="goods">${goods.map(([name, price, colours]) => `<li><div class="pot" style="background:${colours}"></div>${name}<br>${price}</li>`).join('')}</ul>`;

export function answerShop(ask: Ask): Reply | undefined {
  if (ask.path === '/') return page('Plants', `<main><h1>Plants for places with little light</h1><p>Delivered by bicycle.</p>${shelf}</main>`);
  if (ask.path === '/logout') return redirect('/login');
  if (ask.path !== '/login') return undefined;
  if (ask.method !== 'POST') return loginPage('', false);
  const sent = formOf(ask);
  const username = sent.get('username') ?? '';
  const known = username === shopAccount.username && sent.get('password') === shopAccount.password;
  return known ? welcome() : loginPage(username, true);
}

function loginPage(username: string, failed: boolean): Reply {
  return page('Sign in', `<main><div class="card"><h1>Welcome back</h1>
${failed ? '<p class="error" role="alert">That user name and password do not belong together.</p>' : '<p>Sign in to see your orders.</p>'}
<form method="post" action="/login">
<label for="username">User name</label><input id="username" name="username" autocomplete="username" autocapitalize="none" required value="${escapeHtml(username)}">
<label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required>
<button type="submit">Sign in</button></form></div></main>`);
}

function welcome(): Reply {
  return page('Your account', `<main data-logged-in="${shopAccount.username}"><h1>Welcome, ${shopAccount.username}</h1>
<p>You are signed in. Your lavender is on its way.</p>${shelf}</main>`, '<a class="account" href="/logout">Sign out</a>');
}
