/**
 * What can be done with a credential as a whole. What ends in a loss is asked for by a typed name.
 * @module
 */

import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { CredentialView, Row } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { destroy, duplicate, edit, nameOf, openSite, setTrashed } from './actions.ts';
import { closePanel, panel } from './edit/open-form.ts';
import { over, severalVaults } from './model.ts';
import { MovePanel } from './organise/move-panel.tsx';

export function DetailActions({ shown }: { shown: CredentialView }) {
  const { row } = shown;
  useEffect(() => () => { panel.value = 'none'; }, []);
  const { owner, rights } = shown.access;
  if (shown.trashed !== null) return rights.write ? <TrashActions row={row} mayDestroy={owner === null} /> : null;
  const address = shown.url.state === 'unreadable' ? '' : shown.url.value;
  return (
    <>
    <div class="actions">
      {rights.write ? <button type="button" class={`button ${over.value === null ? 'primary ' : ''}small`} onClick={() => { edit(row.id); }}><Icon name="edit" />{t('edit')}</button> : null}
      {/^https?:\/\//i.test(address) ? <button type="button" class="button small" onClick={() => void openSite(row)}><Icon name="open" />{t('openSite')}</button> : null}
      <button type="button" class="button small" onClick={() => void duplicate(row)}><Icon name="copy" />{t('duplicate')}</button>
      {severalVaults.value ? <button type="button" class="button small" data-opens="move" aria-expanded={panel.value === 'move'} onClick={() => { if (panel.value === 'move') closePanel(); else panel.value = 'move'; }}><Icon name="move" />{t('moveToVault')}</button> : null}
      {rights.write ? <button type="button" class="button small" onClick={() => void setTrashed(row, true)}><Icon name="trash" />{owner === null ? t('moveToTrash') : t('moveToTrashForAll')}</button> : null}
    </div>
    {panel.value === 'move' ? <MovePanel ids={[row.id]} /> : null}
    </>
  );
}

function TrashActions({ row, mayDestroy }: { row: Row; mayDestroy: boolean }) {
  return (
    <>
      <div class="actions">
        <button type="button" class="button primary small" onClick={() => void setTrashed(row, false)}><Icon name="undo" />{t('restore')}</button>
        {mayDestroy ? <button type="button" class="button small danger" data-opens="destroy" aria-expanded={panel.value === 'destroy'} onClick={() => { if (panel.value === 'destroy') closePanel(); else panel.value = 'destroy'; }}>{t('destroy')}</button> : null}
      </div>
      {mayDestroy && panel.value === 'destroy' ? <Destroy row={row} /> : null}
    </>
  );
}

function Destroy({ row }: { row: Row }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const sure = typed === row.label;
  useLayoutEffect(() => { field.current?.focus(); }, []);
  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (sure) setProblem(await destroy(row, typed));
  }
  return (
    <form class="confirm appear" aria-label={t('destroy')} onSubmit={(event) => void submit(event)}>
      <p>{t('destroyAsk', { label: nameOf(row.label) })}</p>
      <div class="field">
        <label for={id}>{row.label === '' ? t('destroyTypeNothing') : t('destroyType', { label: row.label })}</label>
        <input ref={field} id={id} class="input" type="text" dir="auto" value={typed} autocomplete="off" spellcheck={false} onInput={(event) => { setTyped(event.currentTarget.value); }} />
      </div>
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div class="actions">
        <button type="submit" class="button small danger" aria-disabled={!sure}>{t('destroy')}</button>
        <button type="button" class="button small" onClick={closePanel}>{t('cancel')}</button>
      </div>
    </form>
  );
}
