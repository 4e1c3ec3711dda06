/**
 * Why a folder isn't shown, and what a person may do about it once they know why.
 * @module
 */

import type { FolderDoubt, Problem } from '../../core/problem.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { account, act, load, loadPlace, place } from './model.ts';
import { folderAt } from './place.ts';

export function Blocked({ problem }: { problem: Problem }) {
  return (
    <ProblemNote problem={problem}>
      <WayOut problem={problem} />
      <button type="button" class="button small" onClick={() => void loadPlace()}>{t('tryAgain')}</button>
    </ProblemNote>
  );
}

const showable: ReadonlySet<FolderDoubt> = new Set(['rolled-back', 'checksum-removed', 'memory-lost']);

/** Only where a person can know better than we do; what they were about is theirs to do again. */
export function WayOut({ problem }: { problem: Problem }) {
  const whose = account.value;
  const here = whose === null ? null : folderAt({ ...place.value, account: whose.id });
  if (whose === null) return null;
  if (problem.kind === 'keys-changed') {
    const { who } = problem;
    return <button type="button" class="button small" onClick={() => void act(send('trustFolderKey', { account: whose.id, who }))}>{t('foldersTrustKey')}</button>;
  }
  if (problem.kind === 'pins-unread') return <button type="button" class="button small" onClick={() => void act(send('trustFolderKey', { account: whose.id, who: null }))}>{t('foldersTrustAnew')}</button>;
  // The key was replaced on another device: its new words are needed.
  if (problem.kind === 'keys-reset') return <button type="button" class="button small" onClick={() => void send('forgetEncryption', { account: whose.id }).then(load)}>{t('foldersGiveWords')}</button>;
  const older = problem.kind === 'folder-doubt' && showable.has(problem.why);
  return older && here !== null ? <button type="button" class="button small" onClick={() => void act(send('trustFolder', { place: here }))}>{t('foldersShowAnyway')}</button> : null;
}
