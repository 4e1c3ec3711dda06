/**
 * What there is: all logins, the vaults, the tags, the trash; and what waits to be sent.
 * @module
 */

import type { VaultSummary } from '../../messages/contract.ts';
import { formatNumber, t, tn } from '../../messages/text.ts';
import { Brand } from '../components/brand.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Icon } from '../components/icon.tsx';
import { explain } from '../explain.ts';
import { lock } from './actions.ts';
import { focusSoon, headingId } from './element-ids.ts';
import { scope } from './list-model.ts';
import { app, clashes, draftCount, go, place, queue, sendQueue, showScope, sidebarOpen, unreadable, vaults } from './model.ts';
import { dueFilter, favouritesFilter } from './organise/filters.ts';
import { TagList } from './organise/tag-list.tsx';
import { Entry } from './sidebar-entry.tsx';
import { offers } from './sharing/offers.ts';

export function Sidebar() {
  const { show, vault, filter } = scope.value;
  const { at } = place.value;
  const healthy = at === 'health';
  const elsewhere = healthy || at === 'import' || at === 'export';
  return (
    <aside class="sidebar" aria-label={t('appName')}>
      <header class="brand-line"><Brand size={28} open /><strong>{t('appName')}</strong></header>
      <nav aria-label={t('vaultParts')}>
        <ul>
          <Entry icon="key" name={t('allItems')} now={!elsewhere && show === 'active' && vault === null && filter === ''} onClick={() => { showScope('active', null); }} />
          <Entry icon="star" name={t('favourites')} now={!elsewhere && filter === favouritesFilter} onClick={() => { showScope('active', null, favouritesFilter); }} />
          {vaults.value.map((one) => <VaultEntry key={one.id} vault={one} now={!elsewhere && show === 'active' && vault === one.id && filter === ''} />)}
          <Entry icon="clock" name={t('expiring')} now={!elsewhere && filter === dueFilter} onClick={() => { showScope('active', null, dueFilter); }} />
          {app.value?.accounts.length === 0 ? null : <Entry icon="plus" name={t('newVault')} now={place.value.at === 'make-vault'} onClick={() => { go({ at: 'make-vault' }); focusSoon(headingId); }} />}
          {offers.value.length === 0 ? null : <Entry icon="download" name={t('offers')} now={place.value.at === 'offers'} more={formatNumber(offers.value.length)} onClick={() => { go({ at: 'offers' }); focusSoon(headingId); }} />}
          <Entry icon="trash" name={t('trash')} now={!elsewhere && show === 'trash'} onClick={() => { showScope('trash', vault); }} />
          <Entry icon="health" name={t('health')} now={healthy} onClick={() => { go({ at: 'health' }); }} />
        </ul>
        <TagList vault={vault} />
        <ul>
          <Entry icon="import" name={t('importTitle')} now={at === 'import'} onClick={() => { go({ at: 'import' }); }} />
          <Entry icon="export" name={t('exportTitle')} now={at === 'export'} onClick={() => { go({ at: 'export' }); }} />
        </ul>
      </nav>
      <span class="space" />
      <QueueLine />
      <UnsentEntry />
      <Troubles />
      <div class="sidebar-foot">
        <IconButton icon="settings" name={t('options')} onClick={() => void chrome.runtime.openOptionsPage()} />
        <IconButton icon="lock" name={t('lockNow')} onClick={() => void lock()} />
        <span class="only-narrow"><IconButton icon="close" name={t('backToList')} onClick={() => { sidebarOpen.value = false; }} /></span>
      </div>
    </aside>
  );
}

function VaultEntry({ vault, now }: { vault: VaultSummary; now: boolean }) {
  const closed = vault.state === 'closed';
  return (
    <Entry icon={closed ? 'lock' : 'vault'} name={vault.name} now={now} more={closed ? t('closedShort') : formatNumber(vault.items)} onClick={() => { showScope('active', vault.id); }}>
      <IconButton icon={vault.keyChange === undefined ? 'settings' : 'refresh'} name={t('manageVaultOf', { vault: vault.name })} onClick={() => {
        go({ at: 'vault', vault: vault.id });
        focusSoon(headingId);
      }} />
    </Entry>
  );
}

function QueueLine() {
  const waiting = queue.value;
  if (waiting.length === 0) return null;
  const problem = waiting.find((write) => write.problem !== null)?.problem ?? null;
  return (
    <div class="queue">
      <p class="quiet-line meta" role="status"><Icon name="clock" /><span>{tn('waitingWrites', waiting.length)} {problem === null ? '' : explain(problem).what}</span></p>
      <button type="button" class="button small" onClick={() => void sendQueue()}>{t('sendNow')}</button>
    </div>
  );
}

/** Where what waits and what was typed can be seen. */
function UnsentEntry() {
  const drafts = draftCount.value;
  const news = clashes.value.length > 0;
  const unsent = drafts > 0 || queue.value.length > 0 || unreadable.value > 0;
  if (!unsent && !news) return null;
  return (
    <button type="button" class="entry" aria-current={place.value.at === 'unsent' ? 'true' : undefined} onClick={() => { go({ at: 'unsent' }); }}>
      <Icon name={news || unreadable.value > 0 ? 'alert' : 'clock'} /><span class="texts">{t(unsent ? 'unsentTitle' : 'clashTitle')}{unsent && news ? <span class="meta">{t('clashTitle')}</span> : null}{drafts === 0 ? null : <span class="meta">{tn('unsentDraftCount', drafts)}</span>}</span>
    </button>
  );
}

/** A server that is away: good to know and in nobody's way. */
function Troubles() {
  const problems = [...(app.value?.accounts ?? []), ...vaults.value].flatMap(({ problem }) => (problem === null ? [] : [explain(problem).what]));
  return <>{[...new Set(problems)].map((line) => <p key={line} class="quiet-line meta"><Icon name="info" />{line}</p>)}</>;
}
