/**
 * A login that came out of another program's file, and how it compares with one that is here already.
 * @module
 */

import { formParts, type CredentialForm } from './form.ts';

export interface ImportedLogin {
  form: CredentialForm;
  /** It lay in the other program's trash, and goes to ours. */
  trashed: boolean;
  /** Unix seconds; null: the file doesn't say. */
  created: number | null;
}

/** The longest texts and lists that a form takes. */
export const formLimits = { short: 2048, long: 1_000_000, urls: 50, url: 8192, tags: 500, customFields: 500, otp: 4096 } as const;

/**
 * `new`: nothing here has its address and user name. `same`: one has, and holds all of it already. `differs`: one has,
 * but these parts are others.
 */
export type Likeness = { is: 'new' } | { is: 'same' } | { is: 'differs'; parts: readonly (keyof CredentialForm)[] };

/** Host and user name as one text, for finding what may be the same login; without both, its name must do. */
export function likenessKeys({ label, username, email, urls }: Pick<CredentialForm, 'label' | 'username' | 'email' | 'urls'>): string[] {
  const account = fold(username === '' ? email : username);
  const hosts = [...new Set(urls.map(hostOf).filter((host) => host !== ''))];
  if (hosts.length === 0) return [`name ${fold(label)} ${account}`];
  return hosts.map((host) => `host ${host} ${account}`);
}

/** What of an imported login isn't in this one yet. Its name isn't compared: people rename. */
export function compareForms(imported: CredentialForm, here: CredentialForm): Likeness {
  const parts = formParts.filter((part) => part !== 'label' && !holds(here, imported, part));
  return parts.length === 0 ? { is: 'same' } : { is: 'differs', parts };
}

/** This login with all that the imported one has: its password and code win, lists and notes are added to. */
export function bringIn(imported: CredentialForm, here: CredentialForm): CredentialForm {
  const either = (part: 'username' | 'email' | 'password' | 'otp') => (imported[part] === '' ? here[part] : imported[part]);
  return {
    label: here.label,
    username: either('username'), email: either('email'), password: either('password'), otp: either('otp'),
    urls: [...here.urls, ...imported.urls.filter((url) => !here.urls.includes(url))].slice(0, formLimits.urls),
    description: holds(here, imported, 'description') ? here.description : [here.description, imported.description].filter((text) => text !== '').join('\n\n'),
    tags: [...new Set([...here.tags, ...imported.tags])].slice(0, formLimits.tags),
    customFields: [...here.customFields, ...imported.customFields.filter((field) => !here.customFields.some((one) => sameField(one, field)))].slice(0, formLimits.customFields),
    expires: imported.expires ?? here.expires,
    renewEvery: imported.renewEvery ?? here.renewEvery,
    icon: here.icon,
  };
}

/** Whether two logins of one file are the very same. */
export function identityOf({ form, trashed }: ImportedLogin): string {
  return JSON.stringify([trashed, ...formParts.map((part) => form[part])]);
}

function holds(here: CredentialForm, imported: CredentialForm, part: keyof CredentialForm): boolean {
  switch (part) {
    case 'label':
    case 'email':
    case 'username':
    case 'password':
    case 'otp': return imported[part] === '' || imported[part] === here[part];
    case 'description': return here.description.includes(imported.description);
    case 'urls': return imported.urls.every((url) => here.urls.some((one) => hostOf(one) === hostOf(url)));
    case 'tags': return imported.tags.every((tag) => here.tags.includes(tag));
    case 'customFields': return imported.customFields.every((field) => here.customFields.some((one) => sameField(one, field)));
    case 'expires': return imported.expires === null || imported.expires === here.expires;
    // Another picture is no other login.
    case 'icon': return true;
    case 'renewEvery': return imported.renewEvery === null || imported.renewEvery === here.renewEvery;
  }
}

type Field = CredentialForm['customFields'][number];

function sameField(one: Field, other: Field): boolean {
  return one.label === other.label && one.value === other.value;
}

function fold(text: string): string {
  return text.trim().toLowerCase();
}

/** As ASCII with its port, without `www.`; addresses are kept with and without a scheme. */
function hostOf(url: string): string {
  const address = /^[a-z][a-z0-9+.-]*:/i.test(url) && !/^[^/:]+:\d+(?:\/|$)/.test(url) ? url : `https://${url}`;
  return URL.parse(address)?.host.replace(/^www\./, '') ?? fold(url);
}
