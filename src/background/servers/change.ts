/**
 * What may be changed on a server, and what must be typed before.
 * @module
 */

import type { SelfPrivacy } from '../../clients/selfprivacy/selfprivacy.ts';
import { Failure } from '../../core/problem.ts';
import type { ServerChange } from '../../messages/contract.ts';

/** After these the server is away for some minutes. */
const restarts: ReadonlySet<ServerChange['do']> = new Set(['apply', 'upgrade', 'rollback', 'reboot', 'restore']);

/** These are written down on the server, and take effect when they are applied. */
const settings: ReadonlySet<ServerChange['do']> = new Set(['switch', 'remove-user', 'change-ssh', 'add-key', 'remove-key', 'set-timezone', 'set-auto-upgrade']);

export function needsApplying(change: ServerChange): boolean {
  return settings.has(change.do);
}

export function makesRestart(change: ServerChange): boolean {
  return restarts.has(change.do);
}

/** Asked before anything goes to the server: what a screen hides can still be asked. @throws {Failure} `not-allowed` where other words than its domain were typed */
export function checkTyped(confirm: string, domain: string): void {
  if (confirm.trim() !== domain) throw new Failure({ kind: 'not-allowed' });
}

/** @param keepToken - seals a new token before it is used: the old one is dead by then */
export async function makeChange(change: ServerChange, api: SelfPrivacy, keepToken: (token: string) => Promise<void>): Promise<void> {
  const { devices, services, ssh, system, users, backups } = api;
  switch (change.do) {
    case 'switch': return services.setEnabled(change.service, change.on);
    case 'apply': return system.apply();
    case 'revoke-device': return devices.revoke(change.name);
    case 'rotate-token': return keepToken(await devices.rotate());
    case 'cancel-invitation': return devices.cancelInvitation();
    case 'remove-user': return users.remove(change.name);
    case 'change-ssh': return ssh.change(change);
    case 'add-key': return ssh.addKey(change.user, change.key);
    case 'remove-key': return ssh.removeKey(change.user, change.key);
    case 'set-timezone': return system.setTimezone(change.timezone);
    case 'set-auto-upgrade': return system.setAutoUpgrade(change);
    case 'upgrade': return system.upgrade();
    case 'rollback': return system.rollback();
    case 'reboot': return system.reboot();
    case 'pull': return system.pull();
    case 'back-up': return backups.create();
    case 'reload-backups': return backups.reload();
    case 'restore': return backups.restore(change.snapshot);
    case 'set-backup-keys': return backups.setKeys({ accountId: change.accountId, accountKey: change.accountKey, bucket: change.bucket });
  }
}
