/**
 * Passman on one server: ciphertext in, ciphertext out.
 * @module
 */

import type { Server } from '../http.ts';
import { credentials, type Credentials } from './credentials.ts';
import { files, type Files } from './files.ts';
import { revisions, type Revisions } from './revisions.ts';
import { readSettings, readVersion, saveSetting, type PassmanSettings } from './settings.ts';
import { sharing, type Sharing } from './sharing.ts';
import { vaults, type Vaults } from './vaults.ts';

/** All calls, by resource. */
export interface Passman {
  /** Null where the server doesn't tell. */
  version: () => Promise<string | null>;
  settings: () => Promise<PassmanSettings>;
  saveSetting: (key: string, value: string) => Promise<void>;
  vaults: Vaults;
  credentials: Credentials;
  revisions: Revisions;
  files: Files;
  sharing: Sharing;
}

/** @param server - with the login of the person whose vaults they are */
export function passman(server: Server): Passman {
  return {
    version: () => readVersion(server),
    settings: () => readSettings(server),
    saveSetting: (key, value) => saveSetting(server, key, value),
    vaults: vaults(server),
    credentials: credentials(server),
    revisions: revisions(server),
    files: files(server),
    sharing: sharing(server),
  };
}
