/**
 * A problem, standing where the thing would be, with the way out beside it.
 * @module
 */

import type { ComponentChildren } from 'preact';
import type { Problem } from '../../core/problem.ts';
import { explain } from '../explain.ts';
import { Icon } from './icon.tsx';

/** Kinds that mean something may be lost or attacked; all others are only in the way. */
const losses: ReadonlySet<Problem['kind']> = new Set(['damaged-keyring', 'storage-failed', 'foreign-login-address']);

export function ProblemNote({ problem, children }: { problem: Problem; children?: ComponentChildren }) {
  const { what, next } = explain(problem);
  return (
    <div class={losses.has(problem.kind) ? 'note loss' : 'note'} role="alert" data-problem={problem.kind}>
      <Icon name="alert" />
      <div>
        <strong>{what}</strong>
        <span>{next}</span>
        {children === undefined ? null : <div class="actions">{children}</div>}
      </div>
    </div>
  );
}
