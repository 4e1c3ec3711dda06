/**
 * A login of web components: each field in a tree of its own, within the tree of the login, within the tree of the page.
 * @module
 */

import type { Ask } from '../../http/ask.ts';
import type { Reply } from '../../http/reply.ts';
import { sitePage } from '../page.ts';

/** Open trees, or closed ones with \`?mode=closed\`. */
export function shadowTrees({ query }: Ask): Reply {
  const mode = query.get('mode') === 'closed' ? 'closed' : 'open';
  return sitePage('Community', `<x-search></x-search><x-login></x-login>
<script>
const tree = (host, html) => { const root = host.attachShadow({ mode: '${mode}' }); root.innerHTML = html; return root; };
const fields = {};
customElements.define('x-text', class extends HTMLElement {
  connectedCallback() {
    const [name, type, words] = ['name', 'type', 'words'].map((each) => this.getAttribute(each));
    const root = tree(this, '<label><div>' + words + '</div><input type="' + type + '" name="' + name + '"></label>');
    fields[name] = root.querySelector('input');
  }
});
customElements.define('x-button', class extends HTMLElement {
  connectedCallback() { tree(this, '<button type="button"><slot></slot></button>'); }
});
customElements.define('x-search', class extends HTMLElement {
  connectedCallback() { tree(this, '<x-text name="q" type="text" words="Search the community"></x-text>'); }
});
customElements.define('x-login', class extends HTMLElement {
  connectedCallback() {
    const root = tree(this, '<section><h2>Log In</h2><x-text name="username" type="text" words="Email or username *"></x-text><x-text name="password" type="password" words="Password *"></x-text><x-button id="go">Log In</x-button></section>');
    root.querySelector('#go').addEventListener('click', () => {
      fetch('/known/in', { method: 'POST', body: new URLSearchParams({ username: fields.username.value, password: fields.password.value, q: fields.q.value }) })
        .then(() => { document.querySelector('main').innerHTML = '<h1>Welcome</h1>'; });
    });
    // A driver cannot press what is in closed trees.
    window.press = () => root.querySelector('#go').click();
  }
});
</script>`);
}
