/**
 * What forms are called: on their buttons, in their headings, in what stands around them. A line a
 * language, written like `words.ts`.
 * @module
 */

import type { Phrases } from './phrases.ts';

/** The form opens an account that exists. */
export const signIn: Phrases = [
  /* en */ 'log in|login|logon|sign in|signin|log on|sign on|unlock|enter your password|authenticate|welcome back|access your|access account|log me in|returning customer|returning user|existing customer|registered customer|registered user|continue to your account',
  /* de, nl */ 'anmelden|anmeldung|melden sie sich|melde dich|einloggen|einwahl|willkommen zuruck|zugang|aanmeld|meld je aan|meld u aan|inlog',
  /* fr */ 'connexion|connecter|connectez|identifiez|s identifier|s\'identifier|authentifi|deja client|mon espace',
  /* es, ca */ 'iniciar sesion|inicia sesion|inicio de sesion|inicar sesion|inicie sesion|entrar|acced|acceso|ingresar|ingresa!|ingreso|identificate|inicia la sess|inicia sess|iniciar sess',
  /* it, ro */ 'accesso|entra!|effettua l|autenticazione|autentific|conecteaz|conectare|intra in cont',
  /* pt */ 'inicie sessao|acessar|aceder|acesse|acesso|entre!',
  /* pl, cs, sk */ 'zaloguj|logowani|prihlas',
  /* hr, sr, sl */ 'prijav|ulogujte',
  /* sv, da, no */ 'logga in|log pa|logg inn|logg pa|innlogg',
  /* fi, et, lt, lv */ 'kirjaudu|sisaankirj|kirjautu|logi sisse|sisene|prisijung|pieslegt|ielogot|ienakt',
  /* tr, hu, el */ 'giris|oturum ac|bejelentkez|jelentkezz|belep',
  /* vi, id, ms, th, hi */ 'dang nhap|masuk',
];

/** The form makes a new account. */
export const signUp: Phrases = [
  /* en */ 'sign up|signup|create your|create my|create profile|new customer|new user|join!|join n|join u|join f|get started|open an account|enroll|become a|start free|free trial|try for free|try free|apply now|user create|create!|start trial|start your',
  /* de, nl */ 'neu anmelden|neu hier|jetzt beitreten|kostenlos anmelden|mitglied werden|kundenkonto anlegen|inschrijv|word lid|word nu lid|lid worden|aanmelding nieuwe',
  /* fr */ 'inscri|creer un|creer mon|creez|nouveau client|rejoindre|enregistr',
  /* es, ca, it, pt, ro */ 'regist|crea tu|crea una|darse de alta|date de alta|unete|iscri|unisciti|nuovo cliente|junte se|cadastr|crie sua|inscrev|inregistr|alatura',
  /* pl, cs, sk, hr, sr, sl */ 'zarejestr|rejestr|zaloz konto|dolacz|pripojit se|pridruzi|zapisz sie|zaregistr|otvori racun|otvorite racun',
  /* sv, da, no */ 'bli medlem|bliv medlem|ga med!|opret|tilmeld|opprett',
  /* fi, et, lt, lv */ 'rekister|liity|luo tunnus|luo tili',
  /* tr, hu, el */ 'kayit|kaydol|uye ol|uyelik|katil!|regiszt|csatlakoz',
  /* vi, id, ms, th, hi */ 'dang ky|tham gia|daftar(?! masuk)|gabung|bergabung',
];

/** With a word for making something new: a sign-up. */
export const account: Phrases = [
  'account|profile!|konto|compte|cuenta|conta!|uctu|ucet|racun|nalog|tili!|tilin|tunnus|fiok|cont!|contul|hesap|hesab|tai khoan|akun',
];

/** With a word for a password: it is being replaced. */
export const alter: Phrases = [
  'change|update|reset|modify|edit!|recover|save!|generat|generier|generer|suggest|speicher|opslaan|enregistr|guardar|salva|zapisz|uloz|spara!|gem!|lagre|tallenna|kaydet|mentes|simpan|luu!|andern|aendern|zurucksetz|aktuali|anpassen|wijzig|bijwerk|verander|wachtwoord instellen|modifi|reinitialis|mettre a jour|mise a jour|cambi|actualiz|actualitz|canvi|restabl|reimposta|aggiorna|imposta|alterar|altere|mudar|redefin|repor!|trocar|atualiz|schimb|zmien|zmian|zresetuj|zmen|obnov|nastav|promij|promen|azurir|postavi|byt!|bytt|nullstill|andra!|aterstall|uppdater|skift|aendre|endre|nulstil|tilbakestill|oppdater|opdater|vaihda|muuta|nollaa|paivit|muuda|lahtesta|keisti|pakeisti|atkurt|mainit|atjaun|atnauj|degistir|sifirla|guncelle|modosit|frissit|megvaltoz|visszaallit|thay doi|doi!|dat lai|cap nhat|ubah|perbarui|kemas kini|ganti|setel ulang|atur ulang|tukar|tetapkan',
];

/** Stands beside a sign-in: a lost password. As a heading or on a button, the form is for that. */
export const forgotten: Phrases = [
  /* en */ 'forgot|lost pass|lost your|recover|trouble s|trouble l|problem logging|can t log|can t sign|can\'t log|can\'t sign|can’t log|can’t sign|need help s|password help|reset password|reset your password|password reset|having trouble|don t remember|don\'t remember|retrieve|remind password|password reminder|unable to log',
  /* de, nl */ 'vergessen|zurucksetzen|wiederherstell|probleme bei|vergeten|herstel',
  /* fr, es, ca */ 'oubli|perdu|reinitialiser|recuper|olvid|restablecer|oblid',
  /* it, pt, ro */ 'dimenticat|reimposta|smarrit|resetta|esqueceu|esqueci|esqueceste|perdeu|redefinir|uitat',
  /* pl, cs, sk, hr, sr, sl */ 'nie pamieta|odzyskaj|przypomnij|zapomen|zapomn|obnovit|zabud|zaborav|pozabljen',
  /* sv, da, no, fi, et, lt, lv */ 'glomt|aterstall|glemt|unohtu|unohdi|palauta|unustas|pamirs|aizmirs',
  /* tr, hu, el */ 'unuttu|sifremi unut|elfelejt',
  /* vi, id, ms, th, hi */ 'quen!|lupa',
];

/** Beside a sign-in: staying signed in. */
export const remember: Phrases = [
  /* en, de, nl */ 'remember|keep me|stay signed|stay logged|keep logged|trust this|this is a public|save id|angemeldet bleiben|eingeloggt bleiben|merken|gemerkt|onthoud|ingelogd|aangemeld blijven',
  /* fr, es, ca, it, pt, ro */ 'se souvenir|souviens|rester connecte|garder ma session|memoris|recordar|recuerda|recorda\'m|mantener|no cerrar|seguir conect|ricorda|resta connesso|mantieni|rimani|lembrar|lembre|manter|mantenha|continuar conect|tine ma|ramai conect|pastreaza',
  /* pl, cs, sk, hr, sr, ru, uk, bg */ 'zapamieta|pamietaj|nie wylog|zapamat|neodhlas|trvale prihl|pamatovat|zapamti|ostani prij',
  /* sv, da, no, fi, et, lt, lv */ 'kom ihag|forbli|husk|muista|pysy kirj|pea mind|prisiminti|atcereties',
  /* tr, hu, el */ 'hatirla|emlekez|maradjak|bejelentkezve|automatikus bej',
  /* ja, zh, ko, vi, id, th */ 'ghi nho|nho mat|duy tri|ingat',
];

/** Beside a sign-up: for those who have an account. Its words of signing in must not count. */
export const haveAccount: Phrases = [
  'already have|already a m|already reg|already sig|already on|already cust|have an account|got an account|bereits|schon ein|haben sie ein k|schon reg|deja un|deja inscr|deja mem|vous avez deja|ja tiene|ya t|ya eres|ya est|ya registr|tienes una c|tens un|hai gia|sei gia|gia reg|hai un|ja tem|ja tin|possui|ja poss|ja ten|tem uma c|ai deja|aveti deja|al een|heb je al|heeft u al|al lid|masz juz|masz konto|posiadasz|mate ucet|uz mate|mate uz|mate jiz|jiz mate|imate rac|vec ima|uz mas',
  'redan|allerede|har du en k|onko sinulla jo|olet jo|juba|jau!|zaten|hesabiniz var|mar van|van mar|van fiok',
  'da co|sudah',
];

/** On the button of a form with more steps to come. */
export const proceed: Phrases = [
  'next|proceed|go!|weiter|fortfahren|fortsetzen|suivant|continu|poursuivre|siguiente|segueix|avanti|prosegui|seguinte|avancar|proxim|prosseguir|urmator|volgende|doorgaan|verder|ga door|dalej|kontynu|nastepn|dalsi|pokrac|naprej|dalje|sljedec',
  'nasta|fortsatt|naeste|fortsaet|fortsett|neste|seuraava|jatka|testi!|turpinat|talak|ileri|devam|sonraki|ilerle|tovabb|kovetkez|folytat',
  'tiep tuc|tiep theo|lanjut|berikut|seterusnya|terus',
];

/** A newsletter: asks for an address, but opens nothing. */
export const subscribe: Phrases = [
  /* en */ 'subscri|newsletter|mailing list|sign up for our|sign up for n|updates|stay in touch|stay connected|notify me|email signup|keep in touch|get the latest|inbox|special offers|be the first|weekly|promotions|email list|join our list|offers and|waitlist',
  /* de, nl */ 'abonnier|benachrichtig|rundbrief|nieuwsbrief|op de hoogte',
  /* fr, es, ca, it, pt, ro */ 'abonne|lettre d information|lettre d\'info|infolettre|actualites|suscri|boletin|novedades|butlleti|iscriviti alla|aggiornamenti|novita|subscrev|assine|boletim|novidades|abonare|noutati',
  /* pl, cs, sk, hr, sr, ru, uk, bg */ 'subskrybuj|zapisz sie do|odebirat|odber|novinky|pretplat',
  /* sv, da, no, fi, tr, hu, el */ 'nyhetsbrev|prenumerera|nyhedsbrev|uutiskirje|tilaa!|bulten|abone|hirlevel|feliratk',
  /* others */ 'ban tin|berlangganan|buletin',
];

/** Something is bought: addresses and cards, and perhaps an account on the side. */
export const checkout: Phrases = [
  'checkout|check out|shipping|billing|payment|place order|pay now|delivery|purchase|donat|complete order|guest|card details|kasse|versand|zahlung|bestell|paiement|livraison|pago!|pedido|pagament|entrega|platnosc|zamowien|platba|betal|maksu|odeme|fizetes',
];

/** Promises that only a sign-up asks for. */
export const consent: Phrases = [
  /* en, de, nl */ 'i agree|agree to|i accept|i have read|terms|privacy policy|user agreement|by creating|by signing|by regist|i am over|i would like|i want to rec|send me|opt in|i certify|agb!|datenschutz|ich stimme|ich akzept|ich habe die|einverstanden|nutzungsbed|akkoord|voorwaarden',
  /* fr, es, ca, it, pt, ro */ 'j accepte|j\'accepte|j\'ai lu|condi|politi|je souhaite rec|acepto|quiero recibir|accetto|acconsento|aceito|concordo|sunt de acord',
  /* pl, cs, sk, hr, sr, ru, uk, bg */ 'akceptuj|regulamin|zgadzam|zgod|wyrazam|souhlas|suhlas|podmi|slazem|prihvacam',
  /* sv, da, no, fi, tr, hu, el */ 'godkann|villkor|samtyck|accepterer|vilkar|godtar|hyvaksyn|ehdot|kabul|kosullar|sozlesme|onayliyorum|okudum|elfogad|feltetel',
  /* others */ 'dong y|dieu khoan|menyetujui|syarat|bersetuju',
];
