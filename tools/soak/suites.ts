/**
 * What `npm run soak` runs, and how often: the code is the rooms' own, beside their unit tests.
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sendOneMessage } from '../../src/background/hostile-messages.ts';
import { liveSession } from '../../src/background/session/random-session.ts';
import { readOneAnswer, type Said } from '../../src/clients/hostile-answers.ts';
import { damageAndRead, openBigVault, sealAndRead } from '../../src/core/envelopes/random-envelopes.ts';
import { killOnce } from './key-change.ts';
import { moveOnce } from './moves.ts';
import { liveWithForms } from './random-forms.ts';
import { run, tool } from '../testing/command.ts';
import { liveWithWrites } from './random-writes.ts';

export interface Suite {
  name: string;
  usualRuns: number;
  /** Takes seconds each: `--runs` asks for no more than usual. */
  longRun: boolean;
  /** What it needs and isn't here; null: nothing. */
  missing: string | null;
  /** One run; rejects if something is not as it must be. */
  run: (seed: number) => Promise<void>;
}

const recordings = join(process.env['LATCHKEY_SHARED'] ?? join(import.meta.dirname, '../../../shared'), 'recordings');
const noRecordings = existsSync(recordings) ? null : 'the folder ../shared is not here (LATCHKEY_SHARED may name it)';
const answers = noRecordings === null ? ['passman.json', 'nextcloud-login.json'].flatMap(answersIn) : [];

export const suites: readonly Suite[] = [
  { name: 'envelopes', usualRuns: 1000, longRun: false, missing: null, run: sealAndRead },
  { name: 'damage', usualRuns: 5000, longRun: false, missing: null, run: damageAndRead },
  { name: 'big vaults', usualRuns: 3, longRun: true, missing: null, run: (seed) => openBigVault(seed, 20_000) },
  { name: 'messages', usualRuns: 10_000, longRun: false, missing: null, run: sendOneMessage },
  { name: 'lock', usualRuns: 1000, longRun: false, missing: null, run: liveSession },
  { name: 'writes', usualRuns: 1000, longRun: false, missing: null, run: liveWithWrites },
  { name: 'forms', usualRuns: 1000, longRun: false, missing: null, run: (seed) => liveWithForms(seed) },
  { name: 'key change', usualRuns: 200, longRun: true, missing: null, run: killOnce },
  { name: 'moves', usualRuns: 200, longRun: true, missing: null, run: moveOnce },
  { name: 'hostile pages', usualRuns: 1, longRun: true, missing: existsSync(join(import.meta.dirname, '../../dist/chrome')) ? null : 'nothing is built (npm run build)', run: tryHostilePages },
  { name: 'answers', usualRuns: 10_000, longRun: false, missing: noRecordings, run: (seed) => readOneAnswer(seed, answers) },
];

interface Recording { exchanges: readonly { response: { status: number; headers: Record<string, string>; json?: unknown; text?: string } }[] }

function answersIn(file: string): Said[] {
  const { exchanges } = JSON.parse(readFileSync(join(recordings, file), 'utf8')) as Recording;
  return exchanges.map(({ response: { status, headers, json, text } }) => ({ status, headers, body: json === undefined ? (text ?? '') : JSON.stringify(json) }));
}

/** All the pages of `e2e/hostile`, of which `npm test` tries some. */
async function tryHostilePages(): Promise<void> {
  const { code, output } = await run([...tool('playwright', 'playwright'), 'test', '-c', 'e2e/playwright.config.ts', 'e2e/hostile'], { LATCHKEY_ALL_PAGES: '1' });
  if (code !== 0) throw new Error(output);
}
