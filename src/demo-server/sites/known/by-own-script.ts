/**
 * Logins that a page's own script draws, shows late, or sends.
 * @module
 */

import type { Reply } from '../../http/reply.ts';
import { sitePage } from '../page.ts';

/** How these pages send: what they were given, then they go on. */
const send = `
const send = async (fields) => {
  await fetch('/known/in', { method: 'POST', body: new URLSearchParams(fields) });
  document.querySelector('main').innerHTML = '<h1>Welcome</h1>';
};`;

/** Both fields are there from the start; the password is off to the side until the name was looked up, then it slides in. */
export function twoStepsOfOnePage(): Reply {
  return sitePage('Sign in', `<style>
.aside { position: absolute; left: -9999px; top: -9999px; }
.pane { transition: transform .15s, opacity .15s; }
.pane.in { transform: translateX(30%); opacity: 0; }</style>
<form method="post" action="/known/in" novalidate autocomplete="off"><div class="pane">
<input type="email" name="loginfmt" id="i0116" maxlength="113" lang="en" placeholder="Email, phone, or user name" aria-required="true">
<input type="password" name="passwd" id="i0118" class="aside" tabindex="-1" aria-hidden="true" placeholder="Password" autocomplete="off">
<div role="alert" id="error"></div><p>No account? <a href="#">Create one!</a></p>
<input type="submit" id="next" value="Next"></div></form>
<script>
const [form, name, secret, next, pane] = ['form', '#i0116', '#i0118', '#next', '.pane'].map((each) => document.querySelector(each));
let known = '';
name.addEventListener('input', () => { known = name.value; });
form.addEventListener('submit', async (event) => {
  if (next.value === 'Sign in') return;
  event.preventDefault();
  if (!known.includes('@')) return void (document.querySelector('#error').textContent = 'Enter a valid address.');
  await fetch('/no-fields');
  pane.classList.add('in');
  name.classList.add('aside');
  name.tabIndex = -1;
  name.setAttribute('aria-hidden', 'true');
  secret.classList.remove('aside');
  secret.removeAttribute('tabindex');
  secret.removeAttribute('aria-hidden');
  next.value = 'Sign in';
  setTimeout(() => { pane.classList.remove('in'); secret.focus(); }, 50);
});
</script>`);
}

/** Six boxes that pass the focus on, and are sent by the last digit. */
export function segmentedCode(): Reply {
  const boxes = Array.from({ length: 6 }, (_, at) => `<div style="display:inline-block"><input type="tel" inputmode="numeric" autocomplete="off" maxlength="1" aria-label="Please enter verification code. Digit ${at + 1}" style="width:2.6rem;text-align:center"></div>`);
  return sitePage('Two-step verification', `<p>Enter the 6-digit code from your authenticator app.</p><div id="boxes" style="display:flex;gap:8px">${boxes.join('')}</div><p><a href="#">Try another way</a></p>
<script>${send}
const boxes = [...document.querySelectorAll('#boxes input')];
const digits = boxes.map(() => '');
boxes.forEach((box, at) => {
  box.addEventListener('input', () => {
    digits[at] = box.value.slice(-1);
    if (digits[at] !== '') boxes[at + 1]?.focus();
    if (digits.every((digit) => /\\d/.test(digit))) send({ code: digits.join('') });
  });
  box.addEventListener('keydown', ({ key }) => { if (key === 'Backspace' && box.value === '') boxes[at - 1]?.focus(); });
  box.addEventListener('focus', () => box.select());
});
</script>`);
}

/** A shop of one page: search, sign-up and newsletter stand in it; its login opens in a dialog, when its code has come. */
export function dialogOfAnApp(): Reply {
  return sitePage('Lamps and chairs', `<header><form role="search"><input name="q" placeholder="Search products"><button>Search</button></form><button id="open" type="button">Log in</button></header>
<section><h2>Join the club</h2><form id="join"><input type="email" name="email" placeholder="Email address"><input type="password" name="password" placeholder="Create a password"><button>Sign up</button></form></section>
<footer><form><label>Offers by mail<input type="email" name="newsletter_email" placeholder="you@mail.com"></label><button>Subscribe</button></form></footer>
<script>${send}
document.querySelector('#open').addEventListener('click', async () => {
  await fetch('/no-fields');
  const dialog = document.body.appendChild(document.createElement('dialog'));
  dialog.innerHTML = '<h2>Welcome back</h2><div><span>Email address</span><input type="email" id=":r1:" name="email"></div><div><span>Password</span><input type="password" id=":r3:" name="password"><button type="button" aria-label="Show password">👁</button></div><button type="submit" id="go">Log in</button><p>or</p><button type="button">Continue with another account</button>';
  dialog.showModal();
  dialog.querySelector('#go').addEventListener('click', () => send(Object.fromEntries([...dialog.querySelectorAll('input')].map(({ name, value }) => [name, value]))));
});
</script>`);
}

/** Boxes without a form, names by chance, words only inside of the fields, and a link to press. */
export function withoutForm(): Reply {
  return sitePage('Member area', `<div class="c8f2"><div><input id="x-1f3a" type="text" placeholder="User ID"></div><div><input id="x-77b0" type="password" placeholder="PIN or password"></div>
<p><a role="button" tabindex="0" id="go">Log on</a> <a href="#">Trouble logging on?</a></p></div>
<script>${send}
document.querySelector('#go').addEventListener('click', () => send({ user: document.querySelector('#x-1f3a').value, secret: document.querySelector('#x-77b0').value }));
</script>`);
}
