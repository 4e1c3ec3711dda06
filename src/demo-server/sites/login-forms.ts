/**
 * Login forms, from the usual one to the odd ones.
 * @module
 */

import { formOf } from '../http/ask.ts';
import type { Ask } from '../http/ask.ts';
import { escapeHtml, redirect } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import { field, form, passwordField, sitePage, usernameField } from './page.ts';

const loginFields = usernameField + passwordField;

export function login(): Reply {
  return sitePage('Log in', form(loginFields, 'Log in'));
}

/** A login as most sites take it: what is sent is answered with a redirect to another page. */
export function loginWithRedirect({ query }: Ask): Reply {
  const to = query.get('to');
  return sitePage('Log in', form(loginFields, 'Log in', `id="form" method="post" action="/session${to === null ? '' : `?to=${encodeURIComponent(to)}`}"`));
}

/** Takes whatever is sent; `?to=` is the host that goes on. */
export function session({ query }: Ask): Reply {
  const to = query.get('to');
  return redirect(to === null ? '/no-fields' : `https://${encodeURIComponent(to)}/no-fields`);
}

/** A page without reloads: the form goes when the login was sent. */
export function loginInOnePage(): Reply {
  return sitePage('Log in', `${form(loginFields, 'Log in', 'id="form"')}
<script>
document.querySelector('#form').addEventListener('submit', (event) => {
  event.preventDefault();
  setTimeout(() => {
    const inside = document.createElement('p');
    inside.id = 'inside';
    inside.textContent = 'You are in.';
    event.target.replaceWith(inside);
  }, 50);
});
</script>`);
}

/** Inputs without a form; a click sends them by script. */
export function loginWithoutForm(): Reply {
  return sitePage('Log in', `<div id="box">${field('user', 'E-mail or phone', 'type="text"')}${field('secret', 'Password', 'type="password"')}
<button type="button" id="go">Log in</button></div><pre id="echo"></pre>
<script>
document.querySelector('#go').addEventListener('click', () => {
  const sent = Object.fromEntries(['user', 'secret'].map((id) => [id, document.getElementById(id).value]));
  document.querySelector('#echo').textContent = JSON.stringify(sent);
});
</script>`);
}

/** Fields that no person can see, in every usual way of hiding, around the two real ones. */
const honeypots: Readonly<Record<string, string>> = {
  'display-none': 'style="display:none"',
  'visibility-hidden': 'style="visibility:hidden"',
  transparent: 'style="opacity:0"',
  'off-screen': 'style="position:absolute;left:-9999px"',
  tiny: 'style="position:absolute;width:0;height:0;padding:0;border:0;overflow:hidden"',
  clipped: 'style="position:absolute;clip-path:inset(50%)"',
  'hidden-attribute': 'hidden',
  'type-hidden': 'type="hidden"',
};

export function honeypot(): Reply {
  const traps = Object.entries(honeypots).map(([name, way]) => `
<input class="trap" name="username-${name}" autocomplete="username" tabindex="-1" aria-hidden="true" ${way}>
<input class="trap" name="password-${name}" ${way.startsWith('type') ? '' : 'type="password"'} autocomplete="current-password" tabindex="-1" aria-hidden="true" ${way}>`);
  const behind = '<div style="opacity:0"><input class="trap" name="username-inside" autocomplete="username"><input class="trap" name="password-inside" type="password"></div>';
  return sitePage('Log in', form(traps.join('') + behind + loginFields, 'Log in'));
}

/** First the name; the password comes on the next page. */
export function userFirst(ask: Ask): Reply {
  const name = formOf(ask).get('username');
  if (ask.method !== 'POST' || name === null) {
    return sitePage('Who are you?', form(usernameField, 'Next', 'id="form" method="post" action="/user-first"'));
  }
  return sitePage('Your password', form(
    `<p>Signing in as <strong id="who">${escapeHtml(name)}</strong></p><input type="hidden" name="username" value="${escapeHtml(name)}">${passwordField}`, 'Log in'));
}

export function passwordOnly(): Reply {
  return sitePage('Confirm your password', form(passwordField, 'Confirm'));
}

/** Log in on the one side, sign up on the other. */
export function twoForms(): Reply {
  const signUpFields = field('new-email', 'E-mail', 'type="email" autocomplete="email"')
    + field('new-password', 'Choose a password', 'type="password" autocomplete="new-password"')
    + field('new-password-again', 'Repeat the password', 'type="password" autocomplete="new-password"');
  return sitePage('Welcome', `<section><h2>Log in</h2>${form(loginFields, 'Log in', 'id="log-in" method="post" action="/echo"')}</section>
<section><h2>New here?</h2>${form(signUpFields, 'Sign up', 'id="sign-up" method="post" action="/echo"')}</section>`);
}
