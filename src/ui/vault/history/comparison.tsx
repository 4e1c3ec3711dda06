/**
 * One earlier version beside what is there now, part by part; secrets only when asked for.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../../core/problem.ts';
import type { ComparedPart, CredentialView, FieldView, RevisionLine, RevisionSecret, ScreenRequests } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { formatMoment, t } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SkeletonRows } from '../../components/skeleton.tsx';
import { reasonText } from '../../details/reason-text.ts';
import { MaskedSecret, RevealButton, useReveal } from '../../details/reveal.tsx';
import { nameOf, sayWritten } from '../actions.ts';
import { tell } from '../model.ts';
import { partName, partNames, partValue } from './part-text.ts';

type Compared = ScreenRequests['compareRevision']['reply'];

export function Comparison({ shown, line, onDelete }: { shown: CredentialView; line: RevisionLine; onDelete: (() => void) | null }) {
  const { id: credential, label } = shown.row;
  const { revision } = line;
  const [compared, setCompared] = useState<Compared | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    void send('compareRevision', { credential, revision }).then((answer) => {
      if (answer.ok) setCompared(answer.value);
      else setProblem(answer.problem);
    });
  }, []);

  async function restore(): Promise<void> {
    if (busy) return;
    setBusy(true);
    const answer = await send('restoreRevision', { credential, revision });
    setBusy(false);
    if (answer.ok) sayWritten(t('versionRestored', { label: nameOf(label), date: formatMoment(line.at) }), answer.value);
    else if (answer.problem.kind === 'locked') tell(answer.problem);
    else setProblem(answer.problem);
  }

  if (compared === null) return <div class="comparison">{problem === null ? <SkeletonRows /> : <ProblemNote problem={problem} />}</div>;
  const other = compared.parts.filter(({ same }) => !same);
  const same = compared.parts.filter((one) => one.same && !(one.then.state === 'read' && one.then.value === ''));
  return (
    <div class="comparison appear">
      {other.length === 0 ? <p>{t('sameAsNow')}</p> : <Table parts={other} shown={shown} revision={revision} />}
      {other.length === 0 || same.length === 0 ? null : <p class="meta">{t('alsoSame', { parts: partNames(same.map(({ part }) => part)) })}</p>}
      {problem === null ? null : <ProblemNote problem={problem} />}
      {other.length > 0 && !compared.restorable ? <p class="hint">{t('restoreVersionNot')}</p> : null}
      {compared.restorable ? <p class="hint">{t('restoreVersionHint')}{line.unreadable.length === 0 ? '' : ` ${t('restoreVersionPartly')}`}</p> : null}
      <div class="actions">
        {compared.restorable ? <button type="button" class="button primary small" aria-disabled={busy} onClick={() => void restore()}><Icon name="undo" />{t('restoreVersion')}</button> : null}
        {onDelete === null ? null : <button type="button" class="button small" onClick={onDelete}><Icon name="trash" />{t('deleteVersion')}</button>}
      </div>
    </div>
  );
}

interface Secrets { shown: CredentialView; revision: number }

function Table({ parts, ...secrets }: Secrets & { parts: readonly ComparedPart[] }) {
  return (
    <table>
      <caption class="sr-only">{t('comparedWithNow')}</caption>
      <thead><tr><td /><th scope="col">{t('then')}</th><th scope="col">{t('nowColumn')}</th></tr></thead>
      <tbody>
        {parts.map((one) => (
          <tr key={one.part}>
            <th scope="row">{partName(one.part)}</th>
            <td data-side={t('then')}><Value one={one} side="then" {...secrets} /></td>
            <td data-side={t('nowColumn')}><Value one={one} side="now" {...secrets} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ one, side, ...secrets }: Secrets & { one: ComparedPart; side: 'then' | 'now' }) {
  const view: FieldView<string> = one[side];
  if (view.state === 'unreadable') return <span class="unreadable"><Icon name="alert" /><span><strong>{t('cannotBeRead')}</strong> {reasonText(view.why)}</span></span>;
  if (view.value === '') return <span class="dim">{t('emptyValue')}</span>;
  if (one.secret && isSecret(one.part)) return <Secret part={one.part} side={side} masked={one.part === 'customFields' ? view.value : null} {...secrets} />;
  return <bdi class="notes">{partValue(one.part, view.value)}</bdi>;
}

function isSecret(part: ComparedPart['part']): part is RevisionSecret {
  return part === 'password' || part === 'otp' || part === 'customFields';
}

function Secret({ part, side, masked, shown, revision }: Secrets & { part: RevisionSecret; side: 'then' | 'now'; masked: string | null }) {
  const reveal = useReveal(() => send('revealRevision', { credential: shown.row.id, revision, part, state: side }));
  return (
    <span class="with-tools">
      <span class="texts">
        {masked === null ? <MaskedSecret secret={reveal.secret} /> : <bdi class="notes">{reveal.secret ?? masked}</bdi>}
        {reveal.problem === null ? null : <ProblemNote problem={reveal.problem} />}
      </span>
      <RevealButton reveal={reveal} name={t(side === 'then' ? 'showThen' : 'showNow', { field: partName(part) })} />
    </span>
  );
}
