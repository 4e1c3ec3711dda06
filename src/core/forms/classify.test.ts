import { describe, expect, it } from 'vitest';
import { classify } from './classify.ts';
import type { FieldFacts, FieldRole, FormFacts, FormKind } from './facts.ts';
import { farWords } from './far-words.ts';
import * as formWords from './form-words.ts';
import * as otherWords from './other-words.ts';
import { addWords, nameWords, pairIn, phrasePattern } from './phrases.ts';
import { chooseTargets } from './targets.ts';
import * as words from './words.ts';

addWords(farWords);
const all = { name: true, password: true, code: true };

function field(facts: Partial<FieldFacts>): FieldFacts {
  return {
    index: 0, type: 'text', autocomplete: [], name: '', id: '', placeholder: '', label: '', nearby: '', inputMode: '', maxLength: null, minLength: null, ruled: false,
    visible: true, editable: true, focused: false, form: 0, ...facts,
  };
}

function form(facts: Partial<FormFacts> = {}): FormFacts {
  return { form: 0, marks: '', heading: '', buttons: '', asides: '', links: '', ticks: 0, page: '', ...facts };
}

/** Roles of the fields, and the kind of the first one's form. */
function read(fields: readonly Partial<FieldFacts>[], ...forms: Partial<FormFacts>[]): { kind: FormKind | undefined; roles: FieldRole[] } {
  const found = classify(fields.map((facts, index) => field({ ...facts, index })), (forms.length === 0 ? [{}] : forms).map(form));
  return { kind: found[0]?.kind, roles: found.map(({ role }) => role) };
}

const password = { type: 'password', name: 'password', label: 'Password' };

describe('a form for signing in', () => {
  it.each<[string, Partial<FieldFacts>, string, string]>([
    ['English', { label: 'User name' }, 'Password', 'Log in'],
    ['German', { label: 'Benutzername' }, 'Kennwort', 'Anmelden'],
    ['French', { label: 'Identifiant' }, 'Mot de passe', 'Se connecter'],
    ['Spanish', { label: 'Usuario' }, 'Contraseña', 'Iniciar sesión'],
    ['Italian', { label: 'Nome utente' }, 'Password', 'Accedi'],
    ['Portuguese', { label: 'Usuário' }, 'Senha', 'Entrar'],
    ['Dutch', { label: 'Gebruikersnaam' }, 'Wachtwoord', 'Inloggen'],
    ['Polish', { label: 'Nazwa użytkownika' }, 'Hasło', 'Zaloguj się'],
    ['Russian', { label: 'Имя пользователя' }, 'Пароль', 'Войти'],
    ['Ukrainian', { label: 'Логін' }, 'Пароль', 'Увійти'],
    ['Czech', { label: 'Uživatelské jméno' }, 'Heslo', 'Přihlásit se'],
    ['Swedish', { label: 'Användarnamn' }, 'Lösenord', 'Logga in'],
    ['Finnish', { label: 'Käyttäjätunnus' }, 'Salasana', 'Kirjaudu sisään'],
    ['Turkish', { label: 'Kullanıcı adı' }, 'Şifre', 'Giriş yap'],
    ['Japanese', { label: 'ユーザー名' }, 'パスワード', 'ログイン'],
    ['Chinese', { label: '用户名' }, '密码', '登录'],
    ['Korean', { label: '아이디' }, '비밀번호', '로그인'],
  ])('is known in %s', (_, name, secret, button) => {
    const roles = ['username', 'current-password'];
    expect(read([name, { type: 'password', label: secret }], { buttons: button })).toEqual({ kind: 'login', roles });
    // And its first step, alone.
    expect(read([name], { buttons: button })).toEqual({ kind: 'username-first', roles: ['username'] });
  });

  it('needs no words at all', () => {
    expect(read([{ name: 'a' }, { type: 'password', name: 'b' }])).toEqual({ kind: 'login', roles: ['username', 'current-password'] });
  });

  it('may ask for an e-mail address, a telephone number or the number of a card', () => {
    expect(read([{ type: 'email' }, password], { buttons: 'Sign in' }).roles).toEqual(['email', 'current-password']);
    expect(read([{ type: 'tel', label: 'Phone' }, password], { buttons: 'Sign in' }).roles).toEqual(['username', 'current-password']);
    expect(read([{ label: 'Card number' }, password], { buttons: 'Sign on' }).roles).toEqual(['username', 'current-password']);
  });

  it('leaves its captcha and its search box alone', () => {
    expect(read([{ type: 'search', name: 'q' }, { label: 'User' }, password, { label: 'Type the characters', name: 'captcha' }], { buttons: 'Sign in' }).roles)
      .toEqual(['none', 'username', 'current-password', 'none']);
  });

  it('may hold a code as well', () => {
    expect(read([{ label: 'User' }, password, { autocomplete: ['one-time-code'] }], { buttons: 'Sign in' }).roles).toEqual(['username', 'current-password', 'one-time-code']);
  });

  it('may be followed by another one in the same page-wide form', () => {
    expect(read([{ label: 'User' }, password, { label: 'User' }, password], { buttons: 'Search Sign in Join' }).roles)
      .toEqual(['username', 'current-password', 'username', 'current-password']);
  });

  it('stays one when its new-password mark is the only thing against it', () => {
    expect(read([{ label: 'User' }, { ...password, autocomplete: ['new-password'] }], { buttons: 'Log in', heading: 'Log in' }).kind).toBe('login');
  });

  it('may ask for two things before the password where it says that it is one', () => {
    expect(read([{ name: 'a' }, { label: 'User name' }, password], { buttons: 'Log in' }).kind).toBe('login');
  });

  it('asks for a password only when the name is known', () => {
    expect(read([password], { buttons: 'Sign in' })).toEqual({ kind: 'password-only', roles: ['current-password'] });
    expect(read([{ label: 'User', editable: false }, password], { buttons: 'Sign in' }).kind).toBe('password-only');
  });
});

describe('a form that makes or changes an account', () => {
  it.each<[string, Partial<FieldFacts>[], Partial<FormFacts>]>([
    ['a repeated password', [{ label: 'E-mail' }, password, { type: 'password', label: 'Confirm password' }], {}],
    ['its button', [{ label: 'E-mail' }, password], { buttons: 'Create account' }],
    ['its button, in German', [{ label: 'E-Mail' }, { type: 'password', label: 'Passwort' }], { buttons: 'Konto erstellen' }],
    ['its questions', [{ label: 'First name' }, { label: 'Last name' }, { label: 'City' }, { label: 'E-mail' }, password], { buttons: 'Go' }],
    ['its new-password mark', [{ label: 'E-mail' }, { ...password, autocomplete: ['new-password'] }], {}],
    ['two things to type in before it', [{ name: 'a' }, { name: 'b' }, { type: 'password', name: 'c' }], { buttons: 'Submit' }],
    ['asking for a name and for an address or a number', [{ label: 'User name' }, { label: 'E-mail or phone number' }, password], { buttons: 'Submit' }],
    ['asking for name and address', [{ label: 'User name' }, { type: 'email', label: 'E-mail' }, password], { buttons: 'Submit' }],
  ])('is known by %s, and its password is never filled', (_, fields, facts) => {
    const found = read(fields, facts);
    expect(found.kind).toBe('sign-up');
    expect(found.roles).not.toContain('current-password');
    expect(found.roles).toContain('new-password');
  });

  it.each<[string, Partial<FieldFacts>[]]>([
    ['by its labels', [{ type: 'password', label: 'Old password' }, { type: 'password', label: 'New password' }, { type: 'password', label: 'Repeat new password' }]],
    ['by its names', [{ type: 'password', name: 'oldpassword' }, { type: 'password', name: 'newpassword' }, { type: 'password', name: 'newpassword2' }]],
    ['by its marks', [{ type: 'password', autocomplete: ['current-password'] }, { type: 'password', autocomplete: ['new-password'] }, { type: 'password', autocomplete: ['new-password'] }]],
    ['in German', [{ type: 'password', label: 'Aktuelles Passwort' }, { type: 'password', label: 'Neues Passwort' }, { type: 'password', label: 'Neues Passwort wiederholen' }]],
  ])('takes the current password only, known %s', (_, fields) => {
    expect(read(fields)).toEqual({ kind: 'change-password', roles: ['current-password', 'new-password', 'new-password'] });
  });

  it('takes the first of three passwords for the current one where the form says what it is for, and none where nothing does', () => {
    const three = [{ type: 'password' }, { type: 'password' }, { type: 'password' }];
    for (const button of ['Change password', 'Passwort ändern', 'Salva la password']) expect(read(three, { buttons: button }).roles).toEqual(['current-password', 'new-password', 'new-password']);
    expect(read(three, { buttons: 'Submit' })).toEqual({ kind: 'change-password', roles: ['new-password', 'new-password', 'new-password'] });
  });

  it('takes nothing where a forgotten password is replaced', () => {
    expect(read([{ type: 'password', label: 'New password' }, { type: 'password', label: 'Confirm' }], { heading: 'Reset your password' }).roles).toEqual(['new-password', 'new-password']);
  });
});

describe('a form that is none of a login’s business', () => {
  it.each<[FormKind, Partial<FieldFacts>[], Partial<FormFacts>]>([
    ['newsletter', [{ type: 'email', label: 'E-mail' }], { buttons: 'Subscribe' }],
    ['newsletter', [{ type: 'email', label: 'E-Mail' }], { heading: 'Unser Newsletter', buttons: 'Anmelden' }],
    ['search', [{ name: 'user' }], { marks: 'search-form' }],
    ['recovery', [{ type: 'email', label: 'E-mail' }], { heading: 'Forgot your password?', buttons: 'Send' }],
    ['checkout', [{ label: 'E-mail' }, { label: 'Street' }, { label: 'City' }, { label: 'Zip' }], { heading: 'Shipping address' }],
    ['other', [{ label: 'Your name' }, { label: 'E-mail' }, { label: 'Subject' }, { type: 'textarea', label: 'Message' }, { label: 'City' }], { buttons: 'Send' }],
    ['sign-up', [{ type: 'email', label: 'E-mail' }], { buttons: 'Create account' }],
    ['other', [{ label: 'Search by user name', autocomplete: ['username'] }], { buttons: 'Go' }],
  ])('(%s) gets nothing', (kind, fields, facts) => {
    const found = classify(fields.map((one, index) => field({ ...one, index })), [form(facts)]);
    expect(found[0]?.kind).toBe(kind);
    expect(chooseTargets(found, all)).toBe('no-fields');
  });
});

describe('a form for a code', () => {
  it('has one field for it, or one for each digit', () => {
    expect(read([{ label: 'Verification code', inputMode: 'numeric', maxLength: 6 }], { buttons: 'Verify' })).toEqual({ kind: 'code', roles: ['one-time-code'] });
    expect(read(Array.from({ length: 6 }, (_, n) => ({ label: `Digit ${n + 1}`, maxLength: 1 }))).roles).toEqual(Array<FieldRole>(6).fill('one-time-code'));
  });

  it('is not a field for a postal code, a voucher or the number on a card', () => {
    for (const label of ['Postal code', 'Promo code', 'Card security code CVV', 'Captcha code']) expect(read([{ label, maxLength: 6 }]).roles).toEqual(['none']);
  });
});

describe('choosing where to write', () => {
  const login = [{ label: 'User' }, password].map((facts) => ({ ...facts, form: 0 }));
  const choose = (fields: readonly Partial<FieldFacts>[], offered = all) =>
    chooseTargets(classify(fields.map((facts, index) => field({ ...facts, index })), [form({ buttons: 'Sign in' }), form({ form: 1, buttons: 'Sign in' })]), offered);
  const indexes = (chosen: ReturnType<typeof choose>) => (typeof chosen === 'string' ? chosen : [chosen.name?.facts.index, chosen.password?.facts.index, ...chosen.codes.map(({ facts }) => facts.index)]);

  it('takes the first of two equal forms, unless the person is in the other', () => {
    const second = login.map((facts) => ({ ...facts, form: 1 }));
    expect(indexes(choose([...login, ...second]))).toEqual([0, 1]);
    expect(indexes(choose([...login, second[0]!, { ...second[1]!, focused: true }]))).toEqual([2, 3]);
  });

  it('never takes what cannot be seen or changed', () => {
    expect(indexes(choose([login[0]!, { ...password, visible: false }]))).toEqual([0, undefined]);
    expect(indexes(choose([{ ...login[0]!, editable: false }, password]))).toEqual([undefined, 1]);
    expect(choose([{ ...login[0]!, visible: false }, { ...password, visible: false }])).toBe('no-fields');
  });

  it('takes only what the login has', () => {
    expect(indexes(choose(login, { name: true, password: false, code: true }))).toEqual([0, undefined]);
    expect(choose([password], { name: true, password: false, code: false })).toBe('mismatch');
  });

  it('says so when there is room for new passwords only', () => {
    expect(choose([{ type: 'password', label: 'New password' }, { type: 'password', label: 'Confirm new password' }])).toBe('only-new-password');
  });
});

describe('words', () => {
  it.each(Object.entries({ ...words, ...otherWords, ...formWords }))('for %s are folded, and none is empty or said twice', (_, phrases) => {
    const all = phrases.flatMap((line) => line.split('|'));
    for (const line of phrases) expect(line).not.toMatch(/\|\||^\||\|$|[A-Z]/);
    expect(all.filter((phrase, at) => all.indexOf(phrase) !== at)).toEqual([]);
    for (const phrase of all) expect(phrase.trim()).toBe(phrase);
  });

  it('are found at the start of words, across dashes, to their end where that is asked for, and anywhere in scripts without spaces', () => {
    const pattern = phrasePattern({ any: ['log in|user|pin!', '密码'] });
    for (const text of ['log in', 'log-in', 'please login', 'users', 'your pin', '新密码']) expect(text).toMatch(pattern);
    for (const text of ['superuser', 'blog in', 'logic', 'pinned']) expect(text).not.toMatch(pattern);
  });

  it('that mean something together must stand in one saying', () => {
    const pair = { one: phrasePattern({ any: ['change'] }), other: phrasePattern({ any: ['password'] }) };
    for (const text of ['change your password', 'password change it', 'cancel · change password']) expect(pairIn(pair, text)).toBe(true);
    for (const text of ['change address · show password', 'change it. password', 'the password', `change ${'x '.repeat(40)} password`]) expect(pairIn(pair, text)).toBe(false);
  });

  it('are taken out of programmers’ names', () => {
    expect(nameWords('ctl00$txtNewPassword2')).toBe('ctl 00 txt new password 2');
    expect(nameWords('user[login-name]')).toBe('user login name ');
  });
});
