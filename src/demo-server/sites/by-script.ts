/**
 * Logins that a script sends: without a form, in two steps of one page, or over and over.
 * @module
 */

import type { Reply } from '../http/reply.ts';
import { field, form, passwordField, sitePage, usernameField } from './page.ts';

/** No form and no button; a refused login empties every field, a taken one puts them away. It is refused where it says so. */
export function loginByRequest(): Reply {
  return sitePage('Log in', `<div id="box">${field('user', 'User name')}${field('secret', 'Password', 'type="password"')}
<p><span id="go" style="cursor:pointer">Log in</span></p></div><p id="said" role="status"></p><a href="/no-fields">Elsewhere</a>
<script>
const [user, secret, said] = ['user', 'secret', 'said'].map((id) => document.getElementById(id));
document.querySelector('#go').addEventListener('click', async () => {
  const refused = secret.value.includes('wrong');
  await fetch('/no-fields');
  user.value = secret.value = '';
  if (!refused) document.getElementById('box').remove();
  said.textContent = refused ? 'That was wrong.' : 'You are in.';
});
</script>`);
}

/** The name first; the password takes its place in the same page, and goes when it is sent. */
export function loginInSteps(): Reply {
  return sitePage('Log in', `<div id="step">${usernameField}<button type="button">Next</button></div>
<template id="second">${passwordField}<button type="button">Log in</button></template>
<script>
const step = document.querySelector('#step');
step.querySelector('button').addEventListener('click', () => {
  step.replaceChildren(document.querySelector('#second').content);
  step.querySelector('button').addEventListener('click', () => { step.textContent = 'You are in.'; });
});
</script>`);
}

/** The second page of two knows the name by itself. */
export function secondStep(): Reply {
  return sitePage('Your password', form(passwordField, 'Log in', 'id="form" method="post" action="/session"'));
}

export function firstStep(): Reply {
  return sitePage('Who are you?', form(usernameField, 'Next', 'id="form" method="post" action="/second-of-two"'));
}

/** Pressed once, it sends a hundred logins of its own making. */
export function sendsAHundred(): Reply {
  return sitePage('Log in', `${form(usernameField + passwordField, 'Log in', 'id="form" method="post" action="/echo" target="sink"')}<iframe name="sink" hidden></iframe>
<script>
let left = 100;
document.querySelector('#form').addEventListener('submit', () => setTimeout(() => {
  if (left-- <= 0) return void document.body.replaceChildren('Done.');
  document.querySelector('#password').value = 'planted-password-' + left;
  document.querySelector('#form').requestSubmit();
}));
</script>`);
}
