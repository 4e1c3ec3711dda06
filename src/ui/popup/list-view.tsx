/**
 * Search box, rows and status bar: what fifty visits a day look like.
 * @module
 */

import { useEffect, useLayoutEffect } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import { t, tn } from '../../messages/text.ts';
import { HostName } from '../components/host-name.tsx';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { CaptureSlot } from './capture.tsx';
import { ClosedVaults } from './closed-vaults.tsx';
import { EmptyList } from './empty-list.tsx';
import { FilledNote } from './filled-note.tsx';
import { JoinedNote } from './join-sites.tsx';
import { searchId, widenAndType } from './keyboard.ts';
import { listId, RowList, rowId } from './row-list.tsx';
import { current, onSite, query, rows, selected, total, trouble, type, view, widened } from './model.ts';
import { PastedNote } from './pasted-note.tsx';
import { QuietLines } from './quiet-lines.tsx';
import { SeenInvite } from './seen-invite.tsx';
import { SiteWarning } from './site-warning.tsx';
import { StatusBar } from './status-bar.tsx';
import { TroubleNote } from './trouble-note.tsx';

export function ListView() {
  const app = view.value?.app;
  const withheld = view.value?.withheld ?? null;
  const rule = view.value?.rule ?? null;
  const excluded = rule?.never === true ? rule.site : null;
  // The bench measures from the popup's first instant to this one: rows are in the document, and keys are heard.
  useLayoutEffect(() => { performance.mark('latchkey:list'); }, []);
  const held = withheld !== null && onSite.value;
  if (app === undefined) return null;
  return (
    <main class="list-view">
      <h1 class="sr-only">{t('appName')}</h1>
      <SearchBox />
      <div class="body">
        <SiteWarning />
        <PastedNote />
        <CaptureSlot />
        <FilledNote />
        <JoinedNote />
        {trouble.value === null ? null : <TroubleNote {...trouble.value} />}
        {trouble.value === null && excluded !== null ? <TroubleNote problem={{ kind: 'site-excluded', site: excluded }} row={null} /> : null}
        {trouble.value === null && held ? <WithheldNote problem={withheld} /> : null}
        {rows.value.length > 0 ? <RowList /> : held ? null : <EmptyList />}
        <ClosedVaults vaults={app.vaults} />
      </div>
      <SeenInvite />
      <QuietLines />
      <StatusBar row={current.value} />
    </main>
  );
}

/** Logins that there are, but that may not be used on this page. */
function WithheldNote({ problem }: { problem: Problem }) {
  return <ProblemNote problem={problem}><button type="button" class="button small" onClick={widenAndType}>{t('showWholeVault')}</button></ProblemNote>;
}

function SearchBox() {
  const shown = rows.value.length > 0;
  useEffect(() => { document.getElementById(searchId)?.focus(); }, []);
  return (
    <div class="search">
      <Icon name="search" size={20} />
      <input id={searchId} type="text" role="combobox" aria-label={t('searchVault')} placeholder={t('searchVault')} value={query.value} autocomplete="off" spellcheck={false}
        aria-autocomplete="list" aria-expanded={shown} aria-controls={shown ? listId : undefined} aria-activedescendant={shown ? rowId(selected.value) : undefined}
        onInput={(event) => { type(event.currentTarget.value); }} />
      <SiteChip />
      <p class="sr-only" role="status">{query.value === '' ? '' : tn('found', total.value)}</p>
    </div>
  );
}

/** What Backspace removes. While a search runs over the whole vault, it would say something untrue. */
function SiteChip() {
  const site = view.value?.site ?? null;
  if (site === null || widened.value || query.value !== '') return null;
  return (
    <span class={site.secure ? 'chip' : 'chip insecure'} title={site.host}>
      {site.secure ? null : <Icon name="alert" />}
      <HostName host={site.host} domain={site.domain} />
      <button type="button" aria-label={t('widen', { site: site.domain })} title={t('widenHint')} onClick={widenAndType}><Icon name="close" /></button>
    </span>
  );
}
