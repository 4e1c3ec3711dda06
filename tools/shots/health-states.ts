/**
 * The states of the health page.
 * @module
 */

import type { HealthView } from '../../src/messages/contract.ts';
import { now, vaultRows } from './data.ts';
import type { Answers } from './fake-browser.ts';
import type { ScreenState } from './states.ts';
import { vaultAnswers } from './vault-states.ts';

const view: HealthView = {
  numbers: {
    logins: 312, strength: [9, 14, 22, 61, 198], ages: [120, 84, 40, 38, 22], groups: [6, 3, 3, 2, 2, 2],
    counts: { compromised: 2, reused: 18, weak: 45, insecure: 3, expired: 1, old: 60, codeless: 287 },
  },
  progress: null, unknown: 0, problem: null,
  breach: { service: null, progress: null, checkedAt: null, problem: null },
};
const well: HealthView = {
  ...view,
  numbers: { logins: 31, strength: [0, 0, 0, 6, 25], ages: [20, 11, 0, 0, 0], groups: [], counts: { compromised: 0, reused: 0, weak: 0, insecure: 0, expired: 0, old: 0, codeless: 12 } },
  breach: { service: 'https://pwned.example', progress: null, checkedAt: now, problem: null },
};

function showing(shown: HealthView, more: Answers = {}): Pick<ScreenState, 'page' | 'hash' | 'answers'> {
  return { page: 'vault', hash: '#health', answers: { ...vaultAnswers, checkHealth: { ok: true, value: shown }, getHealth: { ok: true, value: shown }, listReused: { ok: true, value: { groups: [{ size: 3, rows: vaultRows.slice(0, 3) }, { size: 24, rows: vaultRows.slice(3, 5) }], total: 2 } }, ...more } };
}

export const healthStates: readonly ScreenState[] = [
  { name: 'health', ...showing(view), act: (page) => page.locator('.findings').waitFor(), everyWay: true },
  { name: 'health-working', ...showing({ ...view, progress: { done: 96, total: 312 }, unknown: 216 }), act: (page) => page.locator('.working').waitFor() },
  {
    name: 'health-reused', ...showing(view),
    async act(page) {
      await page.locator('.reused summary').click();
      await page.locator('.groups').scrollIntoViewIfNeeded();
    },
  },
  { name: 'health-well', ...showing(well), act: (page) => page.locator('.all-well').waitFor() },
  {
    name: 'health-breaches-failed', ...showing({ ...well, breach: { ...well.breach, problem: { kind: 'throttled', host: 'pwned.example', retryAfterSeconds: 120 } } }),
    act: (page) => page.locator('.breaches').scrollIntoViewIfNeeded(),
  },
  { name: 'health-stopped', ...showing({ ...view, unknown: 216 }), act: (page) => page.locator('.findings').waitFor() },
  {
    name: 'health-empty', ...showing({ ...well, numbers: { ...well.numbers, logins: 0, strength: [0, 0, 0, 0, 0], ages: [0, 0, 0, 0, 0] } }),
    act: (page) => page.locator('.empty').waitFor(),
  },
  { name: 'health-loading', ...showing(view), silent: ['checkHealth', 'getHealth'], act: (page) => page.locator('.health-pane .skeletons').waitFor() },
  { name: 'health-error', ...showing(view, { checkHealth: { ok: false, problem: { kind: 'storage-failed' } } }), act: (page) => page.getByRole('alert').first().waitFor() },
];
