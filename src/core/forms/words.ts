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
  /* hr, sr, sl */ 'korisni|uporabnis',
  /* sv */ 'anvandar|inloggningsnamn|medlemsnummer',
  /* da, no */ 'bruger|bruker|medlemsnr',
  /* fi, et */ 'kayttaja|tunnus|kasutaja',
  /* lt, lv */ 'naudotoj|vartotoj|lietotaj',
  /* tr */ 'kullanici|uye!|uye n|musteri no',
  /* hu */ 'felhasznalo|azonosito',
  /* ro */ 'utilizator|nume de utiliz|cont!|contul',
  /* ca */ 'usuari',
  /* vi */ 'ten dang nhap|tai khoan|nguoi dung|ten truy cap',
  /* id, ms */ 'pengguna|akun',
];

/** An e-mail address. */
export const email: Phrases = [
  /* en, de, nl */ 'email|e mail|mail!|mailadres|mail adres|mail id',
  /* fr, es, ca, pt, it, ro */ 'courriel|mel!|adresse electronique|correo|correu|posta elettr|correio|endereco eletr|adresa electr',
  /* pl, cs, sk, hr, sr, bg */ 'poczta elektr|elektronicka posta|el posta',
  /* sv, da, no, fi, et, lt, lv */ 'e post|epost|mejl|sahkoposti|meiliaadress|el past|e past',
  /* hu, el */ 'villamposta',
  /* vi, id, th, hi */ 'thu dien tu|surel|emel',
];

/** A secret that is typed. */
export const password: Phrases = [
  /* en */ 'passw|passcode|passphrase|pass!|pass word|pwd|pswd|pin!|pin code',
  /* de, nl */ 'kennwort|geheimzahl|wachtwoord',
  /* fr, es, ca, it, pt, ro */ 'mot de passe|mdp!|code secret|contrasen|clave|parola|senha|palavra passe|palavra chave',
  /* pl, cs, sk, hr, sr, sl, bg */ 'haslo|hasla|heslo|hesla|lozink|sifra|geslo',
  /* sv, da, no, fi, et, lt, lv */ 'losenord|adgangskode|kodeord|passord|salasana|parool|slaptazod|parole',
  /* tr, hu, el */ 'sifre|jelszo|jelszava',
  /* vi, id, ms, th, hi */ 'mat khau|sandi|kata laluan',
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
  /* hr, sr, sl */ 'kreira|napravi|ustvari|izradi|odaber',
  /* sv, da, no */ 'nytt|ny!|nya|skapa|valj|opret|vaelg|velg',
  /* fi, et, lt, lv */ 'uusi|luo!|valitse|uus!|loo!|nauj|jaun|sukur|izveido',
  /* tr, hu, ro, el */ 'yeni|olustur|belirle|secin|uj!|letrehoz|valassz|noua|alege',
  /* vi, id, ms, th, hi */ 'moi!|tao!|chon!|baru|baharu|buat|cipta|pilih',
];

/** The second of two fields for the same thing; also: proving something. */
export const repeated: Phrases = [
  /* en */ 'confirm|repeat|again|re type|re enter|verify|conf!|cfm|rpt!|match|check password|twice|password 2|passwd 2|pass 2|pwd 2',
  /* de, nl */ 'wiederhol|bestatig|nochmal|erneut|herhaal|bevestig|nogmaals',
  /* fr, es, ca, it, pt, ro */ 'repet|resaisi|repite|vuelve|conferm|ripet|verifi|torna a',
  /* pl, cs, sk, hr, sr, sl */ 'powtorz|potwierdz|ponownie|potvrd|potrvrd|znovu|zopakuj|ponov|potrdi',
  /* sv, da, no, fi, et, lt, lv */ 'upprepa|bekraft|igen!|gentag|bekraeft|gjenta|bekreft|vahvist|toista|uudelleen|korda|kinnita|pakarto|patvirtin|atkarto|apstiprin',
  /* tr, hu, el */ 'tekrar|onayla|dogrula|megerosit|erositse|ujra|ismet',
  /* vi, id, ms, th */ 'nhap lai|xac nhan|konfirmasi|ulang|sahkan',
];

/** The one in use until now. */
export const existing: Phrases = [
  /* en, de, nl */ 'current|old!|old p|existing|present|previous|original|curr!|cur!|aktuell|alte|bisher|derzeit|jetzig|huidig|oude|oud!',
  /* fr, es, ca, it, pt, ro */ 'actuel|ancien|actual|antiga|antigua|anterior|attuale|corrente|vecchia|precedente|atual|veche',
  /* pl, cs, sk, hr, sr, sl */ 'obecn|stare|aktualn|dotychczas|soucasn|sucasn|stavajici|povodn|trenutn|stara!',
  /* sv, da, no, fi, et, lt, lv */ 'nuvarande|gammal|gamla|nuvaerende|gamle|eksisterende|navaerende|gammel|nykyinen|vanha|praegune|dabartin|esamas|pasreizej|veca',
  /* tr, hu, el */ 'mevcut|eski|simdiki|jelenlegi|regi!',
  /* vi, id, ms, th */ 'hien tai|cu!|saat ini|lama|semasa',
];

/** A one-time code, without any doubt. */
export const onceCode: Phrases = [
  /* en */ 'one time|onetime|otp|totp|2fa|mfa!|two factor|two step|second factor|authentication code|authenticator|auth code|verification n|pass code sent|digit code|code from|code we sent|code was sent|token',
  /* de, nl */ 'einmal|prufcode|zwei faktor|tan!|freigabecode|eenmalig|verificatiec|twee stap|twee fac',
  /* fr, es, ca, it, pt, ro */ 'usage unique|passe unique|double auth|un solo uso|d un sol us|doble factor|monouso|uso unico|unica folosinta|cod unic',
  /* pl, cs, sk, ru, uk, be, bg, hr, sr */ 'jednoraz|jednokratn',
  /* sv, da, no, fi, et, lt, lv */ 'engangs|kertak|kertaluont|tunnusluku|uhekordne|vienkart|vienreiz',
  /* tr, hu, el */ 'tek kullanimlik|egyszer haszn|egyszeri|ellenorzo kod',
  /* vi, id, th */ 'ma xac|ma bao mat|mot lan|sekali pakai',
];

/** A code of any kind. With {@link proof}, {@link repeated} or a way that it comes, one that is good for once. */
export const someCode: Phrases = [
  'code!|codes!|codigo|codi!|codice|kod!|kodu|koda|kodi|kode|kodo|koodi|codul|cod!|bestatigungscode|bestatigungs code|sicherheitscode|verifizierungscode|zugangscode|sms code|bevestigingscode|beveiligingscode|toegangscode|authenticatiec|vahvistuskoodi|turvakoodi|todennuskoodi|verifieringskod|verifikationskod|sakerhetskod|bekreftelseskode|bekraeftelseskode|verifiseringskode|sikkerhedskode|sikkerhetskode',
];

/** What a code proves, how it comes, and what is done with it. */
export const proof: Phrases = [
  'verif|securi|auth|sms!|access|sent!|enter!|login|bestat|sicherheit|zugang|eingeben|geben sie|recu!|envoye|saisi|segur|ingres|introd|inserisc|insir|sicurezza|vul!|weryfik|bezpiec|autoryz|wprowadz|overova|bezpecn|zadejte|skriv|anna!|syota|guvenlik|girin|biztonsag|adja meg|visszaigazol|confirm|masukkan|pengesah|ta!|beveilig|sakerhet|sikkerhe|turva|sigurnos|keamanan',
];
