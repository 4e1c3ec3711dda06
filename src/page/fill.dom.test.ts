import { beforeEach, describe, expect, it } from 'vitest';
import { hidden, loginPage, shown } from '../demo-server/sites/hidden-fields.ts';
import { fill } from './fill.ts';
import { look } from './survey.ts';
import { takeBack, type Written } from './undo.ts';

const login = { username: 'ann', email: 'ann@shop.example', password: 'CNRY-1', code: '012345', newPassword: null, custom: [], rules: [] };

/** Without layout, only what says so is hidden. */
const surroundings = { document, visible: (field: HTMLElement) => field.closest('[hidden]') === null };

const parsed = (html: string) => [...new DOMParser().parseFromString(html, 'text/html').body.childNodes];

function show(html: string): void {
  document.body.replaceChildren(...parsed(html));
}

const value = (selector: string) => document.querySelector<HTMLInputElement>(selector)!.value;

// Browsers edit by themselves; here there is nothing that would.
Object.assign(document, { execCommand: () => false });
beforeEach(() => show(''));

describe('filling', () => {
  it('writes name and password into the form for signing in', async () => {
    show('<form><label>User <input id="u"></label><label>Password <input id="p" type="password"></label><button>Sign in</button></form>');
    expect(await fill(login, surroundings)).toEqual({ filled: ['username', 'current-password'], problem: null });
    expect([value('#u'), value('#p')]).toEqual(['ann', 'CNRY-1']);
  });

  it('leaves all other forms of the page alone', async () => {
    show(`
      <form role="search"><input id="q" name="q" type="search"><button>Search</button></form>
      <form><input id="u" name="user"><input id="p" type="password"><button>Log in</button></form>
      <form><h2>Register</h2><input id="e" type="email"><input id="n" type="password" name="new"><input id="r" type="password" name="repeat"><button>Create account</button></form>
      <form><h2>Newsletter</h2><input id="l" type="email"><button>Subscribe</button></form>`);
    await fill(login, surroundings);
    expect(['#q', '#e', '#n', '#r', '#l'].map(value)).toEqual(['', '', '', '', '']);
    expect([value('#u'), value('#p')]).toEqual(['ann', 'CNRY-1']);
  });

  it('prefers the form in which the person is', async () => {
    const form = (n: number) => `<form><input id="u${n}" name="user"><input id="p${n}" type="password"><button>Log in</button></form>`;
    show(form(1) + form(2));
    document.querySelector<HTMLElement>('#u2')!.focus();
    await fill(login, surroundings);
    expect([value('#p1'), value('#p2')]).toEqual(['', 'CNRY-1']);
  });

  it.each([
    ['an address field gets the address', '<input id="u" type="email">', login, 'ann@shop.example'],
    ['an address field gets a user name that is an address', '<input id="u" type="email">', { ...login, username: 'bob@work.example' }, 'bob@work.example'],
    ['an address field gets the user name where there is no address', '<input id="u" type="email">', { ...login, email: null }, 'ann'],
    ['a name field gets the address where there is no user name', '<input id="u" name="user">', { ...login, username: null }, 'ann@shop.example'],
  ])('%s', async (_, input, order, expected) => {
    show(`<form>${input}<input type="password"><button>Log in</button></form>`);
    await fill(order, surroundings);
    expect(value('#u')).toBe(expected);
  });

  it.each([
    ['no fields', '<p>Hello</p>', { kind: 'no-fields' }],
    ['only hidden fields', '<form hidden><input name="user"><input type="password"></form>', { kind: 'no-fields' }],
    ['a form for a new account', '<form><input type="email"><input type="password" autocomplete="new-password"><button>Sign up</button></form>', { kind: 'only-new-password' }],
  ])('finds %s and says so', async (_, html, problem) => {
    show(html);
    expect(await fill(login, surroundings)).toEqual({ filled: [], problem });
    expect([...document.querySelectorAll('input')].every((input) => input.value === '')).toBe(true);
  });

  it('says so when the login has nothing that the form asks for', async () => {
    show('<form><input type="password" id="p"><button>Sign in</button></form>');
    expect(await fill({ ...login, password: null }, surroundings)).toEqual({ filled: [], problem: { kind: 'nothing-to-fill' } });
  });

  it('reads open shadow roots at any depth', async () => {
    show('<form><div id="host"></div><button>Log in</button></form>');
    const outer = document.querySelector('#host')!.attachShadow({ mode: 'open' });
    outer.append(...parsed('<input id="u" name="user"><div id="inner"></div>'));
    const inner = outer.querySelector('#inner')!.attachShadow({ mode: 'open' });
    inner.append(...parsed('<input id="p" type="password">'));
    expect(await fill(login, surroundings)).toEqual({ filled: ['username', 'current-password'], problem: null });
    expect([outer.querySelector<HTMLInputElement>('#u')?.value, inner.querySelector<HTMLInputElement>('#p')?.value]).toEqual(['ann', 'CNRY-1']);
  });

  it('does without a form', async () => {
    show('<div><div><input id="q" name="search"></div><div><p><input id="u" name="user"></p><p><input id="p" type="password"></p><button>Log in</button></div></div>');
    await fill(login, surroundings);
    expect([value('#q'), value('#u'), value('#p')]).toEqual(['', 'ann', 'CNRY-1']);
  });

  it('spreads a code over one field for each digit', async () => {
    show(`<form><p>Enter the code</p>${'<input maxlength="1" inputmode="numeric">'.repeat(6)}<button>Verify</button></form>`);
    expect((await fill(login, surroundings)).filled).toHaveLength(6);
    expect([...document.querySelectorAll('input')].map((input) => input.value).join('')).toBe('012345');
  });

  it('never puts the password into a text, nor anything into a field that turned read-only or hidden meanwhile', async () => {
    show('<form><input id="u" name="user"><input id="p" type="password"><button>Log in</button></form>');
    const field = document.querySelector<HTMLInputElement>('#p')!;
    const become = async (change: () => void) => {
      document.querySelector('#u')!.addEventListener('input', change, { once: true });
      return await fill(login, surroundings);
    };
    expect(await become(() => { field.type = 'text'; })).toEqual({ filled: ['username'], problem: { kind: 'page-changed' } });
    field.type = 'password';
    expect(await become(() => { field.readOnly = true; })).toMatchObject({ filled: ['username'] });
    field.readOnly = false;
    expect(await become(() => { field.hidden = true; })).toMatchObject({ filled: ['username'] });
    expect(field.value).toBe('');
  });
});

describe('pages of frameworks', () => {
  const inputs = '<form><input id="u" name="user"><input id="p" type="password"><button>Log in</button></form>';

  it('hear focus, keys, input, change and blur, in this order', async () => {
    show(inputs);
    const heard: string[] = [];
    for (const type of ['focus', 'keydown', 'input', 'keyup', 'change', 'blur']) document.querySelector('#u')!.addEventListener(type, ({ type: name }) => heard.push(name));
    await fill(login, surroundings);
    expect(heard).toEqual(['focus', 'keydown', 'input', 'keyup', 'change', 'blur']);
  });

  it('keep the value where the input is watched through a property of its own, as React does', async () => {
    show(inputs);
    const field = document.querySelector<HTMLInputElement>('#u')!;
    const own = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!;
    let known = '';
    let state = '';
    Object.defineProperty(field, 'value', {
      configurable: true,
      get: () => own.get!.call(field) as string,
      set: (text: string) => { known = text; own.set!.call(field, text); },
    });
    // What React believes to know already is no change for it, and is put back.
    document.addEventListener('input', () => {
      const now = own.get!.call(field) as string;
      if (now !== known) state = known = now;
    });
    field.addEventListener('blur', () => { own.set!.call(field, state); });
    expect((await fill(login, surroundings)).filled).toContain('username');
    expect([state, field.value]).toEqual(['ann', 'ann']);
  });

  it('that take only what the browser edits get it so, and give it back so', async () => {
    show(inputs);
    const field = document.querySelector<HTMLInputElement>('#u')!;
    let state = 'before';
    field.value = state;
    field.addEventListener('input', () => { field.value = state; });
    Object.assign(document, { execCommand: (_: string, __: boolean, text: string) => {
      (document.activeElement as HTMLInputElement).value = state = text;
      return true;
    } });
    const written: Written[] = [];
    expect(await fill(login, surroundings, written)).toEqual({ filled: ['username', 'current-password'], problem: null });
    expect(state).toBe('ann');
    takeBack(written);
    expect([state, field.value, value('#p')]).toEqual(['before', 'before', '']);
    Object.assign(document, { execCommand: () => false });
  });

  it('are tried once more, and then reported, when they put their own value back', async () => {
    show(inputs);
    const field = document.querySelector<HTMLInputElement>('#u')!;
    let resets = 1;
    field.addEventListener('change', () => { if (resets-- > 0) setTimeout(() => { field.value = ''; }, 1); });
    expect(await fill(login, surroundings)).toEqual({ filled: ['username', 'current-password'], problem: null });
    resets = 99;
    expect(await fill(login, surroundings)).toEqual({ filled: ['current-password'], problem: { kind: 'page-changed' } });
  });
});

describe('a page that draws its fields anew', () => {
  const form = '<form><input id="u" name="user"><input id="p" type="password"><button>Log in</button></form>';
  const onceNamed = (change: (password: HTMLInputElement) => void) => {
    show(form);
    document.querySelector('#u')!.addEventListener('input', () => change(document.querySelector('#p')!), { once: true });
  };

  it('as other elements, is filled in those', async () => {
    onceNamed((password) => password.replaceWith(password.cloneNode()));
    expect(await fill(login, surroundings)).toEqual({ filled: ['username', 'current-password'], problem: null });
    expect(value('#p')).toBe('CNRY-1');
  });

  it.each([
    ['a text', '<input id="p">'],
    ['nothing', ''],
    ['a field that nobody sees', '<input id="p" type="password" hidden>'],
  ])('as %s, is not', async (_, html) => {
    onceNamed((password) => { password.replaceWith(...parsed(html)); });
    expect(await fill(login, surroundings)).toEqual({ filled: ['username'], problem: { kind: 'page-changed' } });
    expect([...document.querySelectorAll('input')].map((input) => input.value)).not.toContain('CNRY-1');
  });

  it('digit by digit, gets each digit in its box', async () => {
    show(`<form><p>Enter the code</p>${'<input maxlength="1" inputmode="numeric">'.repeat(6)}<button>Verify</button></form>`);
    const redraw = (): void => {
      for (const box of document.querySelectorAll('input')) if (box !== document.activeElement) {
        const again = box.cloneNode() as HTMLInputElement;
        again.value = box.value;
        box.replaceWith(again);
        again.addEventListener('input', redraw);
      }
    };
    redraw();
    expect((await fill(login, surroundings)).filled).toHaveLength(6);
    expect([...document.querySelectorAll('input')].map((input) => input.value).join('')).toBe('012345');
  });
});

describe('looking', () => {
  it('tells roles, and changes nothing', () => {
    show('<form><input name="user"><input type="password"><button>Log in</button></form>');
    const before = document.documentElement.outerHTML;
    expect(look(surroundings, { labels: [], rules: [] }).roles).toEqual(['username', 'current-password']);
    expect(document.documentElement.outerHTML).toBe(before);
  });
});

describe('the table for the browser', () => {
  it('hides in at least 30 ways, and every page has one name and one password', () => {
    expect(Object.keys(hidden).length).toBeGreaterThanOrEqual(30);
    for (const field of [...Object.values(hidden), ...Object.values(shown)]) expect(loginPage(field).match(/name="(?:username|password)"|name=password/g)).toHaveLength(2);
  });
});
