/**
 * Every way in which the embedded cloud differs from the recorded servers on purpose, and why.
 * @module
 */

export interface Meant {
  recording: string;
  /** The exchange's title. */
  title: string;
  /** Which differences of it: tried on their paths. */
  paths: RegExp;
  reason: string;
}

const otherApps = /^body\.ocs\.data\.capabilities\.(?:files|activity|app_api|circles|ocm|dav|end-to-end-encryption|downloadlimit|files_sharing|notifications|password_policy|recommendations|systemtags|user_status|weather_status)$/;
const fewerApps = 'only the capabilities of what the stand-in has: it claims no app that it lacks';

export const meantDifferences: readonly Meant[] = [
  { recording: 'nextcloud-login', title: 'capabilities without login', paths: otherApps, reason: fewerApps },
  { recording: 'nextcloud-login', title: 'capabilities of a signed-in user', paths: otherApps, reason: fewerApps },
  { recording: 'nextcloud-login', title: 'capabilities in XML', paths: otherApps, reason: fewerApps },
  {
    recording: 'passman', title: 'local icons', paths: /^body\.(?:Numix|essential-collection|font-awesome|latchkey-demo)$/,
    reason: "Passman's icon packs are other people's drawings; the stand-in lists two of its own in the same form",
  },
];
