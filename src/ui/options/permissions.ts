/**
 * Permissions of the browser: one server at a time, or all sites if a person wants the match counter.
 * Each request must be made in the turn of a click, or the browser refuses to ask.
 * @module
 */

import type { Problem } from '../../core/problem.ts';
import { onFirefox } from '../components/platform.ts';

/** As the manifest lists them under `optional_host_permissions`. */
const allSites = { origins: ['https://*/*', 'http://*/*'] };

/**
 * What to ask for so that one server can be reached.
 *
 * @param origin - e.g. `https://cloud.example:8443`
 */
export function serverPattern(origin: string, ports: 'with-ports' | 'without-ports'): string {
  const { protocol, host, hostname } = new URL(origin);
  // Match patterns of Firefox have no ports; one with a port would never match.
  return `${protocol}//${ports === 'with-ports' ? host : hostname}/*`;
}

/** Asks for one server only. Call it first thing in a click or submit. */
export async function askForServer(origin: string): Promise<Problem | null> {
  const refused: Problem = { kind: 'no-permission', host: new URL(origin).host };
  try {
    const granted = await chrome.permissions.request({ origins: [serverPattern(origin, onFirefox() ? 'without-ports' : 'with-ports')] });
    return granted ? null : refused;
  } catch {
    return refused;
  }
}

export async function seesAllSites(): Promise<boolean> {
  return chrome.permissions.contains(allSites);
}

/** @returns whether all sites may be seen afterwards */
export async function askForAllSites(): Promise<boolean> {
  try {
    return await chrome.permissions.request(allSites);
  } catch {
    return seesAllSites();
  }
}

export async function giveUpAllSites(): Promise<boolean> {
  try {
    await chrome.permissions.remove(allSites);
  } catch {
    // Firefox refuses to remove what was never given; what counts is what is there now.
  }
  return seesAllSites();
}
