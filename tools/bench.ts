/**
 * `npm run bench -- NAME [--json FILE]`: measures in a real Chromium, prints a table, and writes the
 * figures as JSON. A bar that is missed is named, but only a wrong result makes the command fail.
 * `npm run bench -- fill --forms DIR --out FILE` fills the pages of a corpus instead (`bench/fill.ts`).
 * @module
 */

import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { benchCrypto } from './bench/crypto.ts';
import { benchFiles } from './bench/files.ts';
import { benchFill } from './bench/fill.ts';
import { benchPage } from './bench/page.ts';
import { benchPopup } from './bench/popup.ts';
import { benchSearch } from './bench/search.ts';
import type { BenchResult } from './bench/report.ts';
import { missedBars, table } from './bench/report.ts';

const benches: Record<string, () => Promise<BenchResult>> = { crypto: benchCrypto, files: benchFiles, page: benchPage, popup: benchPopup, search: benchSearch };
const usage = `Which bench? npm run bench -- ${Object.keys(benches).join(' | ')} [--json FILE], or fill --forms DIR --out FILE`;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { json: { type: 'string' }, forms: { type: 'string' }, out: { type: 'string' } }, allowPositionals: true });
  const { forms, out } = values;
  const [name = ''] = positionals;
  const fill = forms === undefined || out === undefined ? undefined : () => benchFill(forms, out);
  const bench = name === 'fill' ? fill : benches[name];
  if (bench === undefined || positionals.length !== 1) {
    console.error(usage);
    process.exitCode = 2;
    return;
  }
  const result = await bench();
  console.log(table(result));
  for (const missed of missedBars(result)) console.log(`MISSED ${missed}`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result.json, null, 2)}\n`);
}

await main();
