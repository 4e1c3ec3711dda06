/**
 * Keeps what belongs to a page's site as the draft of a login. A generated password before it can be used anywhere:
 * whoever closes the browser right after the site took it finds it again.
 * @see guides: experience U-21
 * @module
 */

import { emptyForm, type CredentialForm } from '../../core/credential/form.ts';
import { guidOf, type CredentialId, type VaultId } from '../../core/ids.ts';
import { domainOf } from '../../core/sites/site.ts';
import { isProvisional, provisionalId } from '../writes/journal.ts';
import type { Draft } from '../writes/drafts.ts';
import type { Writes } from '../writes/writes.ts';

export interface SiteDraftWorld { writes: Pick<Writes, 'openForm' | 'drafts'>; now: () => number }

/** @param credential - whose it becomes; null: a new login for the page's site */
export async function keepForSite(part: Partial<CredentialForm>, { credential, page }: { credential: CredentialId | null; page: URL }, { writes, now }: SiteDraftWorld): Promise<Draft> {
  const draft = credential === null ? await newLogin(page, writes) : await changed(credential, writes);
  const kept: Draft = { ...draft, form: { ...draft.form, ...part }, problem: null, at: now() };
  await writes.drafts.keep(kept);
  return kept;
}

type Begun = Pick<Draft, 'vault' | 'credential' | 'form' | 'base'>;

async function changed(credential: CredentialId, writes: SiteDraftWorld['writes']): Promise<Begun> {
  const { vault, form, base } = await writes.openForm({ credential, vault: null });
  return { vault, credential, form, base };
}

/** A second password for the same new login takes the place of the first, which the history still has. */
async function newLogin(page: URL, writes: SiteDraftWorld['writes']): Promise<Begun> {
  const before = (await writes.drafts.all()).find((draft) => isForSite(draft, page.origin));
  if (before) return { vault: before.vault, credential: before.credential, form: before.form, base: before.base };
  const { vault }: { vault: VaultId } = await writes.openForm({ credential: null, vault: null });
  return { vault, credential: provisionalId(vault), form: { ...emptyForm, label: domainOf(page.hostname), urls: [page.origin] }, base: null };
}

function isForSite({ credential, base, form, problem }: Draft, origin: string): boolean {
  return credential !== null && isProvisional(guidOf(credential)) && base === null && problem === null && form.urls.length === 1 && form.urls[0] === origin;
}
