/**
 * axe on what a page shows now, in both themes: no violation.
 *
 * It is put into a document once: sent anew for every look, as the usual wrapper does, it costs more than its checks.
 * @module
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Frame, Page } from 'playwright/test';
import { expect } from './fixtures.ts';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * @param state - what the page shows, for the report
 * @param within - selector of the part that is looked at
 */
export async function expectNoBarriers(shown: Page | Frame, state: string, within = 'html'): Promise<void> {
  const page = 'emulateMedia' in shown ? shown : shown.page();
  if (!(await shown.evaluate(() => 'axe' in window))) await shown.evaluate(source);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const told = await shown.evaluate(inPage, within);
    expect.soft(told, `${state}, ${colorScheme}`).toEqual([]);
  }
}

/** Runs in the page. */
async function inPage(within: string): Promise<string[]> {
  const { axe } = window as unknown as { axe: { run: (within: string, options: RunOptions) => Promise<AxeResults> } };
  // Only what is wrong is told in full.
  const { violations } = await axe.run(within, { resultTypes: ['violations'] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary = '' }) => `${html} ${failureSummary}`).join('; ')}`);
}
