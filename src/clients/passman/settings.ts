/**
 * The app itself: its version, and what its administrator allows.
 * @see contracts: Passman §1.8
 * @module
 */

import * as v from 'valibot';

import { Failure } from '../../core/problem.ts';
import { segment, type Server } from '../http.ts';
import { flag, integer, readShape } from '../shapes.ts';
import { callPassman } from './api.ts';

/** What the administrator allows and asks for. */
export interface PassmanSettings {
  linkSharing: boolean;
  userSharing: boolean;
  /** Least score (zxcvbn, 0–4) of a new vault key. */
  vaultKeyStrength: number;
}

const versionShape = v.object({ version: v.pipe(v.string(), v.maxLength(40)) });
const settingsShape = v.object({
  link_sharing_enabled: flag,
  user_sharing_enabled: flag,
  vault_key_strength: v.fallback(integer, 3),
});

/** @returns null where the server doesn't tell, which some versions don't */
export async function readVersion(server: Server): Promise<string | null> {
  try {
    const json = await callPassman(server, { method: 'GET', path: '/internal/version', headers: { 'OCS-APIRequest': 'true' } });
    return readShape(server, versionShape, json).version;
  } catch (problem) {
    if (problem instanceof Failure && isAnswer(problem)) return null;
    throw problem;
  }
}

/** The route is missing, moved or broken; the server is there. */
function isAnswer({ problem: { kind } }: Failure): boolean {
  return kind === 'no-passman' || kind === 'not-found' || kind === 'server-error' || kind === 'bad-answer' || kind === 'forbidden';
}

/** @throws Failure everything that can happen on the way */
export async function readSettings(server: Server): Promise<PassmanSettings> {
  const found = readShape(server, settingsShape, await callPassman(server, { method: 'GET', path: '/v2/settings' }));
  return { linkSharing: found.link_sharing_enabled, userSharing: found.user_sharing_enabled, vaultKeyStrength: found.vault_key_strength };
}

/** Keeps a setting for this person. Neither part may hold a slash. */
export async function saveSetting(server: Server, key: string, value: string): Promise<void> {
  await callPassman(server, { method: 'POST', path: `/v2/settings/${segment(key)}/${segment(value)}` });
}
