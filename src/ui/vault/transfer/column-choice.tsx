/**
 * Says what each column of an unknown table holds.
 * @module
 */

import { columnUses, type ChosenUse } from '../../../core/import/csv-columns.ts';
import type { Table } from '../../../core/import/outcome.ts';
import { t } from '../../../messages/text.ts';
import { mask } from '../../details/reveal.tsx';
import { forgetFile, step, useColumns } from './import-model.ts';

export function ColumnChoice({ table, uses }: { table: Table; uses: readonly ChosenUse[] }) {
  const choose = (index: number, use: ChosenUse): void => {
    step.value = { at: 'columns', table, uses: uses.with(index, use) };
  };
  return (
    <>
      <h3>{t('importColumnsTitle')}</h3>
      <p class="dim">{t('importColumnsHint')}</p>
      <div class="table-scroll" tabIndex={0} role="group" aria-label={t('importColumnsTitle')}>
        <table class="rows-table">
          <thead><tr><th scope="col">{t('importColumn')}</th><th scope="col">{t('importHolds')}</th><th scope="col">{t('importFirstRow')}</th></tr></thead>
          <tbody>
            {table.header.map((name, index) => (
              <tr key={index}>
                <th scope="row" dir="auto">{name}</th>
                <td>
                  <select aria-label={t('importUseFor', { name })} value={uses[index]} onChange={(event) => {
                    const use = columnUses[event.currentTarget.selectedIndex];
                    if (use !== undefined) choose(index, use);
                  }}>{columnUses.map((use) => <option key={use} value={use}>{useName(use)}</option>)}</select>
                </td>
                <td class="clip" dir="auto">{sample(uses[index], table.rows[0]?.[index] ?? '')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div class="actions">
        <button type="button" class="button primary" onClick={() => void useColumns()}>{t('continue')}</button>
        <button type="button" class="button" onClick={forgetFile}>{t('importOther')}</button>
      </div>
    </>
  );
}

/** What is secret isn't shown in passing. */
function sample(use: ChosenUse | undefined, value: string): string {
  const isSecret = use === 'password' || use === 'secret' || use === 'code';
  return isSecret && value !== '' ? mask : value;
}

function useName(use: ChosenUse): string {
  switch (use) {
    case 'label': return t('itemName');
    case 'username': return t('username');
    case 'email': return t('email');
    case 'password': return t('password');
    case 'url': return t('addresses');
    case 'notes': return t('notes');
    case 'tags': return t('tags');
    case 'code': return t('codeSecret');
    case 'field': return t('importUseField');
    case 'secret': return t('importUseSecret');
    case 'drop': return t('importUseDrop');
  }
}
