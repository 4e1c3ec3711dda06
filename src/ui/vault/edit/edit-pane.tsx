/**
 * Opens the form for a credential or a new one, and stands in for it until it is there.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { CredentialId, VaultId } from '../../../core/ids.ts';
import type { Problem } from '../../../core/problem.ts';
import type { CredentialView, OpenedForm } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { t } from '../../../messages/text.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SkeletonRows } from '../../components/skeleton.tsx';
import { go, tell, view } from '../model.ts';
import { PaneHead } from '../pane-head.tsx';
import { EditForm } from './edit-form.tsx';

interface Opening { opened: OpenedForm; shown: CredentialView | null }

export function EditPane({ credential, vault }: { credential: CredentialId | null; vault: VaultId | null }) {
  const [opening, setOpening] = useState<Opening | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    let wanted = true;
    const ask = async (): Promise<void> => {
      // The details say why a part cannot be read.
      const [opened, shown] = await Promise.all([send('openForm', { credential, vault }), credential === null ? null : send('getCredential', { credential })]);
      if (!wanted) return;
      if (opened.ok) setOpening({ opened: opened.value, shown: shown?.ok === true ? shown.value : null });
      else if (opened.problem.kind === 'locked') tell(opened.problem);
      else setProblem(opened.problem);
    };
    void ask();
    return () => { wanted = false; };
  }, []);
  if (opening !== null) return <EditForm credential={credential} {...opening} />;
  return (
    <>
      <PaneHead title={credential === null ? t('newItem') : t('editItem')} onBack={() => { if (credential === null) go({ at: 'nothing' }); else view(credential); }} />
      <div class="pane-body">{problem === null ? <SkeletonRows /> : <ProblemNote problem={problem} />}</div>
    </>
  );
}
