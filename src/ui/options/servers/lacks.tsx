/**
 * What a version of a server cannot do, said before somebody looks for it.
 * @module
 */

import type { Lack } from '../../../core/selfprivacy/versions.ts';
import { t, type TextKey } from '../../../messages/text.ts';

const texts: Readonly<Record<Exclude<Lack, 'untried'>, TextKey>> = { 'backups': 'lacksBackups', 'backup-keys': 'lacksBackups', 'pull': 'lacksPull', 'ssh-password-switch': 'lacksSshSwitch', 'user-password': 'lacksUserPassword' };

export function Lacks({ lacks }: { lacks: readonly Lack[] }) {
  const said = [...new Set(lacks.filter((lack) => lack !== 'untried').map((lack) => texts[lack]))];
  if (lacks.length === 0) return null;
  return <p class="meta">{t('serverLacks')} {said.map((key) => t(key)).join(' · ')}{lacks.includes('untried') ? `. ${t('serverUntried')}` : ''}</p>;
}
