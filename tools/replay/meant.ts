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

const otherApps = /^body\.ocs\.data\.capabilities\.(?:files|activity|circles|ocm|dav|downloadlimit|files_sharing|notifications|password_policy|recommendations|systemtags|user_status|weather_status)$/;
const fewerApps = 'only the capabilities of what the stand-in has: it claims no app that it lacks';

const listedFiles = /^body\.d:multistatus\.\/remote\.php\/dav\/files\/(?:alice|bob)\/(?:Documents|Nextcloud|Photos|Readme|Reasons|Templates)/;
const noSamples = "a new account's sample files are other people's work; the stand-in begins with none";

export const meantDifferences: readonly Meant[] = [
  { recording: 'nextcloud-login', title: 'capabilities of a signed-in user', paths: otherApps, reason: fewerApps },
  { recording: 'nextcloud-login', title: 'capabilities in XML', paths: otherApps, reason: fewerApps },
  { recording: 'e2ee-v2', title: 'the folder as a client without E2EE support sees it', paths: listedFiles, reason: noSamples },
  { recording: 'e2ee-v2', title: 'bob lists his root', paths: listedFiles, reason: noSamples },
  { recording: 'appapi', title: 'Passman vaults as alice', paths: /^body\.0/, reason: 'what is in the vaults is not what this recording is about, and none is made in it' },
  { recording: 'appapi', title: 'WebDAV as alice', paths: /^body\.d:multistatus\..*\.d:propstat$/, reason: 'asked for no property by name: the stand-in gives those that clients ask for' },
  {
    recording: 'passman', title: 'local icons', paths: /^body\.(?:Numix|essential-collection|font-awesome|latchkey-demo)$/,
    reason: "Passman's icon packs are other people's drawings; the stand-in lists two of its own in the same form",
  },
];
