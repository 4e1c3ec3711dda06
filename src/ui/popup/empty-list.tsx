/**
 * What stands where rows would be: loading, nothing here, nothing found, nothing set up; each with what to do first.
 * @module
 */

import type { VaultSummary } from '../../messages/contract.ts';
import { t, tn } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { SkeletonRows } from '../components/skeleton.tsx';
import { Empty } from '../details/empty.tsx';
import { openOptions } from './actions.ts';
import { widenAndType } from './keyboard.ts';
import { found, onSite, query, view } from './model.ts';
import { NewForSite } from './new-for-site.tsx';

export function EmptyList() {
  const app = view.value?.app;
  const site = view.value?.site ?? null;
  if (app === undefined) return null;
  if (app.accounts.length === 0) return <NoAccount />;
  if (app.vaults.length === 0) return <NoVault />;
  const some = app.vaults.filter((vault) => vault.state !== 'closed');
  if (some.length === 0) return null;
  if (some.every((vault) => vault.state === 'opening')) return <Opening vaults={some} />;
  if (onSite.value && site !== null) {
    return (
      <Empty icon="key" title={t('noneForSite', { site: site.domain })} text={t('noneForSiteHint')}>
        <NewForSite site={site}><button type="button" class="button small" onClick={widenAndType}>{t('showWholeVault')}</button></NewForSite>
      </Empty>
    );
  }
  if (found.value === null) return <SkeletonRows />;
  if (query.value !== '') return <Empty icon="search" title={t('noneFound', { query: query.value })} text={t('noneFoundHint')} />;
  return <Empty icon="vault" title={t('emptyVault')} text={t('emptyVaultHint')} />;
}

function NoAccount() {
  return (
    <Empty icon="cloud" title={t('noAccount')} text={t('noAccountHint')}>
      <button type="button" class="button small primary" onClick={openOptions}>{t('addAccount')}</button>
    </Empty>
  );
}

function NoVault() {
  const problem = view.value?.app.accounts.find((account) => account.problem !== null)?.problem ?? null;
  if (problem !== null) {
    return <ProblemNote problem={problem}><button type="button" class="button small" onClick={openOptions}>{t('openOptions')}</button></ProblemNote>;
  }
  return (
    <Empty icon="vault" title={t('noVault')} text={t('noVaultHint')}>
      <a class="button small primary" href="/src/ui/vault/index.html#make-vault" target="_blank">{t('newVault')}</a>
    </Empty>
  );
}

function Opening({ vaults }: { vaults: readonly VaultSummary[] }) {
  const items = vaults.reduce((sum, vault) => sum + vault.items, 0);
  return (
    <>
      <p class="scope meta" role="status">{tn('openingItems', items)}</p>
      <SkeletonRows />
    </>
  );
}
