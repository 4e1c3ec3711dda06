/**
 * Files on their way: with a bar each, why one waits, and what is asked before a large one goes.
 * @module
 */

import { largeFile } from '../../../core/credential/file-name.ts';
import type { Transfer } from '../../../messages/contract.ts';
import { formatSize, t } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { explain } from '../../explain.ts';
import { fileTitle, type Carrying, type FilesLife, type Large } from './use-files.ts';

export function Moving({ life }: { life: FilesLife }) {
  const uploads = life.transfers.filter(({ what, name }) => what !== 'download' && !life.carrying.some(({ text }) => text === fileTitle(name)));
  return (
    <>
      {life.refused.map((text) => <p key={text} class="note" role="alert"><Icon name="alert" /><span>{text}</span></p>)}
      {life.large.map((one) => <AskLarge key={one.key} one={one} life={life} />)}
      <div class="stack" role="status">
        {life.carrying.map((one) => <Bar key={one.key} one={one} />)}
        {uploads.map((one) => <Upload key={one.id} one={one} life={life} />)}
      </div>
    </>
  );
}

function Bar({ one: { text, done } }: { one: Carrying }) {
  return (
    <div class="moving">
      <span>{done === null ? t('downloadingFile', { name: text }) : done < 1 ? t('sealingFile', { name: text }) : t('uploadingFile', { name: text })}</span>
      {done === null || done >= 1 ? <progress aria-label={text} /> : <progress aria-label={text} value={done} max={1} />}
    </div>
  );
}

function AskLarge({ one, life }: { one: Large; life: FilesLife }) {
  return (
    <div class="note" role="alert">
      <Icon name="alert" />
      <div>
        <span>{t('fileLarge', { name: fileTitle(one.file.name), size: formatSize(one.file.size), limit: formatSize(largeFile) })}</span>
        <div class="actions">
          <button type="button" class="button small" onClick={() => { life.allow(one); }}>{t('attachAnyway')}</button>
          <button type="button" class="button small" onClick={() => { life.leaveOut(one); }}>{t('leaveOut')}</button>
        </div>
      </div>
    </div>
  );
}

function Upload({ one, life }: { one: Transfer; life: FilesLife }) {
  const name = fileTitle(one.name);
  const drop = <button type="button" class="button small" onClick={() => { life.drop(one.id); }}>{t('dropUpload')}</button>;
  if (one.state === 'running') return <Bar one={{ key: one.id, text: name, done: 1 }} />;
  if (one.state === 'waiting' || one.problem === null) {
    return (
      <div class="moving waiting">
        <p class="quiet-line"><Icon name="clock" />{t('fileWaits', { name })}{one.problem === null ? '' : ` ${explain(one.problem).what}`}</p>
        {one.what === 'copy' ? null : <div class="actions">{drop}</div>}
      </div>
    );
  }
  return (
    <ProblemNote problem={one.problem}>
      <span>{t('fileStuck', { name })}</span>
      <button type="button" class="button small" onClick={() => { life.retry(one.id); }}>{t('tryAgain')}</button>
      {drop}
    </ProblemNote>
  );
}
