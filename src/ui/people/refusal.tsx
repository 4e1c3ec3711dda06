/**
 * Why something could not be shared; where the other server might know, the offer to ask it.
 * @module
 */

import { readCloudId } from '../../core/people/cloud-id.ts';
import type { Problem } from '../../core/problem.ts';
import { t } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { askForServer } from '../options/permissions.ts';

/** @param onAgain - tries once more, now that the other server may be asked */
export function Refusal({ problem, cloudId, onAgain }: { problem: Problem; cloudId: string; onAgain: () => void }) {
  const origin = `https://${readCloudId(cloudId)?.server.replace(/^https?:\/\//, '').split('/')[0] ?? ''}`;
  if (problem.kind !== 'share-refused' || problem.why !== 'not-asked' || !URL.canParse(origin)) return <ProblemNote problem={problem} />;
  return (
    <ProblemNote problem={problem}>
      <button type="button" class="button small" onClick={() => void askForServer(origin).then((refused) => { if (refused === null) onAgain(); })}>{t('askTheirServer', { host: new URL(origin).host })}</button>
    </ProblemNote>
  );
}
