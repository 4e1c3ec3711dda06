/**
 * Logins that take several steps without another page, forms that come late, and forms that are not what they seem.
 * @module
 */

import type { Ask } from '../http/ask.ts';
import { escapeHtml } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import { field, form, passwordField, sitePage, usernameField } from './page.ts';

const loginFields = usernameField + passwordField;

/** Name, password and code, one after the other in one document; `?code=boxes` asks for the code in six boxes. */
export function stepByStep({ query }: Ask): Reply {
  const boxes = Array.from({ length: 6 }, (_, at) => `<input name="digit-${at}" aria-label="Digit ${at + 1}" inputmode="numeric" maxlength="1" style="width:2.5rem">`).join('');
  const code = query.get('code') === 'boxes' ? `<fieldset><legend>Six-digit code</legend>${boxes}</fieldset>` : field('code', 'Six-digit code', 'inputmode="numeric" maxlength="6" autocomplete="one-time-code"');
  const step = (id: string, content: string, button: string) => `<template id="${id}"><form>${content}<button type="submit">${button}</button></form></template>`;
  return sitePage('Log in', `<div id="stage"></div>${step('one', usernameField, 'Next')}${step('two', passwordField, 'Log in')}${step('three', code, 'Verify')}
<script>
const stage = document.querySelector('#stage');
const show = (id) => stage.replaceChildren(document.querySelector('#' + id).content.cloneNode(true));
const after = { username: 'two', password: 'three' };
stage.addEventListener('submit', (event) => {
  event.preventDefault();
  const next = after[event.target.querySelector('input').name];
  if (next) setTimeout(() => show(next), 100);
});
show('one');
</script>`);
}

/** A form that comes `?after=` milliseconds after the load; never without. */
export function lateForm({ query }: Ask): Reply {
  const after = Number(query.get('after') ?? -1);
  return sitePage('Log in', `<div id="stage"></div><template id="form">${form(loginFields, 'Log in')}</template>
<script>if (${after} >= 0) addEventListener('load', () => setTimeout(() => document.querySelector('#stage').append(document.querySelector('#form').content), ${after}));</script>`);
}

/** A login that is sent to the address in `?action=`; with `by=button` only its button says so. */
export function loginTo({ query }: Ask): Reply {
  const action = escapeHtml(query.get('action') ?? '/echo');
  const own = query.get('by') === 'button' ? '/echo' : action;
  return sitePage('Log in', `<form method="post" action="${own}">${loginFields}<button type="submit" formaction="${action}">Log in</button></form>`);
}

/** A login with fields beside it that only this bank has, one of them twice under another name. */
export function bankLogin(): Reply {
  return sitePage('Log in to your bank', form(
    field('branch', 'Branch:') + usernameField + passwordField
    + field('f3', 'Customer Number *') + field('motto', 'Motto'), 'Log in'));
}

/** Fields that nobody could guess: a person has to say what they are for. */
export function oddFields(): Reply {
  return sitePage('Terminal', '<form id="form" method="post" action="/echo"><p>Fill in form 7b</p><input id="q7" name="q7"><input id="q8" name="q8" type="password" autocomplete="new-password"><button type="submit">Go</button></form>');
}

/** The first step of a login that only its words, in Cyrillic letters, tell from anything else. */
export function cyrillicLogin(): Reply {
  return sitePage('Вход', '<form id="form" method="post" action="/echo"><label for="a1">Имя пользователя</label><input id="a1" name="a1"><button type="submit">Войти</button></form>');
}

/** A page that waits for a picture which a test may hold back. */
export function waiting(): Reply {
  return sitePage('Please wait', '<p>The form will be here soon.</p><img src="/never.png" alt="">');
}
