/**
 * Takes a picture of every view and state in both themes: `npm run shots -- --out DIR [--only PART] [--quick]`.
 * `--only` names states by a part of their name (several, with commas), `--quick` leaves out all but the two themes.
 *
 * The screens are the built ones; a scripted background answers them, so that each state is there
 * at once and looks the same every time.
 * @module
 */

import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from 'playwright';
import { serveScreens } from './shots/build-screens.ts';
import { openState, otherWays, themes, type Look } from './shots/open-state.ts';
import { states, type ScreenState } from './shots/states.ts';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'demo-output/shots' }, only: { type: 'string', default: '' }, quick: { type: 'boolean', default: false } } });
const folder = resolve(values.out);

await mkdir(folder, { recursive: true });
const screens = await serveScreens();
const browser = await chromium.launch({ executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium' });
const complaints: string[] = [];
let taken = 0;
const wanted = states.filter(({ name }) => values.only.split(',').some((part) => name.includes(part)))
  .flatMap((state) => (state.everyWay === true && !values.quick ? [...themes, ...otherWays] : themes).map((look) => ({ state, look })));
try {
  // Two at a time: one draws while the other starts.
  await Promise.all([worker(), worker()]);
} finally {
  await browser.close();
  await screens.close();
}
for (const complaint of complaints) console.log(complaint);
console.log(`${String(taken)} pictures in ${folder}, ${String(complaints.length)} complaints`);
process.exitCode = complaints.length > 0 ? 1 : 0;

async function worker(): Promise<void> {
  for (let next = wanted.shift(); next !== undefined; next = wanted.shift()) {
    await take(browser, next.state, next.look);
    taken += 1;
  }
}

async function take(browser: Browser, state: ScreenState, look: Look): Promise<void> {
  const name = `${state.name}--${look.name}`;
  try {
    const page = await openState(browser, screens.origin, state, look);
    await page.waitForTimeout(80);
    const { overflow, beyond, height } = await page.evaluate(() => ({
      // What can't be reached by a pointer, though the page itself is not too wide.
      beyond: [...document.querySelectorAll('main button, main a, main input, main select')].filter((control) => {
        const { left, right, width } = control.getBoundingClientRect();
        return width > 1 && (left < -1 || right > innerWidth + 1) && control.closest('.table-scroll') === null;
      }).map((control) => control.getAttribute('aria-label') ?? control.textContent),
      overflow: document.documentElement.scrollWidth > document.documentElement.clientWidth,
      height: document.querySelector('main')?.getBoundingClientRect().height ?? 0,
    }));
    if (beyond.length > 0) complaints.push(`${name}: beyond the edge: ${beyond.join(', ')}`);
    if (overflow) complaints.push(`${name}: wider than its window`);
    // A popup is as high as its content.
    if (state.page === 'popup') await page.setViewportSize({ ...look.popup, height: Math.max(120, Math.ceil(height)) });
    await page.screenshot({ path: join(folder, `${name}.png`), fullPage: state.page === 'options', animations: 'disabled' });
    await page.context().close();
  } catch (error) {
    complaints.push(`${name}: ${error instanceof Error ? error.message.split('\n')[0] ?? '' : 'failed'}`);
  }
}
