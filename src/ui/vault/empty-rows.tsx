/**
 * What stands where rows would be: loading, nothing here, nothing found; each with what to do first.
 * @module
 */

import { t, tn } from '../../messages/text.ts';
import { SkeletonRows } from '../components/skeleton.tsx';
import { Empty } from '../details/empty.tsx';
import { query, scope, total } from './list-model.ts';
import { app, go, openVaults, vaults } from './model.ts';

export function EmptyRows() {
  const open = openVaults.value;
  if (app.value?.accounts.length === 0) {
    return (
      <Empty icon="cloud" title={t('noAccount')} text={t('noAccountHint')}>
        <button type="button" class="button small primary" onClick={() => void chrome.runtime.openOptionsPage()}>{t('addAccount')}</button>
      </Empty>
    );
  }
  if (vaults.value.length === 0) {
    return (
      <Empty icon="vault" title={t('noVault')} text={t('noVaultHint')}>
        <button type="button" class="button small primary" onClick={() => { go({ at: 'make-vault' }); }}>{t('newVault')}</button>
      </Empty>
    );
  }
  if (open.length === 0) return <Empty icon="lock" title={t('allClosed')} text={t('allClosedHint')} />;
  if (open.every(({ state }) => state === 'opening')) {
    return <><p class="scope meta" role="status">{tn('openingItems', open.reduce((sum, { items }) => sum + items, 0))}</p><SkeletonRows /></>;
  }
  if (total.value === null) return <SkeletonRows />;
  if (query.value !== '') return <Empty icon="search" title={t('noneFound', { query: query.value })} text={t('noneFoundHint')} />;
  if (scope.value.show === 'trash') return <Empty icon="trash" title={t('emptyTrash')} text={t('emptyTrashHint')} />;
  return (
    <Empty icon="vault" title={t('nothingYet')} text={t('nothingYetHint')}>
      <button type="button" class="button small primary" onClick={() => { go({ at: 'new', vault: scope.value.vault }); }}>{t('newItem')}</button>
    </Empty>
  );
}
