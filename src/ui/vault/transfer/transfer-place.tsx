/**
 * The places of import and export. What they need is loaded when somebody goes there.
 * @module
 */

import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../../core/problem.ts';
import { t } from '../../../messages/text.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SkeletonRows } from '../../components/skeleton.tsx';
import { focusSoon, listId } from '../element-ids.ts';
import { go } from '../model.ts';
import { PaneHead } from '../pane-head.tsx';
import { said } from './said.ts';

const outdated: Problem = { kind: 'outdated' };

export function TransferPlace({ at }: { at: 'import' | 'export' }) {
  const [View, setView] = useState<ComponentType | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    const loading = at === 'import' ? import('./import-view.tsx').then(({ ImportView }) => ImportView) : import('./export-view.tsx').then(({ ExportView }) => ExportView);
    loading.then((view) => { if (wanted) setView(() => view); }, () => { if (wanted) setFailed(true); });
    return () => { wanted = false; };
  }, [at]);
  const back = (): void => {
    go({ at: 'nothing' });
    focusSoon(listId);
  };
  return (
    <section class="transfer" aria-label={at === 'import' ? t('importTitle') : t('exportTitle')}>
      <PaneHead title={at === 'import' ? t('importTitle') : t('exportTitle')} onBack={back} />
      <p class="sr-only" role="status">{said.value}</p>
      <div class="pane-body">{failed ? <ProblemNote problem={outdated} /> : View === null ? <SkeletonRows /> : <View />}</div>
    </section>
  );
}
