/**
 * The encrypted folders of each account, the one that changed last first; each opens in the tab, where there is room for them.
 * @module
 */

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { EncryptionState } from '../../core/folders/place.ts';
import type { AccountSummary, Answer, BrowsedFolder } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { formatMoment, t } from '../../messages/text.ts';
import { IconButton } from '../components/icon-button.tsx';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { SkeletonRows } from '../components/skeleton.tsx';
import { PendingChanges } from '../files/pending-changes.tsx';
import { hashOf, type FilesPlace } from '../files/place.ts';
import { showList } from './actions.ts';
import { view } from './model.ts';
import { StatusBar } from './status-bar.tsx';

export function FoldersView() {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => { heading.current?.focus(); }, []);
  const accounts = view.value?.app.accounts ?? [];
  return (
    <main class="folders-view">
      <header class="view-head">
        <IconButton icon="back" name={t('backToList')} keys="Esc" onClick={showList} />
        <h1 ref={heading} tabIndex={-1}>{t('foldersTitle')}</h1>
      </header>
      <div class="body">{accounts.map((account) => <OfAccount key={account.id} account={account} several={accounts.length > 1} />)}</div>
      <StatusBar row={null} />
    </main>
  );
}

interface Found { state: EncryptionState; folders: readonly BrowsedFolder[] }

function OfAccount({ account, several }: { account: AccountSummary; several: boolean }) {
  const [found, setFound] = useState<Answer<Found> | null>(null);
  useEffect(() => { void find(account).then(setFound); }, [account.id]);
  const host = new URL(account.server).host;
  const begins = found?.ok === true ? beginningOf(found.value.state) : null;
  const away = account.problem?.kind === 'unreachable' || account.problem?.kind === 'timeout';
  return (
    <section class="folders-of" aria-label={host}>
      {several ? <h2 class="meta clip">{account.displayName} · {host}</h2> : null}
      {away ? <p class="meta" role="status">{t('foldersAwayNow', { host })}</p> : null}
      <PendingChanges account={account.id} since={found} />
      {found === null ? <SkeletonRows /> : found.ok ? <Folders account={account} found={found.value} /> : <ProblemNote problem={found.problem} />}
      <a class={begins === null ? 'button small' : 'button small primary'} href={address({ account: account.id, path: [], inside: null })} target="_blank"><Icon name="open" />{begins ?? t('openFolders')}</a>
    </section>
  );
}

/** An account whose keys are not here has nothing to list yet. */
async function find({ id }: AccountSummary): Promise<Answer<Found>> {
  const encryption = await send('getEncryption', { account: id });
  if (!encryption.ok) return encryption;
  const { state } = encryption.value;
  if (state !== 'open') return { ok: true, value: { state, folders: [] } };
  const all = await send('browseFolders', { account: id, path: [] });
  return all.ok ? { ok: true, value: { state, folders: all.value.folders.filter(({ encrypted }) => encrypted) } } : all;
}

function Folders({ account, found: { state, folders } }: { account: AccountSummary; found: Found }) {
  if (state === 'unavailable' || state === 'broken') return <p class="door-line"><Icon name="alert" />{t(state === 'broken' ? 'foldersBroken' : 'foldersUnavailable')}</p>;
  if (state !== 'open') return null;
  if (folders.length === 0) return <p class="dim">{t('foldersNoneAtTop')}</p>;
  const sorted = [...folders].sort((one, other) => (other.modified ?? 0) - (one.modified ?? 0));
  return (
    <ul>
      {sorted.map(({ name, owner, modified }) => (
        <li key={name}>
          <a class="folder-link" href={address({ account: account.id, path: [name], inside: [] })} target="_blank">
            <Icon name="folder" size={20} />
            <span class="texts">
              <span class="label clip"><bdi>{name}</bdi></span>
              <span class="meta clip">{[owner === null ? '' : t('foldersSharedBy', { owner }), modified === null ? '' : formatMoment(modified)].filter((text) => text !== '').join(' · ')}</span>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** What comes before the first folder, where a person can do it. */
function beginningOf(state: EncryptionState): string | null {
  switch (state) {
    case 'unset': case 'unconfirmed': return t('foldersSetUp');
    case 'closed': return t('foldersEnterWords');
    case 'unavailable': case 'broken': case 'open': return null;
  }
}

function address(place: FilesPlace): string {
  return `/src/ui/files/index.html${hashOf(place)}`;
}
