/**
 * Loads the way in for administrators only when somebody chooses it.
 * @module
 */

import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ProblemNote } from '../components/problem-note.tsx';
import { SkeletonRows } from '../components/skeleton.tsx';
import type { ExAppStepProps } from './ex-app/ex-app-step.tsx';

export function ExAppDoor(props: ExAppStepProps) {
  const [Step, setStep] = useState<ComponentType<ExAppStepProps> | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    void import('./ex-app/ex-app-step.tsx').then(({ ExAppStep }) => { setStep(() => ExAppStep); }, () => { setFailed(true); });
  }, []);
  if (failed) return <ProblemNote problem={{ kind: 'outdated' }} />;
  return Step === null ? <SkeletonRows /> : <Step {...props} />;
}
