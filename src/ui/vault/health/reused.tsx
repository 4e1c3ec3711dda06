/**
 * Which logins share a password, group by group.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { Answer, ReuseGroup } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { t, tn } from '../../../messages/text.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { nameOf } from '../actions.ts';
import { view } from '../model.ts';

const atOnce = 20;

/** @param count - how many groups there are; another number: they are asked for again */
export function Reused({ count }: { count: number }) {
  const [limit, setLimit] = useState(atOnce);
  const [answer, setAnswer] = useState<Answer<{ groups: readonly ReuseGroup[]; total: number }> | null>(null);
  useEffect(() => {
    let wanted = true;
    void send('listReused', { offset: 0, limit }).then((given) => { if (wanted) setAnswer(given); });
    return () => { wanted = false; };
  }, [count, limit]);
  if (answer === null) return null;
  if (!answer.ok) return <ProblemNote problem={answer.problem} />;
  const { groups, total } = answer.value;
  return (
    <>
      <ol class="groups">{groups.map((group, at) => <Group key={at} group={group} />)}</ol>
      {total > groups.length && limit < 100 ? <button type="button" class="button small" onClick={() => { setLimit(100); }}>{t('healthMore')}</button> : null}
    </>
  );
}

function Group({ group: { size, rows } }: { group: ReuseGroup }) {
  return (
    <li class="card">
      <p class="meta">{tn('healthGroup', size)}</p>
      <ul>
        {rows.map((row) => (
          <li key={row.id}><button type="button" class="entry" onClick={() => { view(row.id); }}><span class="clip" dir="auto">{nameOf(row.label)}</span><span class="meta clip" dir="auto">{row.account}</span></button></li>
        ))}
      </ul>
      {size > rows.length ? <p class="meta">{tn('healthAndMore', size - rows.length)}</p> : null}
    </li>
  );
}
