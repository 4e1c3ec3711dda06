/**
 * What is good to know and in nobody's way: a server that is away, a page that can't be filled.
 * @module
 */

import type { Problem } from '../../core/problem.ts';
import { tn } from '../../messages/text.ts';
import { explain } from '../explain.ts';
import { Icon } from '../components/icon.tsx';
import { route, rows, trouble, view } from './model.ts';

export function QuietLines() {
  const app = view.value?.app;
  if (app === undefined || rows.value.length === 0) return null;
  const problems = [view.value?.site === null && trouble.value === null ? view.value.problem : null, ...app.accounts.map(({ problem }) => problem), ...app.vaults.map(({ problem }) => problem)];
  const lines = new Set(problems.filter((problem): problem is Problem => problem !== null).map((problem) => explain(problem).what));
  const waiting = app.accounts.reduce((sum, { waitingShares = 0 }) => sum + waitingShares, 0);
  return <>{waiting === 0 ? null : <p class="quiet-line meta"><Icon name="info" /><button type="button" class="link" onClick={() => { route.value = { at: 'people' }; }}>{tn('sharesWait', waiting)}</button></p>}{[...lines].map((line) => <p key={line} class="quiet-line meta"><Icon name="info" />{line}</p>)}</>;
}
