/**
 * What this stand-in says it can do: the parts that it really has, with a fresh Nextcloud's values.
 * @module
 */

import { appApiVersion } from './app-api.ts';
import type { NextcloudVersion } from './status.ts';

const linkPattern = String.raw`(\s|\n|^)(https?:\/\/)([-A-Z0-9+_.]+(?::[0-9]+)?(?:\/[-A-Z0-9+&@#%?=~_|!:,.;()]*)*)(\s|\n|$)`;

/**
 * @param server - `base`: its origin and sub-path, for the addresses in it
 * @param apps - what else there is for who is signed in; null for guests
 */
export function capabilities(server: { base: string; version: NextcloudVersion; withAppApi: boolean }, apps: Readonly<Record<string, object>> | null): object {
  const { base, version: [major, minor, micro], withAppApi } = server;
  const appApi = withAppApi ? { app_api: apps !== null ? { loglevel: 2, version: appApiVersion } : { version: appApiVersion } } : {};
  const bruteforce = { delay: 0, 'allow-listed': false };
  const core = {
    pollinterval: 60, 'webdav-root': 'remote.php/webdav', 'reference-api': true, 'reference-regex': linkPattern,
    'mod-rewrite-working': false, user: { language: '', locale: '', timezone: 'UTC' },
  };
  const provisioning = {
    version: '1.22.0', AccountPropertyScopesVersion: 2, AccountPropertyScopesFederatedEnabled: true, AccountPropertyScopesPublishedEnabled: false,
  };
  return {
    version: { major, minor, micro, string: `${major}.${minor}.${micro}`, edition: '', extendedSupport: false },
    capabilities: apps !== null
      ? { core, bruteforce, ...appApi, ...apps, provisioning_api: provisioning, theming: theming(base) }
      : { bruteforce, ...appApi, theming: theming(base) },
  };
}

function theming(base: string): object {
  const logo = `${base}/core/img/logo/logo.svg?v=0`;
  return {
    name: 'Nextcloud', productName: 'Nextcloud', url: 'https://nextcloud.com', slogan: 'a safe home for all your data',
    color: '#00679e', 'color-text': '#ffffff', 'color-element': '#00679e', 'color-element-bright': '#00679e', 'color-element-dark': '#00679e',
    logo, background: `${base}/apps/theming/img/background/jo-myoung-hee-fluid.webp`, 'background-text': '#ffffff',
    'background-plain': false, 'background-default': true, logoheader: logo, favicon: logo,
  };
}
