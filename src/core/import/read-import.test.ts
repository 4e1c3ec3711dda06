import { strToU8, zipSync } from 'fflate';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';

import { parseOtp } from '../totp.ts';
import type { CredentialForm } from '../credential/form.ts';
import { screenShapes } from '../../messages/shapes.ts';
import { guessUses, readColumns } from './csv-columns.ts';
import { isoSeconds } from './iso-seconds.ts';
import { ImportRefused, type Outcome, type ReadImport } from './outcome.ts';
import { rowOf } from './parts.ts';
import { readImport } from './read-import.ts';
import { bitwarden, csv, enpass, keepassXml, nextcloudPasswords, onePassword, passman, proton } from './testing/samples.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const outcomeOf = (content: unknown): Outcome => readImport(content instanceof Uint8Array ? content : bytesOf(typeof content === 'string' ? content : JSON.stringify(content)));
function resultOf(content: unknown): ReadImport {
  const outcome = outcomeOf(content);
  if (outcome.is !== 'read') throw new Error(outcome.is);
  return outcome.result;
}
const formsOf = (content: unknown): CredentialForm[] => resultOf(content).rows.map(({ login }) => login.form);
const fieldsOf = (form: CredentialForm) => form.customFields.map(({ label, value, kind }) => `${label}=${value}${kind === 'password' ? ' (secret)' : ''}`);
const refusalOf = (content: unknown) => {
  try {
    outcomeOf(content);
    return 'none';
  } catch (error) {
    return error instanceof ImportRefused ? error.why : 'other';
  }
};

describe('every format', () => {
  const bundle = (name: string, content: unknown) => zipSync({ [name]: strToU8(JSON.stringify(content)) });
  test.each([
    ['bitwarden-csv', csv.bitwarden], ['keepass-csv', csv.keepass], ['keepassxc-csv', csv.keepassxc], ['1password-csv', csv.onePassword], ['lastpass-csv', csv.lastpass], ['dashlane-csv', csv.dashlane],
    ['chromium-csv', csv.chromium], ['firefox-csv', csv.firefox], ['safari-csv', csv.safari], ['nextcloud-passwords-csv', csv.nextcloudPasswords], ['passman-csv', csv.passman], ['proton-csv', csv.proton],
    ['bitwarden-json', bitwarden], ['proton-pass', proton], ['proton-pass', bundle('Proton Pass/data.json', proton)], ['enpass-json', enpass], ['nextcloud-passwords-json', nextcloudPasswords], ['passman-json', passman],
    ['1password-1pux', bundle('export.data', onePassword)], ['keepass-xml', keepassXml], ['dashlane-csv', zipSync({ 'credentials.csv': strToU8(csv.dashlane), 'securenotes.csv': strToU8(csv.dashlaneNotes) })],
  ])('%s is told by its content', (format, content) => { expect(resultOf(content).format).toBe(format); });

  test.each([
    ['bitwarden-csv', csv.bitwarden], ['keepassxc-csv', csv.keepassxc], ['1password-csv', csv.onePassword], ['lastpass-csv', csv.lastpass], ['dashlane-csv', csv.dashlane], ['chromium-csv', csv.chromium], ['firefox-csv', csv.firefox],
    ['safari-csv', csv.safari], ['nextcloud-passwords-csv', csv.nextcloudPasswords], ['passman-csv', csv.passman], ['proton-csv', csv.proton], ['bitwarden-json', bitwarden], ['proton-pass', proton], ['enpass-json', enpass],
    ['nextcloud-passwords-json', nextcloudPasswords], ['passman-json', passman], ['1password-1pux', bundle('export.data', onePassword)],
  ])('%s: user name and password of the first login', (_, content) => {
    const [first] = formsOf(content);
    expect([first?.username || first?.email, first?.password.slice(0, 2)]).toEqual([first?.username === '' || first?.username === 'ada@example.org' ? 'ada@example.org' : 'ada', first?.password === 'p,1"x' ? 'p,' : 'p1']);
  });

  test.each([
    ['keepassxc-csv', csv.keepassxc], ['1password-csv', csv.onePassword], ['lastpass-csv', csv.lastpass], ['dashlane-csv', csv.dashlane], ['safari-csv', csv.safari], ['proton-csv', csv.proton], ['bitwarden-csv', csv.bitwarden],
    ['bitwarden-json', bitwarden], ['proton-pass', proton], ['enpass-json', enpass], ['nextcloud-passwords-json', nextcloudPasswords], ['passman-json', passman], ['1password-1pux', bundle('export.data', onePassword)], ['keepass-xml', keepassXml],
  ])('%s: a code that can be computed', (_, content) => { expect(parseOtp(formsOf(content)[0]?.otp)?.secret).toBe('JBSWY3DPEHPK3PXP'); });
});

describe('tables', () => {
  test('Bitwarden: quotes, line ends, several addresses, fields of several lines', () => {
    const [shop, note] = formsOf(csv.bitwarden);
    expect(shop).toMatchObject({ label: 'Corner shop', password: 'p,1"x', urls: ['https://shop.example', 'https://pay.example'], description: 'two\nlines', tags: ['Work', '★'] });
    expect(shop && fieldsOf(shop)).toEqual(['Customer=77', 'Question=what?\nover two lines']);
    expect(note).toMatchObject({ label: 'Wi-Fi', description: 'the key is 1234', password: '' });
  });
  test('KeePass 1.x: backslashes before quotes and backslashes', () => {
    expect(formsOf(csv.keepass).map(({ label, password, description }) => [label, password, description])).toEqual([['Corner "shop"', 'p\\1', 'two\r\nlines'], ['Ends in a backslash', 'x\\', '']]);
  });
  test('KeePassXC: the path without the database is a tag, its bin is ours, digits stay', () => {
    const [shop, old] = resultOf(csv.keepassxc).rows;
    expect([shop?.login.form.tags, shop?.login.trashed, shop?.login.created, parseOtp(shop?.login.form.otp)?.digits]).toEqual([['Work/Web'], false, 1_672_628_645, 8]);
    expect([old?.login.form.tags, old?.login.trashed]).toEqual([[], true]);
  });
  test('1Password: favourites and the archive are tags', () => { expect(formsOf(csv.onePassword)[0]?.tags).toEqual(['★', 'food', 'daily', 'archived']); });
  test('LastPass: a note of lines becomes fields, its own notes stay notes', () => {
    const [shop, card, note] = formsOf(csv.lastpass);
    expect(shop).toMatchObject({ tags: ['Work/Web', '★'], description: 'a note' });
    expect(card && [card.urls, fieldsOf(card), card.description]).toEqual([[], ['NoteType=Credit Card', 'Name on Card=Ada L', 'Number=4111111111111111 (secret)', 'Security Code=123 (secret)'], 'paid\nmonthly']);
    expect(note).toMatchObject({ urls: [], description: 'just text' });
  });
  test('Dashlane: further user names are fields, other tables of the archive come too', () => {
    const all = resultOf(zipSync({ 'credentials.csv': strToU8(csv.dashlane), 'securenotes.csv': strToU8(csv.dashlaneNotes) })).rows;
    expect(all.map(({ row, login: { form } }) => [row, form.label, form.tags, fieldsOf(form), form.description])).toEqual([[1, 'Corner shop', ['Shopping'], ['username2=ada@example.org'], 'note'], [2, 'Wi-Fi', [], [], '1234']]);
  });
  test('browsers: a login without a name is called by its host, a formula is a password like any other', () => {
    expect(formsOf(csv.chromium).map(({ label, password }) => [label, password])).toEqual([['shop.example', 'p1'], ['nameless.example', '=1+1']]);
    expect(formsOf(csv.firefox).map(fieldsOf)).toEqual([[], ['httpRealm=Router login']]);
  });
  test('Nextcloud Passwords: custom fields, folder and tags', () => {
    const [shop, top] = formsOf(csv.nextcloudPasswords);
    expect(shop && [shop.tags, fieldsOf(shop)]).toEqual([['Work', '★', 'food', 'daily'], ['Customer=77', 'Pin=1234 (secret)']]);
    expect(top?.tags).toEqual([]);
  });
  test('Passman: tags in brackets', () => { expect(formsOf(csv.passman)[0]).toMatchObject({ email: 'ada@example.org', tags: ['food', 'daily'], description: 'note' }); });
  test('a table that nobody knows asks for its columns, with a guess', () => {
    const outcome = outcomeOf(csv.unknown);
    if (outcome.is !== 'needs-columns') throw new Error(outcome.is);
    const guess = guessUses(outcome.table.header);
    expect(guess).toEqual(['field', 'username', 'password', 'url', 'field']);
    const [row] = readColumns(outcome.table, ['label', 'username', 'password', 'url', 'secret']).rows;
    expect(row?.login.form).toMatchObject({ label: 'Corner shop', username: 'ada', password: 'p1', urls: ['shop.example'], customFields: [{ label: 'Sonstiges', value: '77', kind: 'password' }] });
  });
  test('columns that a format has no place for become fields', () => {
    const [form] = formsOf('name,url,username,password,note,Colour\nShop,https://shop.example,ada,p1,,blue');
    expect(form && fieldsOf(form)).toEqual(['Colour=blue']);
  });
  test('other encodings are read too', () => {
    const latin = Uint8Array.from('name,url,username,password\nCaf\xe9,https://a.example,ada,p1', (letter) => letter.charCodeAt(0));
    expect(formsOf(latin)[0]?.label).toBe('Café');
    const utf16 = new Uint8Array([0xff, 0xfe, ...Array.from('name,url,username,password\nCafé,https://a.example,ada,p1').flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8])]);
    expect(formsOf(utf16)[0]?.label).toBe('Café');
  });
});

describe('documents', () => {
  test('Bitwarden: fields, history, passkeys, cards, the trash, and codes of Steam', () => {
    const [shop, card, steam] = resultOf(bitwarden).rows;
    expect(shop?.login.form).toMatchObject({ tags: ['Work/Web', '★'], urls: ['https://shop.example', 'https://pay.example/a%20b'], otp: 'JBSWY3DPEHPK3PXP' });
    expect(shop && fieldsOf(shop.login.form)).toEqual(['Customer=77', 'Pin=1234 (secret)', 'Newsletter=true', 'Passkey={"credentialId":"c","keyValue":"k"} (secret)', 'Old password 2022-01-01=p0 (secret)']);
    expect(card && [card.login.trashed, fieldsOf(card.login.form)]).toEqual([true, ['Cardholder name=Ada L', 'Brand=Visa', 'Number=4111111111111111 (secret)', 'Exp month=4', 'Exp year=2030', 'Code=123 (secret)']]);
    expect(steam && [steam.odd, fieldsOf(steam.login.form), steam.login.form.otp]).toEqual([[], [], 'steam://ABCDEFGH']);
  });
  test('Proton Pass: vault as tag, second code as field, trash, alias, and names of files', () => {
    const [shop, card, alias] = resultOf(proton).rows;
    expect(shop?.login.form).toMatchObject({ username: 'ada', email: 'ada@example.org', urls: ['https://shop.example', 'https://pay.example'], tags: ['Personal', '★'] });
    expect(shop && [shop.files, fieldsOf(shop.login.form)]).toEqual([['scan.pdf'], ['Customer=77', 'Pin=1234 (secret)', 'One-time code=otpauth://totp/b?secret=GEZDGNBVGY3TQOJQ (secret)']]);
    expect(card?.login).toMatchObject({ trashed: true });
    expect(alias?.login.form).toMatchObject({ email: 'x@alias.example', tags: ['Personal', 'alias'] });
  });
  test('Enpass: fields by their type, deleted ones left out, folders with their parents', () => {
    const [shop, old] = resultOf(enpass).rows;
    expect(shop?.login.form).toMatchObject({ urls: ['https://shop.example'], tags: ['Work/Web', '★'], description: 'note' });
    expect(shop && [shop.files, fieldsOf(shop.login.form)]).toEqual([['scan.pdf'], ['Pin=1234 (secret)', 'Old Password=p0 (secret)']]);
    expect(old?.login.trashed).toBe(true);
  });
  test('Nextcloud Passwords: custom fields find their place', () => {
    const [shop] = resultOf(nextcloudPasswords).rows;
    expect(shop?.login.form).toMatchObject({ email: 'ada@example.org', urls: ['https://shop.example', 'https://pay.example'], tags: ['Work/Web', 'food', '★'] });
    expect(shop && [shop.files, fieldsOf(shop.login.form)]).toEqual([['scan.pdf'], ['Customer=77', 'Pin=1234 (secret)']]);
  });
  test('Passman: everything of a credential but its files; the key test of the web app stays away', () => {
    const { rows, failed } = resultOf(passman);
    expect(rows.map(({ login }) => [login.form.label, login.trashed, login.form.expires])).toEqual([['Corner shop', false, 1_800_000_000], ['Old', true, null]]);
    expect(rows[0]?.files).toEqual(['a.txt', 'scan.pdf']);
    expect(parseOtp(rows[0]?.login.form.otp)).toMatchObject({ algorithm: 'SHA256', digits: 8, issuer: 'Shop', label: 'ada' });
    expect(failed).toEqual([{ row: 3, why: 'empty' }]);
  });
  test("Passman's first version named things otherwise", () => {
    expect(formsOf([{ label: 'Shop', account: 'ada', password: 'p1', customFields: [{ label: 'Pin', value: '1', clicktoshow: '1' }], otpsecret: { secret: 'JBSWY3DPEHPK3PXP' } }])[0])
      .toMatchObject({ username: 'ada', customFields: [{ label: 'Pin', value: '1', kind: 'password' }], otp: 'JBSWY3DPEHPK3PXP' });
  });
  test('1Password: sections of many kinds', () => {
    const [shop, old] = resultOf(zipSync({ 'export.data': strToU8(JSON.stringify(onePassword)) })).rows;
    expect(shop?.login.form.tags).toEqual(['Private', 'food', '★']);
    expect(shop && [shop.files, fieldsOf(shop.login.form)]).toEqual([['scan.pdf'], ['remember=on', 'Extra: Pin=1234 (secret)', 'Extra: Born=2024-01-01', 'Extra: Valid=2030-04', 'Extra: Mail=ada@example.org', 'Extra: Home: Street=1 Lane', 'Extra: Home: City=Town', 'Extra: Home: Country=gb', 'Old password=p0 (secret)']]);
    expect(old?.login.form).toMatchObject({ password: 'p2', tags: ['Private', 'archived'] });
  });
  test('KeePass: groups, bin, history, codes in three notations, times in two', () => {
    const [shop, deep, old] = resultOf(keepassXml).rows;
    expect(shop?.login.form).toMatchObject({ label: 'Corner & shop', password: 'p1 <x>', urls: ['https://shop.example', 'https://pay.example'], description: 'two\nlines', tags: ['food', 'daily'], expires: 1_893_456_000 });
    expect(shop && [shop.files, fieldsOf(shop.login.form), parseOtp(shop.login.form.otp)?.digits]).toEqual([['scan.pdf'], ['Customer=77', 'Pin=1234 (secret)', 'Old password 2022-02-02=p0 (secret)'], 8]);
    expect(deep && [deep.login.form.tags, parseOtp(deep.login.form.otp)?.period, deep.login.created]).toEqual([['Work/Web'], 60, 1_672_628_645]);
    expect(old?.login.trashed).toBe(true);
  });
  test('entities of an XML file are never expanded', () => {
    expect(refusalOf('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><KeePassFile><Meta/><Root><Group><Entry><String><Key>Title</Key><Value>&b;</Value></String></Entry></Group></Root></KeePassFile>')).toBe('damaged');
  });
});

describe('what is refused', () => {
  test.each([
    ['nothing', '', 'empty'], ['blanks', ' \n ', 'empty'], ['half a document', '{"items": [', 'damaged'], ['some document', { a: 1 }, 'unknown'], ['a web page', '<html><body>x</body></html>', 'unknown'], ['a header alone', 'name,url,username,password', 'empty'],
    ['a KeePass database', new Uint8Array([3, 0xd9, 0xa2, 0x9a, 1, 2, 3]), 'database'], ['a PGP message', '-----BEGIN PGP MESSAGE-----', 'restricted'], ['one account only', { encrypted: true, encKeyValidation_DO_NOT_EDIT: '2.x', items: [] }, 'restricted'],
    ['an encrypted backup', { version: 3, encrypted: true, passwords: 'x' }, 'restricted'], ['a broken archive', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2]), 'damaged'], ['an archive of pictures', zipSync({ 'a.png': new Uint8Array(10) }), 'unknown'],
  ])('%s', (_, content, why) => { expect(refusalOf(content)).toBe(why); });

  test('an archive that unpacks to far more than it is', () => {
    expect(refusalOf(zipSync({ 'data.json': new Uint8Array(64 * 1024 * 1024) }, { level: 9 }))).toBe('bomb');
  });
  test('an archive that claims less than it holds gives no more than it claims', () => {
    const packed = zipSync({ 'data.json': strToU8(JSON.stringify(proton)) });
    const view = new DataView(packed.buffer, packed.byteOffset);
    for (let at = 0; at + 46 < packed.length; at++) if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 16, true);
    expect(refusalOf(packed)).toBe('damaged');
  });
  test('one damaged item hides no other', () => {
    const hostile = { encrypted: false, items: [null, 7, { type: 1, name: { toString: 'x' }, login: [] }, { type: 1, name: 'Good', login: { username: 'ada' } }] };
    const { rows, failed } = resultOf(hostile);
    expect(rows.map(({ row, login }) => [row, login.form.label])).toEqual([[4, 'Good']]);
    expect(failed.map(({ row }) => row)).toEqual([1, 2, 3]);
  });
  test('more rows than any vault has', () => {
    expect(refusalOf(`name,url,username,password\n${'a,b,c,d\n'.repeat(50_001)}`)).toBe('too-many');
  });
});

test('whatever a file says, the background takes what is read', () => {
  const strange = [-1, 1.5, 1e300, '2020', null, {}, [], 'x'.repeat(5000), '\u0000', '\ud800'];
  const items = strange.flatMap((value) => strange.map((other) => ({ label: value, username: other, password: value, url: `https://a.example/${' '.repeat(3000)}${typeof other}`, tags: [value], custom_fields: [{ label: other, value }], otp: { secret: other }, delete_time: value, expire_time: value, created: other })));
  const { rows } = resultOf([{ label: 'a', delete_time: 0 }, ...items]);
  const asked = { vault: 'aaaaaaaa/V', logins: rows.slice(0, 200).map(({ login }) => login) };
  expect(rows.length).toBeGreaterThan(50);
  expect(v.safeParse(screenShapes.compareImport, asked).success).toBe(true);
});

describe('nothing is lost', () => {
  test('what is longer than its field goes on in the notes', () => {
    const made = rowOf(1, { label: 'x'.repeat(3000), urls: ['https://a.example', `https://b.example/${'y'.repeat(9000)}`], notes: 'note' });
    if (typeof made === 'string') throw new Error(made);
    expect(made.login.form.label).toHaveLength(2048);
    expect(made.login.form.urls).toEqual(['https://a.example']);
    expect(made.login.form.description).toContain('x'.repeat(3000));
    expect(made.login.form.description).toContain('y'.repeat(9000));
    expect(made.odd).toEqual(['shortened']);
  });
  test('too much for any vault is said, not cut', () => { expect(rowOf(1, { label: 'a', password: 'x'.repeat(1_000_001) })).toBe('too-long'); });
  test('blanks in an address would make two of it', () => {
    const made = rowOf(1, { label: 'a', urls: ['https://a.example/b c'] });
    expect(typeof made === 'string' ? made : made.login.form.urls).toEqual(['https://a.example/b%20c']);
  });
  test('a code by counter is no code by time', () => {
    const made = rowOf(1, { label: 'a', codes: ['otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP&counter=1'] });
    expect(typeof made === 'string' ? made : [made.login.form.otp, made.login.form.customFields.length, made.odd]).toEqual(['', 1, ['code']]);
  });
});

test.each([['2023-01-02T03:04:05Z', 1_672_628_645], ['2023-01-02 03:04:05', 1_672_628_645], ['2024-02-29', 1_709_164_800], ['1970-01-01T00:00:00.000Z', 0], ['2023-01-02T05:04:05+02:00', 1_672_628_645], ['yesterday', null]])('the date %s', (text, seconds) => {
  expect(isoSeconds(text)).toBe(seconds);
});
