/**
 * For a login that isn't offered because it was saved for another site: says that the two belong together, after being
 * asked, and takes it back.
 * @module
 */

import { useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { SiteSet } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { showJoined } from './actions.ts';
import { joined, load, trouble } from './model.ts';

/** The login's site, and the one that it is not saved for. Null: the two must not be joined. */
export function strangersIn(problem: Problem): readonly [string, string] | null {
  if (problem.kind === 'wrong-site') return problem.join ? [problem.login, problem.page] : null;
  return problem.kind === 'frame-of-other-site' && problem.join ? [problem.login, problem.host] : null;
}

export function JoinSites({ sites }: { sites: readonly [string, string] }) {
  const [asked, setAsked] = useState(false);
  const [login, page] = sites;
  async function join(): Promise<void> {
    const answer = await send('joinSites', { sites });
    if (answer.ok) await showJoined({ sites, before: answer.value.before });
    else trouble.value = { problem: answer.problem, row: null };
  }
  if (!asked) return <button type="button" class="button small" onClick={() => { setAsked(true); }}>{t('joinSites')}</button>;
  return (
    <div class="join-ask" role="group" aria-label={t('joinSites')}>
      <p>{t('joinSitesAsk', { login, page })}</p>
      <div class="actions">
        <button type="button" class="button small danger" onClick={() => void join()}>{t('joinSitesYes')}</button>
        <button type="button" class="button small" autofocus onClick={() => { setAsked(false); }}>{t('cancel')}</button>
      </div>
    </div>
  );
}

/** What was just joined, with the way back. */
export function JoinedNote() {
  const note = joined.value;
  async function undo(before: readonly SiteSet[]): Promise<void> {
    const answer = await send('saveSiteSets', { sets: before });
    joined.value = null;
    if (answer.ok) await load();
    else trouble.value = { problem: answer.problem, row: null };
  }
  return (
    <div role="status">
      {note === null ? null : (
        <div class="note plain" data-joined>
          <Icon name="check" />
          <div>
            <span>{t('joinedSites', { login: note.sites[0], page: note.sites[1] })}</span>
            <div class="actions"><button type="button" class="button small" onClick={() => void undo(note.before)}>{t('undo')}</button></div>
          </div>
        </div>
      )}
    </div>
  );
}
