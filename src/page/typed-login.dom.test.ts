import { beforeEach, expect, test } from 'vitest';

import { boxOf, readLogin } from './typed-login.ts';

beforeEach(() => {
  // Without layout every field would count as too small.
  HTMLElement.prototype.getBoundingClientRect = () => new DOMRect(10, 10, 200, 30);
  HTMLElement.prototype.checkVisibility = function checkVisibility() { return !this.hasAttribute('hidden'); };
});

function read(html: string) {
  const page = new DOMParser().parseFromString(html, 'text/html');
  document.body.replaceChildren(...page.body.childNodes);
  const field = document.querySelector<HTMLInputElement>('[type=password]');
  return field && readLogin(boxOf(field), ({ type }) => type === 'password');
}

const user = '<input name="a" value="ann">';
const password = (value: string, more = '') => `<input type="password" value="${value}" ${more}>`;
const form = (content: string) => `<form>${content}<button>Go</button></form>`;

test.each([
  ['a login', form(user + password('one')), { username: 'ann', password: 'one', newPassword: null }],
  ['a login without a form', `<div><input value="else"></div><div>${user}${password('one')}<button>Go</button></div>`, { username: 'ann', password: 'one', newPassword: null }],
  ['a login without a form, past the button that shows the password', `<main><div>${user}</div><div>${password('one')}<button>Show</button></div><button>Go</button></main>`, { username: 'ann', password: 'one', newPassword: null }],
  ['a sign-up with its repetition', form(user + password('new') + password('new')), { username: 'ann', password: 'new', newPassword: null }],
  ['a change', form(password('old') + password('new') + password('new')), { username: '', password: 'old', newPassword: 'new' }],
  ['a change without a repetition', form(password('old') + password('new')), { username: '', password: 'old', newPassword: 'new' }],
  ['a change that asks for the old one last', form(password('new') + password('new') + password('old')), { username: '', password: 'old', newPassword: 'new' }],
  ['a change in an order that the fields say', form(password('new', 'autocomplete="new-password"') + password('old', 'autocomplete="current-password"')), { username: '', password: 'old', newPassword: 'new' }],
  ['the name of a step before, out of sight', form(`<input type="hidden" name="username" value="ann">${password('one')}`), { username: 'ann', password: 'one', newPassword: null }],
  ['the name that is said to be it', form(`<input autocomplete="username" value="ann"><input name="city" value="Ulm">${password('one')}`), { username: 'ann', password: 'one', newPassword: null }],
  ['no trap that nobody sees', form(`${user}<input name="b" hidden value="bot">${password('trap', 'hidden')}${password('one')}`), { username: 'ann', password: 'one', newPassword: null }],
  ['nothing where the repetition differs', form(password('new', 'autocomplete="new-password"') + password('nwe', 'autocomplete="new-password"')), null],
  ['nothing of a card’s number', form(user + password('1234', 'autocomplete="cc-csc"')), null],
  ['nothing of a code', form(user + password('123456', 'name="otp"')), null],
  ['nothing of a PIN', form(user + password('1234', 'maxlength="4"')), null],
  ['nothing of an empty form', form('<input><input type="password">'), null],
])('reads %s', (_, html, login) => {
  expect(read(html)).toEqual(login);
});
