/**
 * Whose folders are shown: a choice only where there are several accounts; the way back to them from a public link.
 * @module
 */

import { isVisit } from '../../core/folders/visit.ts';
import { t } from '../../messages/text.ts';
import { account, app, go } from './model.ts';
import { top } from './place.ts';

export function AccountChoice() {
  const accounts = app.value?.accounts ?? [];
  if (account.value !== null && isVisit(account.value.id)) return <button type="button" class="button small" onClick={() => { go(top); }}>{t('foldersTop')}</button>;
  const nameOf = (one: (typeof accounts)[number]): string => `${one.displayName} · ${new URL(one.server).host}`;
  const [only] = accounts;
  if (accounts.length < 2) return only === undefined ? null : <span class="meta clip">{nameOf(only)}</span>;
  return (
    <select aria-label={t('foldersAccount')} value={account.value?.id} onChange={({ currentTarget }) => { choose(currentTarget.value); }}>
      {accounts.map((one) => <option key={one.id} value={one.id}>{nameOf(one)}</option>)}
    </select>
  );

  function choose(id: string): void {
    const chosen = accounts.find((one) => one.id === id);
    if (chosen !== undefined) go({ account: chosen.id, path: [], inside: null });
  }
}
