import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { readOneAnswer, type Said } from './hostile-answers.ts';
import { record } from './passman/sample-record.ts';

interface Recording { exchanges: { response: { status: number; headers: Record<string, string>; json?: unknown; text?: string } }[] }

const folder = join(process.env['LATCHKEY_SHARED'] ?? join(import.meta.dirname, '../../../shared'), 'recordings');
const missing = !existsSync(folder);
if (missing) process.stderr.write('skipped: the recordings of a real server are not here\n');

const headers = { 'Content-Type': 'application/json; charset=utf-8' };
const made: Said[] = [record(), [record()], { vault_id: 1, guid: 'V', name: 'Mine', credentials: [record(), record()] }, { ocs: { meta: {}, data: { id: 'alice', apppassword: 'x'.repeat(72) } } }]
  .map((json) => ({ status: 200, headers, body: JSON.stringify(json) }));

function recordedAnswers(): Said[] {
  return ['passman.json', 'nextcloud-login.json', 'e2ee-v2.json'].flatMap((name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recording).exchanges
    .map(({ response: { status, headers: sent, json, text } }) => ({ status, headers: sent, body: json === undefined ? text ?? '' : JSON.stringify(json) })));
}

async function readMany(answers: readonly Said[]): Promise<void> {
  for (let seed = 0; seed < 400; seed++) await expect(readOneAnswer(seed, answers), `seed ${seed}`).resolves.toBeUndefined();
}

describe('a damaged answer', () => {
  test('is read or refused, whatever is asked', () => readMany(made));

  test.skipIf(missing)('of a real server is read or refused, whatever is asked', () => readMany(recordedAnswers()));
});
