/**
 * The control API for other processes: `POST /__control/<name>` on the loopback host, JSON in and out.
 *
 * A web page cannot call it: JSON from another origin needs a preflight, which is refused.
 * @module
 */

import type { Ask } from '../http/ask.ts';
import { json } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';
import type { Control } from './control.ts';

const calls = [
  'addFault', 'clearFaults', 'requests', 'clearRequests', 'maintenance', 'passman', 'sharing', 'e2ee', 'e2eeRefusalsAllowed', 'nextFileId', 'fileTree', 'folderMetadata', 'replaceMetadata', 'lockFolder', 'liftLocks', 'seedVault', 'damage', 'changeInstanceSecret',
  'addUser', 'grant', 'devices', 'revokeDevices', 'wipeDevices', 'failuresAllowed', 'advance', 'reset',
] as const satisfies readonly (keyof Control)[];
type CallName = (typeof calls)[number];

const prefix = '/__control/';

export function isControl(ask: Ask): boolean {
  return ask.path.startsWith(prefix) && ['localhost', '127.0.0.1'].includes(ask.hostname);
}

export function answerControl(ask: Ask, control: Control): Reply {
  const name = ask.path.slice(prefix.length);
  const isJson = (ask.headers['content-type'] ?? '').startsWith('application/json');
  if (ask.method !== 'POST' || !isJson || !isCall(name)) return json({ error: 'POST JSON to a known name' }, 404);
  try {
    const { args = [] } = JSON.parse(ask.body.toString('utf8') || '{}') as { args?: unknown[] };
    const call = control[name].bind(control) as (...given: unknown[]) => unknown;
    return json({ result: call(...args) ?? null });
  } catch (error) {
    return json({ error: error instanceof Error ? error.message : 'failed' }, 400);
  }
}

function isCall(name: string): name is CallName {
  return (calls as readonly string[]).includes(name);
}
