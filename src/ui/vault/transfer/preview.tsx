/**
 * What is in the file, and what will happen with each of it. No secret is shown.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import type { FailedRow, Format } from '../../../core/import/outcome.ts';
import { formatNumber, t, tn } from '../../../messages/text.ts';
import { byName, Choice } from '../../components/choice.tsx';
import { fieldName } from '../edit/field-name.ts';
import { openVaults } from '../model.ts';
import { formatName } from './format-name.ts';
import { useSaid } from './said.ts';
import { choiceOf, chooseVault, chosen, differing, forgetFile, startImport, tag, toImport, vault, withTrash, type Choice as RowChoice, type Kind, type PreviewRow } from './import-model.ts';

type Shown = 'all' | Kind | 'failed';
const perPage = 100;

export function Preview({ format, rows, failed }: { format: Format; rows: readonly PreviewRow[]; failed: readonly FailedRow[] }) {
  const [shown, show] = useState<Shown>('all');
  const counts: Record<Shown, number> = { all: rows.length, new: 0, same: 0, differs: 0, twice: 0, failed: failed.length };
  for (const { kind } of rows) counts[kind] += 1;
  const files = rows.filter(({ row }) => row.files.length > 0).length;
  const count = toImport.value.length;
  const found = t('importFound', { format: formatName(format), count: tn('items', rows.length) });
  useSaid(found);
  return (
    <>
      <h3>{found}</h3>
      {files === 0 ? null : <p class="note">{tn('importFilesCount', files)}</p>}
      <Options differs={counts.differs} trashed={rows.some(({ row }) => row.login.trashed)} />
      <div class="chips" role="group" aria-label={t('importShow')}>
        {(Object.keys(counts) as Shown[]).filter((each) => each === 'all' || counts[each] > 0).map((each) => (
          <button key={each} type="button" class="chip" aria-pressed={shown === each} onClick={() => { show(each); }}>{groupName(each)} <span class="meta">{formatNumber(counts[each])}</span></button>
        ))}
      </div>
      {shown === 'failed' ? <Failures failed={failed} /> : <Rows key={shown} rows={shown === 'all' ? rows : rows.filter(({ kind }) => kind === shown)} />}
      <div class="transfer-foot">
        {count === 0 ? <p class="dim">{t('importNothing')}</p> : <button type="button" class="button primary" onClick={() => void startImport()}>{tn('importStart', count)}</button>}
        <button type="button" class="button" onClick={forgetFile}>{t('importOther')}</button>
      </div>
    </>
  );
}

function Options({ differs, trashed }: { differs: number; trashed: boolean }) {
  const id = useId();
  return (
    <div class="transfer-options">
      {openVaults.value.length < 2 ? null : <Choice label={t('importInto')} choices={byName(openVaults.value)} value={vault.value} onChoose={(next) => { if (next !== null) void chooseVault(next); }} />}
      {differs === 0 ? null : <Choice label={t('importDiffering')} choices={choices.map((choice) => [choice, choiceName(choice, true)] as const)} value={differing.value} onChoose={(choice) => { differing.value = choice; }} />}
      <div class="field">
        <label for={`${id}-tag`}>{t('importTag')}</label>
        <input id={`${id}-tag`} class="input" value={tag.value} maxLength={200} aria-describedby={`${id}-tag-hint`} onInput={(event) => { tag.value = event.currentTarget.value; }} />
        <p id={`${id}-tag-hint`} class="hint">{t('importTagHint')}</p>
      </div>
      {trashed ? <label class="check"><input type="checkbox" checked={withTrash.value} onChange={(event) => { withTrash.value = event.currentTarget.checked; }} /><span>{t('importTrashed')}</span></label> : null}
    </div>
  );
}

function Rows({ rows }: { rows: readonly PreviewRow[] }) {
  const [most, setMost] = useState(perPage);
  return (
    <>
      <div class="table-scroll" tabIndex={0} role="group" aria-label={t('importShow')}>
        <table class="rows-table">
          <thead><tr><th scope="col">{t('importRow')}</th><th scope="col">{t('importLogin')}</th><th scope="col">{t('importWhat')}</th></tr></thead>
          <tbody>{rows.slice(0, most).map((each) => <Row key={each.row.row} each={each} />)}</tbody>
        </table>
      </div>
      {rows.length > most ? <button type="button" class="button small" onClick={() => { setMost(most + perPage); }}>{t('healthMore')}</button> : null}
    </>
  );
}

function Row({ each }: { each: PreviewRow }) {
  const { row, kind, compared } = each;
  const { form, trashed } = row.login;
  const label = form.label === '' ? t('untitled') : form.label;
  const offered = kind === 'differs' ? choices : choices.filter((choice) => choice !== 'update');
  const remarks = [
    kind === 'same' ? t('importCountSame') : '', kind === 'twice' ? t('importCountTwice') : '',
    compared.likeness.is === 'differs' ? t('importDiffersIn', { parts: compared.likeness.parts.map(fieldName).join(', ') }) : '',
    trashed ? t('importInTrash') : '',
    row.odd.includes('code') ? t('importOddCode') : '', row.odd.includes('shortened') ? t('importOddShortened') : '',
    row.files.length > 0 ? t('importFilesStay', { names: row.files.join(', ') }) : '',
  ].filter((text) => text !== '');
  return (
    <tr data-kind={kind}>
      <td class="meta">{formatNumber(row.row)}</td>
      <td><strong class="clamp" dir="auto">{label}</strong><span class="dim clamp" dir="auto">{[form.username || form.email, form.urls[0] ?? ''].filter((text) => text !== '').join(' · ')}</span>{remarks.length === 0 ? null : <span class="meta">{remarks.join(' · ')}</span>}</td>
      <td>
        <select aria-label={t('importChoiceFor', { label })} value={choiceOf(each)} onChange={(event) => {
          const choice = offered[event.currentTarget.selectedIndex];
          if (choice !== undefined) chosen.value = new Map([...chosen.value, [row.row, choice]]);
        }}>{offered.map((choice) => <option key={choice} value={choice}>{choiceName(choice, kind === 'differs')}</option>)}</select>
      </td>
    </tr>
  );
}

function Failures({ failed }: { failed: readonly FailedRow[] }) {
  return <ul class="plain-list">{failed.slice(0, 500).map(({ row, why }) => <li key={row}>{t('importRow')} {formatNumber(row)}: {failedName(why)}</li>)}</ul>;
}

const choices: readonly RowChoice[] = ['add', 'update', 'skip'];

function choiceName(choice: RowChoice, differs: boolean): string {
  switch (choice) {
    case 'add': return differs ? t('importKeepBoth') : t('add');
    case 'update': return t('importUpdate');
    case 'skip': return t('importSkip');
  }
}

function groupName(shown: Shown): string {
  switch (shown) {
    case 'all': return t('importCountAll');
    case 'new': return t('importCountNew');
    case 'same': return t('importCountSame');
    case 'differs': return t('importCountDiffers');
    case 'twice': return t('importCountTwice');
    case 'failed': return t('importCountFailed');
  }
}

function failedName(why: FailedRow['why']): string {
  switch (why) {
    case 'empty': return t('importFailedEmpty');
    case 'damaged': return t('importFailedDamaged');
    case 'too-long': return t('importFailedTooLong');
  }
}
