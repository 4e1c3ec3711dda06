/**
 * Logins whose fields show what the page's state says, and nothing else: what only stands in a field is thrown away.
 * @module
 */

import type { Reply } from '../../http/reply.ts';
import { sitePage } from '../page.ts';

const sendState = "fetch('/known/in', { method: 'POST', body: new URLSearchParams(state) }).then(() => { document.querySelector('main').innerHTML = '<h1>Welcome</h1>'; });";

/**
 * Draws its fields anew, as other elements, whenever its state changes; each has a \`value\` of its own, and an event counts only
 * where that was passed by. The button works once both are filled.
 */
export function framework(): Reply {
  return sitePage('Log in', `<div id="root"></div>
<script>
const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
const state = { email: '', password: '' };
const root = document.querySelector('#root');
const draw = (except) => {
  const form = root.querySelector('form') ?? root.appendChild(document.createElement('form'));
  for (const [at, name] of ['email', 'password'].entries()) {
    const before = form.querySelector('[name=' + name + ']');
    if (before && before === except) continue;
    const input = document.createElement('input');
    Object.assign(input, { name, type: name === 'email' ? 'text' : 'password', placeholder: name === 'email' ? 'Phone number, username, or email' : 'Password' });
    let tracked = state[name];
    native.set.call(input, state[name]);
    Object.defineProperty(input, 'value', { configurable: true, get() { return native.get.call(this); }, set(text) { tracked = String(text); native.set.call(this, text); } });
    input.addEventListener('input', () => {
      const next = native.get.call(input);
      if (next === tracked) return void native.set.call(input, state[name]);
      tracked = state[name] = next;
      draw(input);
    });
    if (before) before.replaceWith(input);
    else form.append(input);
  }
  const button = form.querySelector('button') ?? form.appendChild(Object.assign(document.createElement('button'), { textContent: 'Log in' }));
  form.append(button);
  button.disabled = state.email === '' || state.password === '';
  form.onsubmit = (event) => { event.preventDefault(); ${sendState} };
};
draw();
</script>`);
}

/** Takes only what the browser says was typed; anything else in a field is put back at once. */
export function onlyTyped(): Reply {
  return sitePage('Log in', `<form><label>User name<input name="user"></label><label>Password<input name="password" type="password"></label><button type="button" id="go">Log in</button></form>
<script>
const state = { user: '', password: '' };
for (const input of document.querySelectorAll('input')) {
  input.addEventListener('input', (event) => {
    if (event.isTrusted) state[input.name] = input.value;
    else input.value = state[input.name];
  });
  input.addEventListener('change', () => { input.value = state[input.name]; });
}
document.querySelector('#go').addEventListener('click', () => { ${sendState} });
</script>`);
}
