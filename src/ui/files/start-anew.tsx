/**
 * For lost words: new keys in place of the old ones, after the person has typed whose. What only they could open is lost.
 * @module
 */

import { useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { account, setEncryption } from './model.ts';
import { NameForm } from './name-form.tsx';

export function StartAnew() {
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const userId = account.value?.userId ?? '';

  async function reset(confirm: string): Promise<void> {
    const whose = account.value;
    if (whose === null) return;
    const answer = await send('resetEncryption', { account: whose.id, confirm });
    if (answer.ok) setEncryption(answer.value);
    else setProblem(answer.problem);
  }

  if (!open) return <div class="actions"><button type="button" class="button quiet" onClick={() => { setOpen(true); }}>{t('foldersLostWords')}</button></div>;
  return (
    <section class="card stack padded confirm" aria-label={t('foldersLostWords')}>
      <p>{t('foldersAnewSure')}</p>
      <NameForm label={t('foldersTypeName', { name: userId })} action={t('foldersAnewDo')} looks="danger" onDone={reset} onCancel={() => { setOpen(false); }} />
      {problem === null ? null : <ProblemNote problem={problem} />}
    </section>
  );
}
