/**
 * Permissions of the browser: one server at a time, or all sites if a person wants the match counter.
 * Each request must be made in the turn of a click, or the browser refuses to ask.
 * @module
 */

import type { Problem } from '../../core/problem.ts';
import { originPattern } from '../../core/server-address.ts';
import type { Answer } from '../../messages/contract.ts';
import { onFirefox } from '../components/platform.ts';

/** As the manifest lists them under `optional_host_permissions`. */
const allSites = { origins: ['https://*/*', 'http://*/*'] };

/** Asks for one server only. Call it first thing in a click or submit. */
export async function askForServer(origin: string): Promise<Problem | null> {
  const refused: Problem = { kind: 'no-permission', host: new URL(origin).host };
  try {
    const granted = await chrome.permissions.request(serverPermission(origin));
    return granted ? null : refused;
  } catch {
    return refused;
  }
}

/** Asks for the server, then does what needs it; what comes to nothing keeps no permission. Call it first thing in a click or submit. */
export async function onceAllowed<Value>(origin: string, act: () => Promise<Answer<Value>>): Promise<Answer<Value>> {
  const wanted = serverPermission(origin);
  // Asked before, but not waited for: after any wait the browser would refuse to ask.
  const had = chrome.permissions.contains(wanted);
  const refused = await askForServer(origin);
  if (refused !== null) return { ok: false, problem: refused };
  const answer = await act();
  if (!answer.ok && !(await had)) await chrome.permissions.remove(wanted).catch(() => false);
  return answer;
}

function serverPermission(origin: string): { origins: string[] } {
  return { origins: [originPattern(origin, onFirefox() ? 'without-ports' : 'with-ports')] };
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

/** As the manifest lists it under `optional_permissions`. */
const notifications: chrome.permissions.Permissions = { permissions: ['notifications'] };

export async function mayNotify(): Promise<boolean> {
  return chrome.permissions.contains(notifications);
}

/** @returns whether notifications may be shown afterwards */
export async function askToNotify(): Promise<boolean> {
  try {
    return await chrome.permissions.request(notifications);
  } catch {
    return mayNotify();
  }
}

/** Servers that ask for a password may be on any site. As the manifest lists them. */
const serverQuestions: chrome.permissions.Permissions = { permissions: ['webRequest', 'webRequestAuthProvider'] };

export async function hearsServers(): Promise<boolean> {
  return chrome.permissions.contains(serverQuestions);
}

/** @returns whether servers may be answered afterwards */
export async function askToHearServers(): Promise<boolean> {
  try {
    return await chrome.permissions.request({ ...serverQuestions, ...allSites });
  } catch {
    return hearsServers();
  }
}

/** The sites stay: other things hang on them. */
export async function stopHearingServers(): Promise<boolean> {
  await chrome.permissions.remove(serverQuestions);
  return hearsServers();
}
