/**
 * Drafts: what was typed into a form and not saved yet, sealed beside the vaults.
 *
 * One draft is in hand for each credential. Another that turns up meanwhile, e.g. a refused write, lies under it
 * until that one is saved or thrown away: none is ever written over by another.
 * @see guides: reliability R-01
 * @module
 */

import { emptyForm, type CredentialForm } from '../../core/credential/form.ts';
import { guidOf, type CredentialId, type VaultId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';

export interface Draft {
  vault: VaultId;
  credential: CredentialId | null;
  form: CredentialForm;
  base: string | null;
  /** Why it could not be saved. */
  problem: Problem | null;
  /** Milliseconds since 1970. */
  at: number;
}

export interface Drafts {
  read: (credential: CredentialId | null, vault: VaultId) => Promise<Draft | null>;
  /** Writes the one in hand anew. */
  keep: (draft: Draft) => Promise<void>;
  /** The one in hand; the next one comes up. */
  drop: (credential: CredentialId | null, vault: VaultId) => Promise<void>;
  /** Where a draft can be put without touching another; the journal writes it in the same step as its own. @param token - of the write */
  placeFor: (credential: CredentialId | null, vault: VaultId, token: string) => Promise<string>;
  /** What the journal has to do so that the one in hand is dropped in the same step. */
  dropping: (credential: CredentialId | null, vault: VaultId) => Promise<ReadonlyMap<string, null>>;
  all: () => Promise<NamedDraft[]>;
  /** By the id that `all` gave it. */
  remove: (id: string) => Promise<void>;
}

export type NamedDraft = Draft & { id: string };

const beginning = 'draft:';
const nameOf = (credential: CredentialId | null, vault: VaultId) => `${beginning}${vault}/${credential === null ? 'new' : guidOf(credential)}`;
/** No guid holds one. */
const below = '#';

export function drafts(blobs: SealedBlobs): Drafts {
  // A late keystroke must not overtake a later one.
  const queue = oneAtATime();
  const topOf = async (credential: CredentialId | null, vault: VaultId): Promise<string | null> => {
    const name = nameOf(credential, vault);
    const names = await blobs.names(name);
    return names.find((each) => each === name) ?? names.find((each) => each.startsWith(name + below)) ?? null;
  };
  return {
    read: (credential, vault) => queue(async () => {
      const name = await topOf(credential, vault);
      return name === null ? null : readDraft(blobs, name);
    }),
    keep: (draft) => queue(async () => blobs.write((await topOf(draft.credential, draft.vault)) ?? nameOf(draft.credential, draft.vault), draft)),
    drop: (credential, vault) => queue(async () => {
      const name = await topOf(credential, vault);
      if (name !== null) await blobs.remove([name]);
    }),
    placeFor: (credential, vault, token) => queue(async () => {
      const name = nameOf(credential, vault);
      // A worker that died in between finds the place that it had before.
      return (await topOf(credential, vault)) === null ? name : `${name}${below}${token}`;
    }),
    dropping: (credential, vault) => queue(async () => {
      const name = await topOf(credential, vault);
      return new Map(name === null ? [] : [[name, null]]);
    }),
    all: () => queue(async () => {
      const names = await blobs.names(beginning);
      const found = await Promise.all(names.map(async (name) => ({ id: name, draft: await readDraft(blobs, name) })));
      return found.flatMap(({ id, draft }) => (draft === null ? [] : [{ ...draft, id }]));
    }),
    remove: (id) => queue(async () => {
      if (id.startsWith(beginning)) await blobs.remove([id]);
    }),
  };
}

/** With what forms have got since it was kept. */
async function readDraft(blobs: SealedBlobs, name: string): Promise<Draft | null> {
  const draft = (await blobs.read(name)) as Draft | null;
  return draft && { ...draft, form: { ...emptyForm, ...draft.form } };
}
