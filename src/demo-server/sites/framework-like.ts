/**
 * Login forms that treat their inputs as the great frameworks do, written by hand: only a value that
 * arrives with the right events gets into the page's state, everything else is thrown away again.
 * @module
 */

import type { Reply } from '../http/reply.ts';
import { form, passwordField, sitePage, usernameField } from './page.ts';

const shared = `
const inputs = [...document.querySelectorAll('#form input')];
const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
const state = Object.fromEntries(inputs.map((input) => [input.name, '']));
const show = () => { document.querySelector('#state').textContent = JSON.stringify(state); };
show();`;

function likeFramework(title: string, script: string): Reply {
  return sitePage(title, `${form(usernameField + passwordField, 'Log in')}<pre id="state"></pre><script>{${shared}${script}}</script>`);
}

/**
 * React: the value property of each input is watched. An event counts only when the value is not the one
 * that was last written through the property; a controlled input is set back to the state at every render.
 */
export function reactLike(): Reply {
  return likeFramework('Log in (React)', `
const tracked = new Map(inputs.map((input) => [input, '']));
for (const input of inputs) {
  Object.defineProperty(input, 'value', {
    configurable: true,
    get() { return native.get.call(this); },
    set(text) { tracked.set(this, String(text)); native.set.call(this, text); },
  });
}
const render = () => {
  for (const input of inputs) if (native.get.call(input) !== state[input.name]) input.value = state[input.name];
  show();
};
const onChange = ({ target }) => {
  if (!tracked.has(target)) return;
  const next = native.get.call(target);
  if (next !== tracked.get(target)) { tracked.set(target, next); state[target.name] = next; }
  render();
};
// React listens at the root.
for (const type of ['input', 'change']) document.addEventListener(type, onChange);
setInterval(render, 100);
document.querySelector('#form').addEventListener('submit', render);`);
}

/** Vue: the name follows \`input\`, the password only \`change\` (v-model.lazy); nothing is taken while composing. */
export function vueLike(): Reply {
  return likeFramework('Log in (Vue)', `
for (const [at, input] of inputs.entries()) {
  input.addEventListener('compositionstart', () => { input.composing = true; });
  input.addEventListener('compositionend', () => { input.composing = false; input.dispatchEvent(new Event('input')); });
  input.addEventListener(at === 0 ? 'input' : 'change', () => { if (!input.composing) { state[input.name] = input.value; show(); } });
}
const render = () => {
  for (const input of inputs) if (document.activeElement !== input && input.value !== state[input.name]) input.value = state[input.name];
};
setInterval(render, 250);
document.querySelector('#form').addEventListener('submit', () => { for (const input of inputs) input.value = state[input.name]; });`);
}

/** Angular: values follow \`input\`; the button works once every control is dirty, and says so once each was left (\`blur\`). */
export function angularLike(): Reply {
  return likeFramework('Log in (Angular)', `
const button = document.querySelector('#form button');
const check = () => {
  show();
  button.disabled = !inputs.every((input) => input.classList.contains('ng-dirty') && state[input.name] !== '');
  document.querySelector('#form').classList.toggle('ng-touched', inputs.every((input) => input.classList.contains('ng-touched')));
};
for (const input of inputs) {
  input.classList.add('ng-pristine', 'ng-untouched');
  input.addEventListener('input', (event) => {
    state[input.name] = event.target.value;
    input.classList.replace('ng-pristine', 'ng-dirty');
    check();
  });
  input.addEventListener('blur', () => { input.classList.replace('ng-untouched', 'ng-touched'); check(); });
}
check();
document.querySelector('#form').addEventListener('submit', () => { for (const input of inputs) input.value = state[input.name]; });`);
}
