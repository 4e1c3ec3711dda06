/**
 * The files of a credential: what is there, what is on its way, and ways to attach more.
 * @module
 */

import { useId, useRef, useState } from 'preact/hooks';
import type { AttachedFile } from '../../../core/credential/credential.ts';
import type { CredentialView } from '../../../messages/contract.ts';
import { formatNumber, formatSize, t } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { focusSoon } from '../element-ids.ts';
import { FileField } from './file-field.tsx';
import { Moving } from './moving.tsx';
import { useDrop } from './use-drop.ts';
import { fileTitle, useFiles, type FilesLife } from './use-files.ts';

/** `field`: label of the custom field that it is the value of. */
interface Shown { file: AttachedFile; field: string | null }

export function FilesSection({ shown, hint = null }: { shown: CredentialView; hint?: string | null }) {
  const headingId = useId();
  const life = useFiles(shown.row.id);
  const { rights } = shown.access;
  const may = rights.write && rights.files && shown.trashed === null && shown.files.state !== 'unreadable';
  const over = useDrop(may ? (files) => { life.attach(files, null); } : null);
  const files = filesOf(shown);
  if (!rights.files || (!may && files.length === 0)) return null;
  return (
    <section class={over ? 'files card over' : 'files card'} aria-labelledby={headingId}>
      <h3 id={headingId}>{t('files')}{files.length === 0 ? null : <span class="dim"> {formatNumber(files.length)}</span>}</h3>
      {files.length === 0 ? null : <ul>{files.map((one) => <FileLine key={`${one.field === null ? 'file' : 'field'} ${one.file.fileId}`} one={one} may={may} life={life} />)}</ul>}
      <Moving life={life} />
      {life.problem === null ? null : <ProblemNote problem={life.problem} />}
      {may ? <Attach life={life} hint={hint} /> : null}
      {over ? <p class="drop-here" role="status"><Icon name="attach" />{t('dropFiles')}</p> : null}
    </section>
  );
}

function filesOf({ files, customFields }: CredentialView): readonly Shown[] {
  const attached = files.state === 'unreadable' ? [] : files.value.map((file): Shown => ({ file, field: null }));
  const fields = customFields.state === 'unreadable' ? [] : customFields.value.flatMap(({ label, file }): Shown[] => (file === null ? [] : [{ file, field: label }]));
  return [...attached, ...fields];
}

function FileLine({ one: { file, field }, may, life }: { one: Shown; may: boolean; life: FilesLife }) {
  const [naming, setNaming] = useState(false);
  const buttonId = useId();
  const name = fileTitle(file.name);
  const done = (): void => {
    setNaming(false);
    focusSoon(buttonId);
  };
  return (
    <li class="file-line">
      <Icon name="file" />
      <span class="texts">
        {field === null ? null : <span class="meta">{field === '' ? t('untitled') : field}</span>}
        <bdi class="file-name">{name}</bdi>
        <span class="meta">{formatSize(file.size)}</span>
      </span>
      <span class="tools">
        <IconButton icon="download" name={t('downloadFile', { name })} onClick={() => { life.download(file.fileId, name); }} />
        {may ? <span id={buttonId} tabIndex={-1}><IconButton icon="edit" name={t('renameFile', { name })} pressed={naming} onClick={() => { setNaming(!naming); }} /></span> : null}
        {may ? <IconButton icon="trash" name={t('removeFile', { name })} onClick={() => { life.remove(file.fileId, name); }} /> : null}
      </span>
      {naming ? <Rename name={name} onDone={done} onName={(next) => {
        done();
        if (next !== '' && next !== name) life.rename(file.fileId, next);
      }} /> : null}
    </li>
  );
}

/** No form: it may stand inside of one. */
function Rename({ name, onName, onDone }: { name: string; onName: (name: string) => void; onDone: () => void }) {
  const id = useId();
  const [typed, setTyped] = useState(name);
  const focused = useRef(false);
  return (
    <div class="rename with-tools" onKeyDown={(event) => {
      if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
      event.preventDefault();
      event.stopPropagation();
      if (event.key === 'Enter') onName(typed.trim());
      else onDone();
    }}>
      <label class="sr-only" for={id}>{t('newFileName')}</label>
      <input id={id} class="input" type="text" dir="auto" value={typed} autocomplete="off" spellcheck={false} maxLength={255} onInput={(event) => { setTyped(event.currentTarget.value); }} ref={(field) => {
        if (field === null || focused.current) return;
        focused.current = true;
        field.focus();
        // The ending is seldom what changes.
        field.setSelectionRange(0, name.lastIndexOf('.') > 0 ? name.lastIndexOf('.') : name.length);
      }} />
      <button type="button" class="button small" onClick={() => { onName(typed.trim()); }}>{t('applyName')}</button>
      <button type="button" class="button quiet small" onClick={onDone}>{t('cancel')}</button>
    </div>
  );
}

function Attach({ life, hint }: { life: FilesLife; hint: string | null }) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <div class="attach">
      <input ref={picker} class="choose-files" type="file" multiple hidden onChange={(event) => {
        life.attach(Array.from(event.currentTarget.files ?? []), null);
        // The same file may be chosen again.
        event.currentTarget.value = '';
      }} />
      <div class="actions">
        <button type="button" class="button small" onClick={() => picker.current?.click()}><Icon name="attach" />{t('attachFiles')}</button>
        <FileField onFile={(file, label) => { life.attach([file], label); }} />
      </div>
      <p class="hint">{t('attachHint')}{hint === null ? '' : ` ${hint}`}</p>
    </div>
  );
}
