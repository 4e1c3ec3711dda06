/**
 * Every recording, and how it is replayed.
 * @module
 */
import { replay, scripts, type Replayed } from './run.ts';
import { replaySelfPrivacy, selfPrivacyRecordings } from './selfprivacy.ts';

export interface Replay { name: string; run: (path: string) => Promise<Replayed> }

export const replays: readonly Replay[] = [
  ...scripts.map((script): Replay => ({ name: script.name, run: (path) => replay(script, path) })),
  ...selfPrivacyRecordings.map((name): Replay => ({ name, run: (path) => replaySelfPrivacy(name, path) })),
];
