/**
 * What there is: all logins, the vaults, the tags, the trash; and what waits to be sent.
 * @module
 */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { VaultId } from '../../core/ids.ts';
import type { VaultSummary } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { formatNumber, t, tn } from '../../messages/text.ts';
import { Brand } from '../components/brand.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Icon, type IconName } from '../components/icon.tsx';
import { explain } from '../explain.ts';
import { lock } from './actions.ts';
import { focusSoon, headingId } from './element-ids.ts';
import { query, scope, type } from './list-model.ts';
import { app, draftCount, go, place, queue, sendQueue, showScope, sidebarOpen, vaults } from './model.ts';
import { offers } from './sharing/offers.ts';

export function Sidebar() {
  const { show, vault } = scope.value;
  return (
    <div class="sidebar">
      <header class="brand-line"><Brand size={28} open /><strong>{t('appName')}</strong></header>
      <nav aria-label={t('vaultParts')}>
        <ul>
          <Entry icon="key" name={t('allItems')} now={show === 'active' && vault === null} onClick={() => { showScope('active', null); }} />
          {vaults.value.map((one) => <VaultEntry key={one.id} vault={one} now={show === 'active' && vault === one.id} />)}
          {app.value?.accounts.length === 0 ? null : <Entry icon="plus" name={t('newVault')} now={place.value.at === 'make-vault'} onClick={() => { go({ at: 'make-vault' }); focusSoon(headingId); }} />}
          {offers.value.length === 0 ? null : <Entry icon="download" name={t('offers')} now={place.value.at === 'offers'} more={formatNumber(offers.value.length)} onClick={() => { go({ at: 'offers' }); focusSoon(headingId); }} />}
          <Entry icon="trash" name={t('trash')} now={show === 'trash'} onClick={() => { showScope('trash', vault); }} />
        </ul>
        <Tags vault={vault} />
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
    </div>
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

function Entry({ icon, name, now, more = '', onClick, children }: { icon: IconName; name: string; now: boolean; more?: string; onClick: () => void; children?: ComponentChildren }) {
  return (
    <li class={children === undefined ? undefined : 'with-manage'}>
      <button type="button" class="entry" aria-current={now ? 'true' : undefined} onClick={onClick}>
        <Icon name={icon} /><span class="clip" dir="auto">{name}</span>{more === '' ? null : <span class="meta">{more}</span>}
      </button>
      {children}
    </li>
  );
}

/** Asked for when they are looked at. A tag is searched for as any word. */
function Tags({ vault }: { vault: VaultId | null }) {
  const [tags, setTags] = useState<readonly string[] | null>(null);
  async function toggle(open: boolean): Promise<void> {
    const answer = open ? await send('openForm', { credential: null, vault }) : null;
    setTags(answer?.ok === true ? answer.value.tags : null);
  }
  return (
    <details onToggle={(event) => void toggle(event.currentTarget.open)}>
      <summary class="entry"><Icon name="tag" />{t('tags')}</summary>
      <ul>
        {tags?.map((tag) => <Entry key={tag} icon="forward" name={tag} now={query.value === tag} onClick={() => {
          if (scope.value.show === 'trash' || place.value.at === 'nothing') showScope('active', vault);
          type(tag);
          sidebarOpen.value = false;
        }} />)}
        {tags?.length === 0 ? <li class="meta">{t('noTags')}</li> : null}
      </ul>
    </details>
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
  if (drafts === 0 && queue.value.length === 0) return null;
  return (
    <button type="button" class="entry" aria-current={place.value.at === 'unsent' ? 'true' : undefined} onClick={() => { go({ at: 'unsent' }); }}>
      <Icon name="clock" /><span class="clip">{t('unsentTitle')}</span>{drafts === 0 ? null : <span class="meta">{tn('unsentDraftCount', drafts)}</span>}
    </button>
  );
}

/** A server that is away: good to know and in nobody's way. */
function Troubles() {
  const problems = [...(app.value?.accounts ?? []), ...vaults.value].flatMap(({ problem }) => (problem === null ? [] : [explain(problem).what]));
  return <>{[...new Set(problems)].map((line) => <p key={line} class="quiet-line meta"><Icon name="info" />{line}</p>)}</>;
}
