/**
 * What a version of a server cannot do, said before somebody looks for it.
 * @module
 */

import type { Lack } from '../../../core/selfprivacy/versions.ts';
import { t, type TextKey } from '../../../messages/text.ts';

const texts: Readonly<Record<Lack, TextKey>> = { 'backups': 'lacksBackups', 'backup-keys': 'lacksBackups', 'pull': 'lacksPull', 'ssh-password-switch': 'lacksSshSwitch', 'user-password': 'lacksUserPassword' };

export function Lacks({ lacks }: { lacks: readonly Lack[] }) {
  const said = [...new Set(lacks.map((lack) => texts[lack]))];
  return said.length === 0 ? null : <p class="meta">{t('serverLacks')} {said.map((key) => t(key)).join(' · ')}</p>;
}
