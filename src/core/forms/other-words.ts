/**
 * What fields are called that have no place in a login, a line a language; written like `words.ts`.
 * @module
 */

import type { Phrases } from './phrases.ts';

/** Who somebody is, how they pay: asked when an account is made or a bill is paid. */
export const personal: Phrases = [
  /* en */ 'first name|last name|full name|middle name|given name|surname|family name|fname|lname|your name|display name|nickname optional|birth|dob!|gender|company|organi[sz]ation|credit card|card no|card num|cvv|cvc|expir|exp month|exp year|iban!|job title|ssn!|fax!|name on card|cardholder|salutation|date of',
  /* de, nl */ 'vorname|nachname|geburt|firma|kartennummer|kreditkarte|anrede|ihr name|voornaam|achternaam|bedrijf|kaartnummer',
  /* fr */ 'prenom|nom de famille|nom!|votre nom|naissance|societe|entreprise|numero de carte|civilite',
  /* es, ca, pt */ 'nombre completo|nombre!|apellid|nacimiento|empresa|numero de tarjeta|cognoms|nome completo|sobrenome|apelido|primeiro nome|nascimento|numero do cartao',
  /* it, ro */ 'nome!|cognome|nascita|azienda|numero carta|codice fiscale|prenume|nume de familie|data nasterii',
  /* pl, cs, sk, hr, sr */ 'imie!|imiona|nazwisko|urodzenia|numer karty|jmeno a|prijmeni|narozen|cislo karty|krstne|krestni|priezvisko|narodenia|prezime',
  /* sv, da, no, fi, et, lt, lv */ 'fornamn|efternamn|foretag|fornavn|efternavn|etternavn|etunimi|sukunimi|pavard|uzvards',
  /* tr, hu, el */ 'adi!|adiniz|isim|soyad|dogum|keresztnev|vezeteknev|teljes nev|szulet',
  /* vi, id, ms, th */ 'ho va ten|ho ten|ngay sinh|nama depan|nama belakang|nama lengkap|nama pertama|nama akhir|tanggal lahir',
];

/** Where somebody lives. Most of these words also stand in the name of an e-mail address. */
export const address: Phrases = [
  /* en, de, nl */ 'street|address 1|address 2|address line|city|zip!|zip c|postal|post code|postcode|country|state!|province|county|strasse|hausnummer|plz!|postleitzahl|stadt!|wohnort|straat|woonplaats|huisnummer',
  /* fr, es, ca, it, pt, ro */ 'rue!|logradouro|ville!|pays!|calle|ciudad|pais!|direccion|carrer|ciutat|indirizzo|citta|cap!|rua!|cidade|cep!|endereco|oras!',
  /* pl, cs, sk, hr, sr, ru, uk, bg */ 'adres|ulica|miejscow|stat!|panstwo|ulice|miasto|kod pocztowy|mesto|psc!|grad!',
  /* sv, da, no, fi, tr, hu, el */ 'gatuadress|vej!|gate!|land!|postnummer|postort|katuosoite|postinumero|kaupunki|sehir|ilce!|ulke|posta kodu|iranyitoszam|telepules|orszag|varos!',
  /* ja, zh, ko, vi, id, th */ 'dia chi|thanh pho|alamat|kode pos|kota!',
];

/** Of a field or a whole form. */
export const search: Phrases = [
  'search|find!|query|keyword|lookup|suche|such!|recherche|chercher|busca!|buscar|busque|cerca|ricerca|pesquisa|procurar|zoek|szukaj|wyszuk|hledat|hledej|vyhled|hladat|trazi|pretraz|pretrag|iskanje',
  'sok!|sok p|sog!|soeg|haku!|hae!|etsi|otsi|iesk|meklet|arama|ara!|kereses|cauta',
  'tim kiem|cari!|pencarian',
];

/** Fields that stand beside a login or have nothing to do with one. */
export const unrelated: Phrases = [
  /* en */ 'captcha|coupon|promo|discount|voucher|gift|comment|message|website|quantity|qty|optional|the characters|characters s|characters y|characters f|characters a|image code|picture|type the|security answer|referral|referred|invite|invitation|question|find a|code shown|honeypot|choose a|select a|leave blank|leave this|do not fill|not a robot',
  /* de, nl, sv, da, no, fi */ 'gutschein|rabatt|betreff|nachricht|kommentar|sicherheitsfrage|die zeichen|kortingscode|bericht|onderwerp|meddelande|besked|melding|viesti|turvakysymys',
  /* fr, es, ca, it, pt, ro */ 'cupon|mensaje|missatge|asunto|comentario|pregunta|codice sconto|messaggio|oggetto|domanda|cupom|mensagem|assunto|mesaj|subiect|los caracteres|os caracteres|codigo de la imagen',
  /* pl, cs, sk, hr, sr */ 'kod rabatowy|wiadomosc|temat|z obrazka|przepisz|pytanie|zprava|opis|sprava|kontrolni|poruka|predmet',
  /* tr, hu, el, ar, fa, he */ 'guvenlik sorusu|resimdeki|uzenet|targy',
  /* ja, zh, ko, vi, id, th */ 'ma bao ve|tin nhan|pesan!|kupon',
];

/** A telephone number, which some sites take for a user name. */
export const phone: Phrases = [
  'phone|country code|calling code|area code|dial|vorwahl|indicatif|tel!|cell!|cell p|msisdn|telef|telep|handy|mobil|rufnummer|portable|movil|celular|cellulare|telemovel|komork|gsm!',
  'puhelin|talrun|cep!',
  'dien thoai|ponsel|nomor hp|no hp',
];
