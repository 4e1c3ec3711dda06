/**
 * Files of a login that is not saved yet: chosen in the form, encrypted and attached once there is something to attach
 * them to. They stay with the page: a draft holds no files.
 * @module
 */

import { useId, useRef, useState } from 'preact/hooks';
import { largeFile } from '../../../core/credential/file-name.ts';
import type { CredentialId } from '../../../core/ids.ts';
import { formatSize, t } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { tell } from '../model.ts';
import { say } from '../notice.ts';
import { attachFile } from './carry.ts';
import { FileField } from './file-field.tsx';
import { useDrop } from './use-drop.ts';
import { fileTitle, fits, refusals } from './use-files.ts';

/** `field`: the label of the custom field that it is to be the value of. */
export interface NewFile { file: File; field: string | null }

export function NewFiles({ files, onFiles }: { files: readonly NewFile[]; onFiles: (files: readonly NewFile[]) => void }) {
  const headingId = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const add = (chosen: readonly File[], field: string | null): void => {
    setRefused(refusals(chosen));
    onFiles([...files, ...chosen.filter(fits).map((file): NewFile => ({ file, field }))]);
  };
  const over = useDrop((dropped) => { add(dropped, null); });
  return (
    <section class={over ? 'files card over' : 'files card'} aria-labelledby={headingId}>
      <h3 id={headingId}>{t('files')}</h3>
      {files.length === 0 ? null : <ul>{files.map((one, at) => <NewFileLine key={at} one={one} onRemove={() => { onFiles(files.filter((each) => each !== one)); }} />)}</ul>}
      {refused.map((text) => <p key={text} class="note" role="alert"><Icon name="alert" /><span>{text}</span></p>)}
      <div class="attach">
        <input ref={picker} class="choose-files" type="file" multiple hidden onChange={(event) => {
          add(Array.from(event.currentTarget.files ?? []), null);
          event.currentTarget.value = '';
        }} />
        <div class="actions">
          <button type="button" class="button small" onClick={() => picker.current?.click()}><Icon name="attach" />{t('attachFiles')}</button>
          <FileField onFile={(file, label) => { add([file], label); }} />
        </div>
        <p class="hint">{t('newFilesHint')}</p>
      </div>
      {over ? <p class="drop-here" role="status"><Icon name="attach" />{t('dropFiles')}</p> : null}
    </section>
  );
}

function NewFileLine({ one: { file, field }, onRemove }: { one: NewFile; onRemove: () => void }) {
  const name = fileTitle(file.name);
  return (
    <li class="file-line">
      <Icon name="file" />
      <span class="texts">
        {field === null ? null : <span class="meta">{field}</span>}
        <bdi class="file-name">{name}</bdi>
        <span class="meta">{formatSize(file.size)}{file.size > largeFile ? ` · ${t('fileSlow')}` : ''}</span>
      </span>
      <span class="tools"><IconButton icon="trash" name={t('leaveOutFile', { name })} onClick={onRemove} /></span>
    </li>
  );
}

/** One after the other, as the files of any login. The details say how far they are; here is said only what went wrong. */
export async function attachAll(credential: CredentialId, files: readonly NewFile[]): Promise<void> {
  for (const { file, field } of files) {
    const answer = await attachFile(credential, file, field, () => undefined);
    if (answer.ok) continue;
    if (answer.problem === 'unreadable') say(t('fileUnreadable', { name: fileTitle(file.name) }));
    else tell(answer.problem);
  }
}
