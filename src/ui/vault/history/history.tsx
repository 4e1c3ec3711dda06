/**
 * What a credential was before: a list that is asked for when it is opened.
 * @module
 */

import { useEffect, useId, useState } from 'preact/hooks';
import type { Problem } from '../../../core/problem.ts';
import type { CredentialView, RevisionLine } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { formatMoment, t } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SkeletonRows } from '../../components/skeleton.tsx';
import { tell } from '../model.ts';
import { say } from '../notice.ts';
import { Comparison } from './comparison.tsx';
import { partNames } from './part-text.ts';

interface Found { revisions: readonly RevisionLine[]; own: boolean }

export function History({ shown }: { shown: CredentialView }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  if (!shown.access.rights.history) return null;
  return (
    <section class="history">
      <h3><button type="button" class="entry" aria-expanded={open} aria-controls={id} onClick={() => { setOpen(!open); }}><Icon name="clock" /><span class="clip">{t('earlierVersions')}</span><Icon name={open ? 'up' : 'down'} /></button></h3>
      {open ? <div id={id}><Versions shown={shown} /></div> : null}
    </section>
  );
}

function Versions({ shown }: { shown: CredentialView }) {
  const credential = shown.row.id;
  const [found, setFound] = useState<Found | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [at, setAt] = useState<number | null>(null);
  const [times, setTimes] = useState(0);
  useEffect(() => {
    let wanted = true;
    void send('getRevisions', { credential }).then((answer) => {
      if (!wanted) return;
      if (answer.ok) setFound(answer.value);
      setProblem(answer.ok ? null : answer.problem);
    });
    return () => { wanted = false; };
  }, [credential, shown.changed, times]);
  const again = (): void => { setTimes((count) => count + 1); };

  async function remove(revision: number): Promise<void> {
    const answer = await send('deleteRevision', { credential, revision });
    if (!answer.ok) {
      tell(answer.problem);
      return;
    }
    setAt(null);
    again();
    say(t('versionDeleted'), async () => {
      const kept = await send('keepRevision', { credential, revision });
      if (kept.ok) say(t('undone'));
      else tell(kept.problem);
      again();
    });
  }

  if (problem !== null) return <ProblemNote problem={problem}><button type="button" class="button small" onClick={again}>{t('tryAgain')}</button></ProblemNote>;
  if (found === null) return <SkeletonRows />;
  if (found.revisions.length === 0) return <p class="dim">{t('noEarlierVersions')}</p>;
  return (
    <ul class="versions card">
      {found.revisions.map((line) => (
        <li key={line.revision}>
          <Version line={line} open={at === line.revision} onOpen={() => { setAt(at === line.revision ? null : line.revision); }} />
          {at === line.revision ? <Comparison key={`${line.revision} ${shown.changed}`} shown={shown} line={line} onDelete={found.own ? () => void remove(line.revision) : null} /> : null}
        </li>
      ))}
    </ul>
  );
}

function Version({ line, open, onOpen }: { line: RevisionLine; open: boolean; onOpen: () => void }) {
  return (
    <button type="button" class="version" aria-expanded={open} onClick={onOpen}>
      <span class="texts">
        <span>{t('versionUntil', { date: formatMoment(line.at) })}</span>
        <span class="meta">{line.changed.length === 0 ? t('changedNothing') : t('changedBy', { parts: partNames(line.changed), person: line.by })}</span>
        {line.unreadable.length === 0 ? null : <span class="meta damaged"><Icon name="alert" />{t('partUnreadable')}</span>}
      </span>
      <Icon name={open ? 'up' : 'down'} />
    </button>
  );
}
