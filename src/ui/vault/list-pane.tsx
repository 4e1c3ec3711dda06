/**
 * The search box and the rows, of which only those on screen are drawn.
 * @module
 */

import { t, tn } from '../../messages/text.ts';
import { IconButton } from '../components/icon-button.tsx';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { VaultKeyForm } from '../components/vault-key-form.tsx';
import { listId, searchId } from './element-ids.ts';
import { EmptyRows } from './empty-rows.tsx';
import { closePanel, panel } from './edit/open-form.ts';
import { listProblem, query, refreshList, scope, selected, total, type } from './list-model.ts';
import { closedScope, go, load, sidebarOpen, trouble, vaults } from './model.ts';
import { BulkBar } from './organise/bulk-bar.tsx';
import { expiredFilter, favouritesFilter, tagOf } from './organise/filters.ts';
import { SearchHelp } from './organise/search-help.tsx';
import { SortButton, SortPanel } from './organise/sort.tsx';
import { Rows, rowElementId } from './rows.tsx';

export function ListPane() {
  const closed = closedScope.value;
  const name = scopeName();
  return (
    <section class="list-pane" aria-label={name}>
      <div class="list-head">
        <span class="only-narrow"><IconButton icon="menu" name={t('vaultParts')} onClick={() => { sidebarOpen.value = true; }} /></span>
        <SearchBox />
        {scope.value.show === 'trash' ? null : <NewButton />}
      </div>
      {panel.value === 'search-help' ? <SearchHelp /> : null}
      <div class="scope-line">
        <p class="scope meta" role="status">{closed !== null || total.value === null ? '' : query.value === '' ? `${name} · ${tn('items', total.value)}` : tn('found', total.value)}</p>
        {closed === null && (total.value ?? 0) > 1 ? <SortButton /> : null}
      </div>
      {panel.value === 'sort' ? <SortPanel /> : null}
      <BulkBar />
      {trouble.value === null ? null : <div class="pane-note"><ProblemNote problem={trouble.value} /></div>}
      {closed === null ? <Results /> : (
        <div class="pane-note"><VaultKeyForm key={closed.id} vault={closed} unlockPassword={null} mayOpen focus hint={t('vaultKeyHint')} onOpened={() => void load()} /></div>
      )}
    </section>
  );
}

function scopeName(): string {
  const { show, vault, filter } = scope.value;
  if (show === 'trash') return t('trash');
  if (filter === favouritesFilter) return t('favourites');
  if (filter === expiredFilter) return t('expiring');
  return tagOf(filter) ?? vaults.value.find(({ id }) => id === vault)?.name ?? t('allItems');
}

function Results() {
  if (listProblem.value !== null && total.value === null) {
    return <div class="pane-note"><ProblemNote problem={listProblem.value}><button type="button" class="button small" onClick={refreshList}>{t('tryAgain')}</button></ProblemNote></div>;
  }
  return (total.value ?? 0) > 0 ? <Rows /> : <EmptyRows />;
}

function NewButton() {
  return <button type="button" class="button primary small" title={t('newItemKey')} onClick={() => { go({ at: 'new', vault: scope.value.vault }); }}><Icon name="plus" /><span>{t('newShort')}</span></button>;
}

function SearchBox() {
  const some = (total.value ?? 0) > 0;
  return (
    <div class="search-box">
      <Icon name="search" />
      <input id={searchId} class="input" type="text" role="combobox" aria-label={t('searchVault')} placeholder={t('searchVault')} value={query.value} autocomplete="off" spellcheck={false}
        aria-autocomplete="list" aria-expanded={some} aria-controls={some ? listId : undefined} aria-activedescendant={some ? rowElementId(selected.value) : undefined}
        onInput={(event) => { type(event.currentTarget.value); }} />
      <button type="button" class="icon-button" data-opens="search-help" aria-label={t('searchHelp')} title={t('searchHelp')} aria-expanded={panel.value === 'search-help'}
        onClick={() => { if (panel.value === 'search-help') closePanel(); else panel.value = 'search-help'; }}><Icon name="help" /></button>
    </div>
  );
}
