import { describe, expect, it } from 'vitest';
import { groupFields } from './group-fields.ts';
import type { Field } from './read-page.ts';

/** Ids of the fields that belong together. */
function groupsOf(html: string): string[] {
  document.body.replaceChildren(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);
  const fields = [...document.querySelectorAll<Field>('input:not([type=submit],[type=hidden]),select,textarea')];
  const { boxes, indexOf } = groupFields(fields);
  return boxes.map((_, at) => fields.filter((field) => indexOf(field) === at).map(({ id }) => id).join(' ')).toSorted();
}

const search = '<div><input id="q"><input type="submit" value="Go"></div>';
const signIn = '<div><div><input id="u"></div><div><input id="p" type="password"></div><input type="submit" value="Sign in"></div>';
const signUp = '<div><div><input id="e" type="email"></div><div><input id="n" type="password"></div><div><input id="r" type="password"></div><input type="submit" value="Join"></div>';

describe('fields that belong together', () => {
  it.each([
    ['one form around a page', (html: string) => `<form>${html}</form>`],
    ['no form at all', (html: string) => `<main>${html}</main>`],
  ])('are those of the box around each password, in %s', (_, around) => {
    expect(groupsOf(around(search + signIn + signUp))).toEqual(['e n r', 'q', 'u p']);
    expect(groupsOf(around(signUp + search + signIn))).toEqual(['e n r', 'q', 'u p']);
  });

  it('are all that stand around the same password: a sign-up keeps what else it asks for', () => {
    expect(groupsOf(`<form>${signIn}<div><input id="first"><input id="last">${signUp}</div></form>`)).toEqual(['first last e n r', 'u p']);
  });

  it.each([
    ['a repetition in a box of its own', '<div><input id="e"><input id="n" type="password"><button>Show</button></div><div><input id="r" type="password"><button>Join</button></div>', 'e n r'],
    ['old and new passwords, each with its button', '<div><input id="c" type="password"><button>Show</button></div><div><input id="n" type="password"><button>Show</button></div>', 'c n'],
    ['a search and one login', search + signIn, 'q u p'],
    // Where one password has no name and no button of its own, nothing tells whose it is.
    ['a login, a sign-up and a password that stands alone', `${signIn}${signUp}<div><input id="x" type="password"></div>`, 'u p e n r x'],
    // A box in a box is one login: its password is asked for again.
    ['a login within the box of another password', `<div><input id="e"><div><input id="u"><input id="p" type="password"><button>Go</button></div><input id="x" type="password"><button>Join</button></div>`, 'e u p x'],
  ])('are those of the whole form: %s', (_, html, expected) => {
    expect(groupsOf(`<form>${html}</form>`)).toEqual([expected]);
  });
});
