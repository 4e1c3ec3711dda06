import * as v from 'valibot';
import { expect, test } from 'vitest';

import { isUnread, keptBlob } from './kept-blob.ts';

function blobsWith(there: Record<string, unknown>) {
  const kept = new Map(Object.entries(there));
  return { kept, read: (name: string) => Promise.resolve(kept.get(name) ?? null), write: (name: string, value: unknown) => Promise.resolve(void kept.set(name, value)) };
}
const shape = v.object({ sites: v.array(v.string()) });

test('a value of another shape is none, and is put aside when one takes its place', async () => {
  const blobs = blobsWith({ rules: { sites: 7 } });
  const rules = keptBlob(blobs, 'rules', shape);
  expect(await rules.read()).toBeNull();
  for (const sites of [['a'], ['b']]) await rules.write({ sites });
  expect([await rules.read(), Object.fromEntries(blobs.kept)]).toEqual([{ sites: ['b'] }, { 'rules': { sites: ['b'] }, 'rules~unread': { sites: 7 } }]);
});

test('nothing is put aside where nothing was, or what fits', async () => {
  const blobs = blobsWith({});
  for (const sites of [['a'], ['b']]) await keptBlob(blobs, 'rules', shape).write({ sites });
  expect(Object.fromEntries(blobs.kept)).toEqual({ rules: { sites: ['b'] } });
});

test('what is first written while one looks is not taken for unreadable', async () => {
  const blobs = blobsWith({});
  const rules = keptBlob(blobs, 'rules', shape);
  const asked: string[] = [];
  // Somebody else writes between the two questions, whichever comes first.
  const inBetween = async <Found>(what: string, found: () => Promise<Found>): Promise<Found> => {
    const answer = await found();
    if (asked.push(what) === 1) await rules.write({ sites: [] });
    return answer;
  };
  const names = () => inBetween('names', () => Promise.resolve([...blobs.kept.keys()]));
  expect(await isUnread({ names }, 'rules', { ...rules, read: () => inBetween('read', rules.read) })).toBe(false);
  expect(await isUnread({ names }, 'rules', rules)).toBe(false);
  blobs.kept.set('rules', 7);
  expect(await isUnread({ names }, 'rules', rules)).toBe(true);
});

test('what cannot be read is told from what was never there, also where it does not even open', async () => {
  const names = (beginning: string) => Promise.resolve(['closed', 'rules', 'rules2', 'well'].filter((name) => name.startsWith(beginning)));
  const blobs = { ...blobsWith({ rules: { sites: 7 }, well: { sites: [] } }), names };
  const told = (name: string) => isUnread(blobs, name, keptBlob(blobs, name, shape));
  expect(await Promise.all(['rules', 'closed', 'well', 'rule', 'none'].map(told))).toEqual([true, true, false, false, false]);
});
