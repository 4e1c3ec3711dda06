/**
 * The foot of the popup: the current code of the selected login, and what is needed now and then.
 * @module
 */

import type { Row } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { CountdownRing } from '../components/countdown-ring.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Icon } from '../components/icon.tsx';
import { readsFromRight } from '../components/page-setup.ts';
import { keyName } from '../components/platform.ts';
import { secondsLeft, useClock } from '../components/use-clock.ts';
import { groupCode, useCode } from '../components/use-code.ts';
import { copy, lock, openOptions, openWindow, showDetails } from './actions.ts';
import { route } from './model.ts';

export function StatusBar({ row }: { row: Row | null }) {
  return (
    <footer class="status-bar">
      {row === null ? null : <RowActions row={row} />}
      <span class="space" />
      {route.value.at === 'generator' ? null : <IconButton icon="key" name={t('openGenerator')} keys={keyName('alt', 'G')} onClick={() => { route.value = { at: 'generator' }; }} />}
      <IconButton icon="people" name={t('peopleTitle')} onClick={() => { route.value = { at: 'people' }; }} />
      <IconButton icon="help" name={t('shortcuts')} keys="?" onClick={() => { route.value = { at: 'shortcuts' }; }} />
      <a class="icon-button" href="/src/ui/vault/index.html" target="_blank" aria-label={t('openWholeVault')} title={t('openWholeVault')}><Icon name="vault" /></a>
      {route.value.at === 'folders' ? null : <IconButton icon="folder" name={t('foldersTitle')} onClick={() => { route.value = { at: 'folders' }; }} />}
      <IconButton icon="settings" name={t('options')} onClick={openOptions} />
      <IconButton icon="lock" name={t('lockNow')} onClick={() => void lock()} />
    </footer>
  );
}

function RowActions({ row }: { row: Row }) {
  return (
    <>
      {row.hasCode ? <CodeButton row={row} /> : null}
      {row.hasPassword ? <IconButton icon="copy" name={t('copyPasswordOf', { label: row.label })} keys={keyName('mod', 'C')} onClick={() => void copy(row, { field: 'password' })} /> : null}
      {/* A code needs its place; the details have this button too. */}
      {row.hasCode ? null : <IconButton icon="window" name={t('openInWindow')} onClick={() => void openWindow(row)} />}
      <IconButton icon="info" name={t('detailsOf', { label: row.label })} keys={readsFromRight() ? '←' : '→'} onClick={() => { showDetails(row.id); }} />
    </>
  );
}

function CodeButton({ row }: { row: Row }) {
  const answer = useCode(row.id);
  const code = answer?.ok === true ? answer.value : null;
  const left = secondsLeft(code?.endsAt ?? 0, useClock(code?.endsAt ?? null));
  if (code === null) return null;
  return (
    <button type="button" class="code-button" aria-label={t('copyCodeOf', { label: row.label })} title={`${t('copyCode')} (${keyName('mod', 'alt', 'C')})`} onClick={() => void copy(row, { field: 'code' })}>
      <span class="mono" dir="ltr">{groupCode(code.code)}</span>
      <CountdownRing left={left} period={code.period} />
    </button>
  );
}
