/**
 * The machine: its services, its settings, its maintenance.
 * @module
 */

import { Refused } from './refused.ts';
import type { Route } from './route.ts';

const names: Readonly<Record<string, string>> = { bitwarden: 'Bitwarden', gitea: 'Gitea', nextcloud: 'Nextcloud', ocserv: 'OpenConnect VPN server', pleroma: 'Pleroma' };
const zones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', 'Europe/Uzhgorod']);

const switches = (['enable', 'disable'] as const).map((how): Route => ['POST', new RegExp(`^/services/(bitwarden|gitea|nextcloud|ocserv|pleroma)/${how}$`), ({ state, part }) => {
  state.enabled.set(part, how === 'enable');
  const name = part === 'ocserv' && state.family !== 'flask' ? 'Ocserv' : names[part];
  return { json: { status: 0, message: `${name ?? ''} ${how}d` } };
}]);

const jobs = (['apply', 'rollback', 'upgrade'] as const).map((job): Route => ['GET', new RegExp(`^/system/configuration/${job}$`), ({ state, now }) => {
  state.rebuild(job, now);
  return { json: 0 };
}]);

export const machineRoutes: readonly Route[] = [
  ['GET', /^\/services\/status$/, ({ state }) => ({ json: Object.fromEntries(state.services) })],
  ...switches,
  ['GET', /^\/services\/mailserver\/dkim$/, ({ state }) => {
    if (state.dkim === null) throw new Refused(404, state.family === 'flask' ? 'DKIM file not found' : 'DKIM record not found', 'bare');
    return { json: state.dkim };
  }],
  ...jobs,
  ['GET', /^\/system\/configuration\/pull$/, ({ state }) => {
    if (state.pullCrashes) throw new Refused(500, 'Internal Server Error', 'message');
    state.started.push('pull');
    return { json: { status: 0, message: 'Update completed successfully', data: 'Already up to date.\n' } };
  }],
  ['GET', /^\/system\/configuration\/timezone$/, ({ state }) => ({ json: state.timezone })],
  ['PUT', /^\/system\/configuration\/timezone$/, ({ state, arguments: given }) => {
    const zone = given.text('timezone');
    if (!zones.has(zone)) throw new Refused(400, 'Invalid timezone');
    state.timezone = zone;
    return { json: state.family === 'flask' ? 'Timezone changed' : { timezone: zone } };
  }],
  ['GET', /^\/system\/configuration\/autoUpgrade$/, ({ state }) => ({ json: state.autoUpgrade })],
  ['PUT', /^\/system\/configuration\/autoUpgrade$/, ({ state, arguments: given }) => {
    state.autoUpgrade = { enable: given.optionalTruth('enable') ?? state.autoUpgrade.enable, allowReboot: given.optionalTruth('allowReboot') ?? state.autoUpgrade.allowReboot };
    return { json: 'Auto-upgrade settings changed' };
  }],
  ['GET', /^\/system\/reboot$/, ({ state, now }) => {
    state.reboot(now);
    return { json: 'System reboot has started' };
  }],
  ['GET', /^\/system\/version$/, () => ({ json: { system_version: 'Linux test 5.10 x86_64' } })],
  ['GET', /^\/system\/pythonVersion$/, () => ({ json: 'Python 3.9.6' })],
];
