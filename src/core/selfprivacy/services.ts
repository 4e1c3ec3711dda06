/**
 * The services of a SelfPrivacy server, and the states they can be in, one set of words for all versions.
 * @see contracts: SelfPrivacy §3, §4
 * @module
 */

export type ServiceState = 'running' | 'failed' | 'changing' | 'stopped' | 'off' | 'unknown';

export interface Service {
  /** The server's own name for it. */
  id: string;
  state: ServiceState;
  /** For what can be switched on and off. */
  switchable: boolean;
}

/** Names of their own; what isn't here goes by its id. */
const names: Readonly<Record<string, string>> = { bitwarden: 'Bitwarden', gitea: 'Gitea', forgejo: 'Forgejo', nextcloud: 'Nextcloud', ocserv: 'OpenConnect', pleroma: 'Pleroma', imap: 'IMAP', smtp: 'SMTP', http: 'HTTP' };

/** As people know it. */
export function serviceName(id: string): string {
  return (Object.hasOwn(names, id) ? names[id] : undefined) ?? id;
}

/** Those with switches, in REST. */
export const switchableServices = ['bitwarden', 'gitea', 'nextcloud', 'ocserv', 'pleroma'] as const;

const byExitCode: Readonly<Record<number, ServiceState>> = { 0: 'running', 1: 'failed', 2: 'changing', 3: 'stopped', 4: 'off' };
const byName: Readonly<Record<string, ServiceState>> = { ACTIVE: 'running', RELOADING: 'changing', ACTIVATING: 'changing', DEACTIVATING: 'changing', INACTIVE: 'stopped', FAILED: 'failed', OFF: 'off' };

/** @param code - what `systemctl status` gives: 3 is stopped or failed, which REST cannot tell apart */
export function stateOfExitCode(code: number): ServiceState {
  return byExitCode[code] ?? 'unknown';
}

export function stateOfName(name: string): ServiceState {
  return Object.hasOwn(byName, name) ? byName[name] ?? 'unknown' : 'unknown';
}
