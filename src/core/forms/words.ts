/**
 * What fields are called, a line a language. Plain data: to teach Latchkey a language, add a line to
 * each list, and to those of `form-words.ts`. Stems do; how phrases are written: `phrases.ts`.
 * @module
 */

import type { Phrases } from './phrases.ts';

/** What a login is known by to the site. */
export const userName: Phrases = [
  /* en */ 'user|log in name|login|logon|sign in name|member|customer id|customer n|client id|client n|account|acct|nick|screen name|handle!|patron|library card|employee|student id|uid!|uname|usr!|usr n|identifier|access id|net id|credential|alias!',
  /* de */ 'benutzer|nutzer|anmeldename|anmeldekennung|kennung|zugangsnummer|kundennummer|kunden nr|kontonummer|mitgliedsn|vertragsnummer|legitimations|teilnehmer',
  /* fr */ 'identifiant|utilisateur|pseudo|nom de compte|votre compte|compte!|numero client|numero de client|code client|nom d\'utilisateur',
  /* es */ 'cuenta|identificador|identificacion|codigo de cliente',
  /* it */ 'utente|codice cliente',
  /* pt */ 'utilizador|conta!|cpf!',
  /* nl */ 'gebruiker|inlognaam|klantnummer',
  /* pl */ 'uzytkownik|nazwa uzytk|identyfikator|numer klienta|konto!',
  /* cs, sk */ 'uzivatel|pouzivatel|prihlasovaci jmeno|prihlasovacie meno|prezdivka|prezyvka|jmeno uziv',
  /* ru */ 'логин|имя пользов|пользовател|учетн|никнейм|аккаунт|имя входа|лицевой счет',
  /* uk, be */ 'логін|користувач|ім я корист|обліков|карыстальн|акаунт',
  /* bg */ 'потребител',
  /* hr, sr, sl */ 'korisni|uporabnis|корисничк',
  /* sv */ 'anvandar|inloggningsnamn|medlemsnummer',
  /* da, no */ 'bruger|bruker|medlemsnr',
  /* fi, et */ 'kayttaja|tunnus|kasutaja',
  /* lt, lv */ 'naudotoj|vartotoj|lietotaj',
  /* tr */ 'kullanici|uye!|uye n|musteri no',
  /* hu */ 'felhasznalo|azonosito',
  /* ro */ 'utilizator|nume de utiliz|cont!|contul',
  /* ca */ 'usuari',
  /* el */ 'χρηστη|ονομα συνδεσης',
  /* ar, fa */ 'المستخدم|اسم الدخول|اسم مستخدم|کاربر',
  /* he */ 'משתמש',
  /* ja */ 'ユーザ|ログインid|会員番号|会員id|アカウント|お客様番号|契約番号',
  /* zh */ '用户|账号|帐号|账户|帐户|帳號|帳戶|使用者|用戶|会员|會員',
  /* ko */ '아이디|사용자|계정|회원',
  /* vi */ 'ten dang nhap|tai khoan|nguoi dung|ten truy cap',
  /* id, ms */ 'pengguna|akun',
  /* th */ 'ชื่อผู้ใช้|บัญชี|ผู้ใช้งาน',
  /* hi */ 'उपयोगकर्ता|यूज़र|खाता संख्या|ग्राहक',
];

/** An e-mail address. */
export const email: Phrases = [
  /* en, de, nl */ 'email|e mail|mail!|mailadres|mail adres|mail id',
  /* fr, es, ca, pt, it, ro */ 'courriel|mel!|adresse electronique|correo|correu|posta elettr|correio|endereco eletr|adresa electr',
  /* pl, cs, sk, hr, sr, bg */ 'poczta elektr|elektronicka posta|el posta|имейл|е поща',
  /* ru, uk, be */ 'электронн|почта|адрес почты|e майл|емейл|електронн|пошта',
  /* sv, da, no, fi, et, lt, lv */ 'e post|epost|mejl|sahkoposti|meiliaadress|el past|e past',
  /* hu, el */ 'villamposta|ηλεκτρονικ|ημειλ',
  /* ar, fa, he */ 'البريد(?!ي)|بريد(?!ي)|العنوان الالكتروني|ایمیل|پست الکترونیک|رایانامه|דוא|אימייל|מייל',
  /* ja, zh, ko */ 'メール|邮箱|郵箱|电子邮|電子郵|邮件|郵件|电邮|電郵|信箱|메일',
  /* vi, id, th, hi */ 'thu dien tu|surel|emel|อีเมล|ईमेल',
];

/** A secret that is typed. */
export const password: Phrases = [
  /* en */ 'passw|passcode|passphrase|pass!|pass word|pwd|pswd|pin!|pin code',
  /* de, nl */ 'kennwort|geheimzahl|wachtwoord',
  /* fr, es, ca, it, pt, ro */ 'mot de passe|mdp!|code secret|contrasen|clave|parola|senha|palavra passe|palavra chave',
  /* pl, cs, sk, hr, sr, sl, bg */ 'haslo|hasla|heslo|hesla|lozink|sifra|geslo|лозинк',
  /* ru, uk, be */ 'парол',
  /* sv, da, no, fi, et, lt, lv */ 'losenord|adgangskode|kodeord|passord|salasana|parool|slaptazod|parole',
  /* tr, hu, el */ 'sifre|jelszo|jelszava|κωδικ|συνθηματικ',
  /* ar, fa, he */ 'كلمة المرور|كلمة السر|كلمة مرور|رمز عبور|گذرواژه|کلمه عبور|סיסמ',
  /* ja, zh, ko */ 'パスワード|暗証番号|密码|密碼|口令|비밀번호|암호|패스워드',
  /* vi, id, ms, th, hi */ 'mat khau|sandi|kata laluan|รหัสผ่าน|पासवर्ड',
];

/** Making something: in front of a password, one that is chosen now; in front of an account, a new one. */
export const fresh: Phrases = [
  /* en */ 'new!|choose|make a|pick a|set!|desired|register|signup|sign up|reg!|strong',
  /* de */ 'neue|wahle|wunsch|erstell|anlegen|festlegen|vergeben|eroffne',
  /* fr */ 'nouve|choisi|definir',
  /* es, ca */ 'nueva|nuevo|cree|elige|elegir|establec|nova|nou!',
  /* it */ 'nuova|nuovo|crea|scegli|imposta',
  /* pt */ 'novo|criar|crie|escolha|abrir',
  /* nl */ 'nieuw|kies|kiezen|maak|maken|aanmaken',
  /* pl, cs, sk */ 'nowe|nowy|utworz|wybierz|ustaw!|zaloz|nove|novy|zvolte|vytvor',
  /* ru, uk, be, bg */ 'новый|новое|новы!|созда|выберите|задайте|нови|избер|придума|створ|ствары|виберіть|създа',
  /* hr, sr, sl */ 'kreira|napravi|ustvari|izradi|odaber|нова',
  /* sv, da, no */ 'nytt|ny!|nya|skapa|valj|opret|vaelg|velg',
  /* fi, et, lt, lv */ 'uusi|luo!|valitse|uus!|loo!|nauj|jaun|sukur|izveido',
  /* tr, hu, ro, el */ 'yeni|olustur|belirle|secin|uj!|letrehoz|valassz|noua|alege|νεο|νεα|δημιουργ|επιλεξ',
  /* ar, fa, he */ 'جديد|الجديد|انشاء|اختر|جدید|ایجاد|ساخت|חדש|צור|יציר|בחר',
  /* ja, zh, ko */ '新しい|新規|新パスワード|設定|選択|选择|選擇|선택|作成|作る|新密|新的|设置|创建|建立|新建|设定|새|신규|만들',
  /* vi, id, ms, th, hi */ 'नया|नई|नए|बनाएं|चुनें|moi!|tao!|chon!|baru|baharu|buat|cipta|pilih|ใหม่|สร้าง|ตั้ง|เลือก',
];

/** The second of two fields for the same thing; also: proving something. */
export const repeated: Phrases = [
  /* en */ 'confirm|repeat|again|re type|re enter|verify|conf!|cfm|rpt!|match|check password|twice|password 2|passwd 2|pass 2|pwd 2',
  /* de, nl */ 'wiederhol|bestatig|nochmal|erneut|herhaal|bevestig|nogmaals',
  /* fr, es, ca, it, pt, ro */ 'repet|resaisi|repite|vuelve|conferm|ripet|verifi|torna a',
  /* pl, cs, sk, hr, sr, sl */ 'powtorz|potwierdz|ponownie|potvrd|potrvrd|znovu|zopakuj|ponov|potrdi',
  /* ru, uk, be, bg */ 'повтор|подтвер|еще раз|проверка пароля|підтверд|ще раз|пацвердж|потвърд|потвърж|потврд',
  /* sv, da, no, fi, et, lt, lv */ 'upprepa|bekraft|igen!|gentag|bekraeft|gjenta|bekreft|vahvist|toista|uudelleen|korda|kinnita|pakarto|patvirtin|atkarto|apstiprin',
  /* tr, hu, el */ 'tekrar|onayla|dogrula|megerosit|erositse|ujra|ismet|επιβεβαι|επαναλ',
  /* ar, fa, he */ 'تاكيد|اعادة ادخال|تایید|تاييد|تائید|تكرار|تکرار|אימות|אישור|אשר|אמת|שוב',
  /* ja, zh, ko */ '確認|再入力|もう一度|再度|确认|重复|重複|再次|重新|확인|재입력',
  /* vi, id, ms, th */ 'nhap lai|xac nhan|konfirmasi|ulang|sahkan|ยืนยัน|पुष्टि|दोबारा|फिर से|पुनः',
];

/** The one in use until now. */
export const existing: Phrases = [
  /* en, de, nl */ 'current|old!|old p|existing|present|previous|original|curr!|cur!|aktuell|alte|bisher|derzeit|jetzig|huidig|oude|oud!',
  /* fr, es, ca, it, pt, ro */ 'actuel|ancien|actual|antiga|antigua|anterior|attuale|corrente|vecchia|precedente|atual|veche',
  /* pl, cs, sk, hr, sr, sl */ 'obecn|stare|aktualn|dotychczas|soucasn|sucasn|stavajici|povodn|trenutn|stara!',
  /* ru, uk, be, bg */ 'текущ|стар|прежн|действующ|поточн|цяперашн|сегашн|тренутн',
  /* sv, da, no, fi, et, lt, lv */ 'nuvarande|gammal|gamla|nuvaerende|gamle|eksisterende|navaerende|gammel|nykyinen|vanha|praegune|dabartin|esamas|pasreizej|veca',
  /* tr, hu, el */ 'mevcut|eski|simdiki|jelenlegi|regi!|τρεχ|παλι|υπαρχ',
  /* ar, fa, he */ 'الحالي|القديم|فعلی|قدیمی|קודמת|נוכחי|ישנה',
  /* ja, zh, ko */ '現在|旧|古い|今の|当前|原密|原始密|舊|目前|现有|現有|현재|기존|이전',
  /* vi, id, ms, th */ 'hien tai|cu!|saat ini|lama|semasa|ปัจจุบัน|เดิม|पुराना|वर्तमान|मौजूदा',
];

/** A one-time code, without any doubt. */
export const onceCode: Phrases = [
  /* en */ 'one time|onetime|otp|totp|2fa|mfa!|two factor|two step|second factor|authentication code|authenticator|auth code|verification n|pass code sent|digit code|code from|code we sent|code was sent|token',
  /* de, nl */ 'einmal|prufcode|zwei faktor|tan!|freigabecode|eenmalig|verificatiec|twee stap|twee fac',
  /* fr, es, ca, it, pt, ro */ 'usage unique|passe unique|double auth|un solo uso|d un sol us|doble factor|monouso|uso unico|unica folosinta|cod unic',
  /* pl, cs, sk, ru, uk, be, bg, hr, sr */ 'jednoraz|jednokratn|одноразов|аднаразов|еднократ|проверочный код|перевірочний код|двухфактор|двофактор',
  /* sv, da, no, fi, et, lt, lv */ 'engangs|kertak|kertaluont|tunnusluku|uhekordne|vienkart|vienreiz',
  /* tr, hu, el */ 'tek kullanimlik|egyszer haszn|egyszeri|μιας χρησης|κωδικος επαληθ|κωδικος ασφαλ|ellenorzo kod',
  /* ar, fa, he */ 'رمز التحقق|رمز التاكيد|لمرة واحدة|یکبار مصرف|یک بار مصرف|חד פעמי',
  /* ja, zh, ko */ 'ワンタイム|認証番号|認証コード|確認コード|検証コード|2段階|二段階|动态码|动态密码|校验码|一次性|验证码|驗證碼|인증번호|일회용',
  /* vi, id, th */ 'ma xac|ma bao mat|mot lan|sekali pakai|ครั้งเดียว|รหัสยืนยัน|รหัสความปลอดภัย|กรอกรหัส(?!ผ่าน)',
];

/** A code of any kind. With {@link proof}, {@link repeated} or a way that it comes, one that is good for once. */
export const someCode: Phrases = [
  'code!|codes!|codigo|codi!|codice|kod!|kodu|koda|kodi|kode|kodo|koodi|codul|cod!|bestatigungscode|bestatigungs code|sicherheitscode|verifizierungscode|zugangscode|sms code|bevestigingscode|beveiligingscode|toegangscode|authenticatiec|vahvistuskoodi|turvakoodi|todennuskoodi|verifieringskod|verifikationskod|sakerhetskod|bekreftelseskode|bekraeftelseskode|verifiseringskode|код|کد|קוד|رمز!|कोड|コード|确认码|認證碼|安全码|安全碼|코드|sikkerhedskode|sikkerhetskode',
];

/** What a code proves, how it comes, and what is done with it. */
export const proof: Phrases = [
  'verif|securi|auth|sms!|access|sent!|enter!|login|bestat|sicherheit|zugang|eingeben|geben sie|recu!|envoye|saisi|segur|ingres|introd|inserisc|insir|sicurezza|vul!|weryfik|bezpiec|autoryz|wprowadz|overova|bezpecn|zadejte|верифик|верифік|верыфік|безопасн|из смс|из sms|введите|введіть|ввести|доступа|skriv|anna!|syota|guvenlik|girin|biztonsag|adja meg|visszaigazol|confirm|التحقق|ادخل|הכנס|הזן|セキュリティ|入力|发送|输入|인증|입력|masukkan|pengesah|ta!|beveilig|sakerhet|sikkerhe|turva|безпек|сигурност|sigurnos|אבטח|الامان|安全|보안|keamanan|सत्यापन|सुरक्षा|एक बार',
];
