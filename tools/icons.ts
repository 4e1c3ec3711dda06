/**
 * Renders the icons of the extension from their SVG sources: `npx tsx tools/icons.ts`.
 *
 * Run by hand after a source has changed; the PNGs are kept in `public/icons`.
 * @module
 */

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';

const folder = new URL('../public/icons/', import.meta.url);
/** Locked it is seen in the toolbar only. */
const sources = { unlocked: { source: 'latchkey.svg', sizes: [16, 32, 48, 128] }, locked: { source: 'latchkey-locked.svg', sizes: [16, 32] } };

const browser = await chromium.launch({ executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium' });
const page = await browser.newPage();
for (const [state, { source, sizes }] of Object.entries(sources)) {
  const svg = await readFile(new URL(source, folder), 'utf8');
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${String(size)}px;height:${String(size)}px}</style>${svg}`);
    await page.screenshot({ path: fileURLToPath(new URL(`${state}-${String(size)}.png`, folder)), omitBackground: true });
  }
}
await browser.close();
