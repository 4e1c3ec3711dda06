/**
 * axe on what a page shows now, in both themes: no violation.
 *
 * It is put into a document once: sent anew for every look, as the usual wrapper does, it costs more than its checks.
 * @module
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright/test';
import { expect } from './fixtures.ts';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Nothing is fetched for it, and only what is wrong is told in full. */
const everyRule: RunOptions = { preload: false, resultTypes: ['violations'] };
/** The themes differ in their colours only: the other rules would look at the same document twice. */
const themes: readonly { colorScheme: 'light' | 'dark'; options: RunOptions }[] = [
  { colorScheme: 'light', options: everyRule },
  { colorScheme: 'dark', options: { ...everyRule, runOnly: ['color-contrast', 'link-in-text-block'] } },
];

/**
 * @param state - what the page shows, for the report
 * @param within - selector of the part that is looked at
 */
export async function expectNoBarriers(page: Page, state: string, within = 'html'): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  for (const { colorScheme, options } of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const told = await page.evaluate(inPage, [within, options] as const);
    expect.soft(told, `${state}, ${colorScheme}`).toEqual([]);
  }
}

/** Runs in the page. */
async function inPage([within, options]: readonly [string, RunOptions]): Promise<string[]> {
  const { axe } = window as unknown as { axe: { run: (within: string, options: RunOptions) => Promise<AxeResults> } };
  const { violations } = await axe.run(within, options);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary = '' }) => `${html} ${failureSummary}`).join('; ')}`);
}
