/**
 * `node --import tsx e2e/hostile/write.ts DIR`: writes the generated pages into a folder, to be tried by hand.
 * @module
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { benignPages } from './benign.ts';
import { hostilePages } from './tricks.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Into which folder?');
for (const [kind, pages] of [['hostile', hostilePages], ['benign', benignPages]] as const) {
  mkdirSync(join(folder, kind), { recursive: true });
  for (const { name, html } of pages) writeFileSync(join(folder, kind, `${name}.html`), html);
  console.log(`${pages.length} ${kind} pages`);
}
