/**
 * What an administrator types on the server, so that Latchkey may sign in there as an app.
 * @see contracts: AppAPI §6
 * @module
 */

/** An app as it is registered. */
export interface ExAppIdentity { appId: string; appVersion: string }

/** Where `npm run exapp-stub` listens unless told. */
export const stubPort = 9031;
const daemon = 'manual_install';

/** A daemon that starts nothing: the app is taken to be running. Harmless where there is one already. */
export function daemonCommand(server: string): string {
  return `php occ app_api:daemon:register ${daemon} "Manual Install" manual-install http 127.0.0.1 ${quoted(server)}`;
}

/** Waits until the stub has answered. @param secret - left out where it isn't to be seen */
export function registerCommand({ appId, appVersion }: ExAppIdentity, secret: string): string {
  const info = { id: appId, name: 'Latchkey', daemon_config_name: daemon, version: appVersion, secret, port: stubPort };
  return `php occ app_api:app:register ${quoted(appId)} ${daemon} --json-info ${quoted(JSON.stringify(info))} --wait-finish`;
}

/** The only way to take the secret back. */
export function unregisterCommand(appId: string): string {
  return `php occ app_api:app:unregister ${quoted(appId)} --force`;
}

/** As one word of a shell, whatever is in it. */
function quoted(text: string): string {
  return /^[\w:/.-]+$/.test(text) ? text : `'${text.replaceAll('\'', '\'\\\'\'')}'`;
}
