import { describe, expect, it } from 'vitest';
import { classify } from './classify.ts';
import type { FieldFacts, FieldRole, FormFacts, FormKind } from './facts.ts';
import { farWords } from './far-words.ts';
import { addWords } from './phrases.ts';

addWords(farWords);

const blank: FieldFacts = {
  index: 0, type: 'text', autocomplete: [], name: '', id: '', placeholder: '', label: '', nearby: '', inputMode: '', maxLength: null, minLength: null, ruled: false,
  visible: true, editable: true, focused: false, form: 0,
};

/** Labels of fields; one with a star is a password field. */
function read(labels: readonly string[], form: Partial<FormFacts>): { kind: FormKind | undefined; roles: FieldRole[] } {
  const fields = labels.map((label, index): FieldFacts => ({ ...blank, index, label: label.replace('*', ''), type: label.startsWith('*') ? 'password' : 'text' }));
  const found = classify(fields, [{ form: 0, marks: '', heading: '', buttons: '', asides: '', links: '', ticks: 0, page: '', ...form }]);
  return { kind: found[0]?.kind, roles: found.map(({ role }) => role) };
}

describe('a sign-in by e-mail address', () => {
  it.each([
    ['German', 'E-Mail-Adresse', 'Passwort', 'Anmelden'], ['French', 'Adresse e-mail', 'Mot de passe', 'Se connecter'],
    ['Polish', 'Adres e-mail', 'Hasło', 'Zaloguj się'], ['Czech', 'E-mailová adresa', 'Heslo', 'Přihlásit se'],
    ['Slovak', 'E-mailová adresa', 'Heslo', 'Prihlásiť sa'], ['Turkish', 'E-posta adresi', 'Şifre', 'Giriş yap'],
    ['Romanian', 'Adresă de e-mail', 'Parolă', 'Autentificare'], ['Hungarian', 'E-mail cím', 'Jelszó', 'Bejelentkezés'],
    ['Danish', 'E-mailadresse', 'Adgangskode', 'Log ind'], ['Norwegian', 'E-postadresse', 'Passord', 'Logg inn'],
    ['Greek', 'Διεύθυνση email', 'Κωδικός πρόσβασης', 'Σύνδεση'], ['Bulgarian', 'Имейл адрес', 'Парола', 'Вход'],
    ['Croatian', 'E-mail adresa', 'Lozinka', 'Prijavi se'], ['Korean', '이메일 주소', '비밀번호', '로그인'],
    ['Chinese', '电子邮件地址', '密码', '登录'], ['Japanese', 'メールアドレス', 'パスワード', 'ログイン'],
    ['Arabic', 'البريد الإلكتروني', 'كلمة المرور', 'تسجيل الدخول'], ['Persian', 'آدرس ایمیل', 'رمز عبور', 'ورود'],
    ['Hebrew', 'כתובת אימייל', 'סיסמה', 'התחברות'], ['Vietnamese', 'Địa chỉ email', 'Mật khẩu', 'Đăng nhập'],
    ['Indonesian', 'Alamat email', 'Kata sandi', 'Masuk'], ['Thai', 'ที่อยู่อีเมล', 'รหัสผ่าน', 'เข้าสู่ระบบ'],
  ])('is not taken for a street in %s', (_, name, secret, buttons) => {
    expect(read([name, `*${secret}`], { buttons })).toEqual({ kind: 'login', roles: ['email', 'current-password'] });
    expect(read([name], { buttons })).toEqual({ kind: 'username-first', roles: ['email'] });
  });
});

describe('a new account', () => {
  it.each([
    ['German', 'Passwort', 'Erstellen Sie Ihr Konto'], ['French', 'Mot de passe', 'Créer mon compte'], ['Spanish', 'Contraseña', 'Crear mi cuenta'],
    ['Italian', 'Password', 'Crea un nuovo account'], ['Portuguese', 'Senha', 'Criar a sua conta'], ['Dutch', 'Wachtwoord', 'Maak je account aan'],
    ['Polish', 'Hasło', 'Utwórz swoje konto'], ['Czech', 'Heslo', 'Vytvořte si účet'], ['Swedish', 'Lösenord', 'Skapa ditt konto'],
    ['Hungarian', 'Jelszó', 'Fiók létrehozása'], ['Turkish', 'Şifre', 'Hesap oluştur'], ['Ukrainian', 'Пароль', 'Створіть ваш акаунт'],
    ['Chinese', '密码', '创建新账户'], ['Korean', '비밀번호', '계정 생성'], ['Arabic', 'كلمة المرور', 'إنشاء حساب'], ['Thai', 'รหัสผ่าน', 'สร้างบัญชี'],
  ])('is known in %s by what is made and of what, and its password is left alone', (_, secret, buttons) => {
    expect(read(['E-mail', `*${secret}`], { buttons })).toMatchObject({ kind: 'sign-up', roles: [expect.anything(), 'new-password'] });
  });

  it('is not what Arabic and Malay words for signing in mean, which hold those for signing up', () => {
    expect(read(['Email', '*كلمة المرور'], { buttons: 'تسجيل الدخول' }).kind).toBe('login');
    expect(read(['Email', '*Kata laluan'], { buttons: 'Daftar masuk' }).kind).toBe('login');
  });
});

describe('a password that is changed', () => {
  it.each([
    ['French', ['*Mot de passe actuel', '*Nouveau mot de passe', '*Confirmer le mot de passe']], ['Spanish', ['*Contraseña actual', '*Nueva contraseña', '*Repetir contraseña']],
    ['Swedish', ['*Nuvarande lösenord', '*Nytt lösenord', '*Upprepa lösenord']], ['Greek', ['*Τρέχων κωδικός', '*Νέος κωδικός', '*Επιβεβαίωση κωδικού']],
    ['Russian', ['*Текущий пароль', '*Новый пароль', '*Повторите пароль']], ['Japanese', ['*現在のパスワード', '*新しいパスワード', '*パスワードの確認']],
    ['Hebrew', ['*סיסמה נוכחית', '*סיסמה חדשה', '*אימות סיסמה']], ['Finnish', ['*Nykyinen salasana', '*Uusi salasana', '*Vahvista salasana']],
  ])('takes the one in use only, in %s', (_, labels) => {
    expect(read(labels, {})).toEqual({ kind: 'change-password', roles: ['current-password', 'new-password', 'new-password'] });
  });

  it.each([['Passwort zurücksetzen'], ['Zresetuj hasło'], ['Réinitialiser le mot de passe'], ['パスワードをリセット'], ['Скинути пароль']])('is not asked for by a form that loses one: %s', (heading) => {
    expect(read(['E-mail'], { heading, buttons: 'OK' }).roles).not.toContain('current-password');
    expect(read(['E-mail'], { heading, buttons: 'OK' }).kind).not.toBe('username-first');
  });
});

describe('a code that is good for once', () => {
  it.each([
    ['Enter your code'], ['Bestätigungscode'], ['Code de vérification'], ['Código de confirmación'], ['Kod weryfikacyjny'], ['Ověřovací kód'],
    ['Код подтверждения'], ['Doğrulama kodu'], ['Megerősítő kód'], ['認証コード'], ['验证码'], ['인증번호'], ['رمز التحقق'], ['รหัสยืนยัน'],
  ])('is known: %s', (label) => {
    expect(read([label], {})).toEqual({ kind: 'code', roles: ['one-time-code'] });
  });
});

it('a country beside a telephone number is part of the number, and makes no sign-up', () => {
  expect(read(['Country code', 'Phone', '*Password'], { buttons: 'Log in' })).toMatchObject({ kind: 'login' });
});
