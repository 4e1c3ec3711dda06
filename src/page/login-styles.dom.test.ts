import { describe, expect, it } from 'vitest';
import { fill } from './fill.ts';
import { farWords } from '../core/forms/far-words.ts';
import { addWords } from '../core/forms/phrases.ts';

addWords(farWords);

const login = { username: 'ann', email: 'ann@shop.example', password: 'CNRY-1', code: '123456', newPassword: null, custom: [], rules: [] };

/** Ids of the fields that one fill leaves a value in, in the page's order. */
async function filledIn(html: string): Promise<string> {
  document.body.replaceChildren(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);
  await fill(login, { document, visible: (field) => field.closest('[hidden]') === null });
  return [...document.querySelectorAll('input')].filter(({ value, type }) => value !== '' && type !== 'submit').map(({ id }) => id).join(' ');
}

describe('pages in the style of well-known logins', () => {
  it.each([
    ['the first of two steps', '<h1>Sign in</h1><div><input id="u" type="email" name="loginfmt" placeholder="Email or phone"><button>Next</button><a href="/signup">Create one</a></div>', 'u'],
    ['the second of two steps', '<form><h1>Enter password</h1><input hidden type="email" value="" id="h"><input id="p" type="password" name="passwd"><a href="/reset">Forgot it?</a><button>Sign in</button></form>', 'p'],
    ['names made by a framework', '<div class="css-1q2w"><div><label for=":r1:">Email</label><input id=":r1:" class="sc-a1"></div><div><label for=":r2:">Password</label><input id=":r2:" type="password"></div><div role="button">Log in</div></div>', ':r1: :r2:'],
    ['a change of the password', '<form><h2>Security</h2><label>Current <input id="c" type="password"></label><label>New <input id="n" type="password"></label><label>Once more <input id="r" type="password"></label><button>Update password</button></form>', 'c'],
    ['a code, a box a digit', `<form><p>We sent you a code</p>${[1, 2, 3, 4, 5, 6].map((n) => `<input id="d${n}" maxlength="1" inputmode="numeric" aria-label="Digit ${n}">`).join('')}<button>Verify</button></form>`, 'd1 d2 d3 d4 d5 d6'],
    ['a checkout that makes an account', '<form><h2>Delivery</h2><input id="f" placeholder="First name"><input id="l" placeholder="Last name"><input id="s" placeholder="Street"><input id="z" placeholder="Postcode"><input id="e" type="email" placeholder="E-mail"><input id="p" type="password" placeholder="Password (optional)"><button>Place order</button></form>', ''],
    ['a newsletter under a login', '<form><input id="u" name="user"><input id="p" type="password"><button>Log in</button></form><footer><form><h3>Newsletter</h3><input id="n" type="email"><button>Subscribe</button></form></footer>', 'u p'],
    ['an administrator who adds a user', '<form action="/admin/users"><h1>Add user</h1><label>User name <input id="u" name="username"></label><label>E-mail <input id="e" type="email"></label><label>Role <select><option>Editor</option></select></label><label>Password <input id="p" type="password" name="user_password"></label><button>Create user</button></form>', ''],
    ['a bank, by number and PIN', '<form action="/banking/login"><label>Customer number <input id="u" name="kdnr"></label><label>PIN <input id="p" type="password" maxlength="5" name="pin"></label><button>Log in</button></form>', 'u p'],
    ['a router, by password alone', '<form><h1>Router</h1><input id="p" type="password" name="pwd"><input type="submit" value="Login"></form>', 'p'],
    ['a login beside a sign-up', '<div><form><h2>Returning customer</h2><input id="u" type="email"><input id="p" type="password"><button>Sign in</button></form><form><h2>New here?</h2><input id="e" type="email"><input id="n" type="password"><button>Create account</button></form></div>', 'u p'],
    ['one form around a search, a login and a sign-up', '<form><div><input id="q" name="ctl00$q"><input type="submit" value="Go"></div><div><h2>Sign in</h2><div>User <input id="u" name="ctl00$user"></div><div>Password <input id="p" type="password"></div><input type="submit" value="Sign in"></div><div><h2>Register</h2><div>Name <input id="f"></div><div>E-mail <input id="e" type="email"></div><div>Password <input id="n" type="password"></div><input type="submit" value="Register"></div></form>', 'u p'],
    ['no form around a sign-up, a search and a login', '<main><div><h2>Register</h2><div>Name <input id="f"></div><div>E-mail <input id="e" type="email"></div><div>Password <input id="n" type="password"></div><input type="submit" value="Register"></div><div><input id="q" name="ctl00$q"><input type="submit" value="Go"></div><div><h2>Sign in</h2><div>User <input id="u" name="ctl00$user"></div><div>Password <input id="p" type="password"></div><input type="submit" value="Sign in"></div></main>', 'u p'],
    ['Arabic, from right to left', '<form dir="rtl"><label>البريد الإلكتروني <input id="u"></label><label>كلمة المرور <input id="p" type="password"></label><button>تسجيل الدخول</button></form>', 'u p'],
    ['Japanese, with a member’s number', '<form><label>会員番号 <input id="u"></label><label>パスワード <input id="p" type="password"></label><button>ログイン</button><a>パスワードを忘れた方</a></form>', 'u p'],
    ['a Korean sign-up', '<form><label>아이디 <input id="u"></label><label>비밀번호 <input id="p" type="password"></label><label>비밀번호 확인 <input id="r" type="password"></label><button>가입하기</button></form>', ''],
    ['a Turkish change', '<form><label>Mevcut şifre <input id="c" type="password"></label><label>Yeni şifre <input id="n" type="password"></label><label>Yeni şifre tekrar <input id="r" type="password"></label><button>Kaydet</button></form>', 'c'],
  ])('%s', async (_, html, expected) => {
    expect(await filledIn(html)).toBe(expected);
  });
});

/** A language, and names, of which nothing can be read. */
const q = 'qxz wvk';

describe('pages that nobody can read', () => {
  it.each([
    ['a name and a password are a login', `<form><input id="u" aria-label="${q}"><input id="p" type="password" aria-label="${q}"><button>${q}</button></form>`, 'u p'],
    ['a link to a lost password tells a login from a sign-up', `<form><input id="t" aria-label="${q}"><input id="u" type="email" aria-label="${q}"><input id="p" type="password"><button>${q}</button><a href="/account/forgot-password">${q}</a></form>`, 'u p'],
    ['two passwords that read the same are no login', `<form><input id="u" type="email"><label>${q} <input id="p" type="password"></label><label>${q} <input id="r" type="password"></label><button>${q}</button></form>`, ''],
    ['four questions and a password are no login', `<form><input id="a"><input id="b"><input id="c"><input id="d" type="email"><input id="p" type="password"><button>${q}</button></form>`, ''],
    ['lists for a date of birth are no login', `<form><input id="u" type="email"><input id="p" type="password"><select></select><select></select><select></select><button>${q}</button></form>`, ''],
    ['a name, an address and a password are no login', `<form><input id="n" aria-label="${q}"><input id="u" type="email"><input id="p" type="password"><button>${q}</button></form>`, ''],
    ['links to terms make a sign-up', `<form><input id="u" type="email"><input id="p" type="password"><p>${q} <a href="/terms">${q}</a> <a href="/privacy-policy">${q}</a></p><button>${q}</button></form>`, ''],
    ['rules for a password make a sign-up', `<form><input id="u" type="email"><input id="p" type="password" minlength="8" passwordrules="minlength: 8"><button>${q}</button></form>`, ''],
    ['a length in its text makes a sign-up', `<form><input id="u"><input id="p" type="password" minlength="8" placeholder="${q} (8–20 ${q})"><button>${q}</button></form>`, ''],
  ])('%s', async (_, html, expected) => {
    expect(await filledIn(html)).toBe(expected);
  });
});
