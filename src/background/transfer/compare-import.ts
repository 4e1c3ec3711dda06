/**
 * Says of imported logins whether an open vault has them already.
 * @module
 */

import { formOf, type CredentialForm } from '../../core/credential/form.ts';
import { compareForms, likenessKeys, type ImportedLogin, type Likeness } from '../../core/credential/imported.ts';
import { readCredential } from '../../core/credential/read-credential.ts';
import { encryptedFields } from '../../core/credential/sealed.ts';
import type { CredentialId } from '../../core/ids.ts';
import type { Compared } from '../../messages/transfer-contract.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import type { Vaults } from '../vaults/vaults.ts';

type Index = ReadonlyMap<string, readonly CredentialId[]>;
/** Made once for each state of a vault: a file is compared in many parts. */
const indexes = new WeakMap<object, Index>();
/** More logins of one account on one site than anybody has. */
const mostAlike = 20;

/** @returns one answer for each login, in their order */
export async function compareImport(logins: readonly ImportedLogin[], vault: OpenVault, vaults: Vaults): Promise<Compared[]> {
  const index = indexOf(vault);
  const alike = logins.map(({ form }) => [...new Set(likenessKeys(form).flatMap((key) => index.get(key) ?? []))].slice(0, mostAlike));
  const forms = await openForms([...new Set(alike.flat())], vault, vaults);
  return logins.map(({ form }, at) => nearest(form, (alike[at] ?? []).flatMap((id) => {
    const here = forms.get(id);
    return here ? [{ id, here }] : [];
  })));
}

function indexOf(vault: OpenVault): Index {
  const lines = vault.lines();
  const known = indexes.get(lines);
  if (known) return known;
  const index = new Map<string, CredentialId[]>();
  for (const { entry } of lines.values()) {
    if (entry.trashed || entry.hidden) continue;
    for (const key of likenessKeys({ ...entry, urls: entry.url.split(/\s+/).filter((url) => url !== '') })) index.set(key, [...(index.get(key) ?? []), entry.id]);
  }
  indexes.set(lines, index);
  return index;
}

async function openForms(ids: readonly CredentialId[], vault: OpenVault, vaults: Vaults): Promise<Map<CredentialId, CredentialForm>> {
  const records = await Promise.all(ids.map(async (id) => (await vaults.record(id)).sealed));
  const openings = await vault.reader.open(records, encryptedFields);
  return new Map(ids.flatMap((id, at) => {
    const [record, opened] = [records[at], openings[at]];
    // One that cannot be read might hold anything, so it is nobody's double.
    if (!record || !opened || Object.values(opened).some(({ state }) => state === 'unreadable')) return [];
    return [[id, formOf(readCredential(id, vault.id, record, opened), opened)]];
  }));
}

/** The same one if there is one, else the one that fewest parts tell from it. */
function nearest(form: CredentialForm, candidates: readonly { id: CredentialId; here: CredentialForm }[]): Compared {
  let best: Compared = { likeness: { is: 'new' }, credential: null, label: '' };
  let distance = Infinity;
  for (const { id, here } of candidates) {
    const likeness: Likeness = compareForms(form, here);
    const parts = likeness.is === 'differs' ? likeness.parts.length + (likeness.parts.includes('password') ? 100 : 0) : 0;
    if (parts >= distance) continue;
    distance = parts;
    best = { likeness, credential: id, label: here.label };
  }
  return best;
}
