/**
 * What stands before an account's encrypted folders: setting them up, giving the words, or why neither is possible.
 * @module
 */

import type { EncryptionState } from '../../core/folders/place.ts';
import { isVisit } from '../../core/folders/visit.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { EnterWords } from './enter-words.tsx';
import { account } from './model.ts';
import { MakeWords } from './make-words.tsx';
import { OwnApps } from './own-apps.tsx';
import { StartAnew } from './start-anew.tsx';

export function EncryptionDoor({ state }: { state: Exclude<EncryptionState, 'open'> }) {
  return <main class="files-main narrow"><OwnApps />{contentOf(state)}</main>;
}

function contentOf(state: Exclude<EncryptionState, 'open'>) {
  switch (state) {
    case 'unset': case 'unconfirmed': return <MakeWords begun={state === 'unconfirmed'} />;
    case 'closed': return account.value !== null && isVisit(account.value.id) ? <EnterWords visit /> : <><EnterWords /><StartAnew /></>;
    case 'unavailable': return <Explained title={t('foldersUnavailable')} text={t('foldersUnavailableHint', { host: host() })} />;
    case 'broken': return <><Explained title={t('foldersBroken')} text={t('foldersBrokenHint', { host: host() })} link /><StartAnew /></>;
  }
}

function Explained({ title, text, link = false }: { title: string; text: string; link?: boolean }) {
  return (
    <section class="card stack padded">
      <h2><Icon name="alert" size={20} />{title}</h2>
      <p>{text}</p>
      {link ? <a class="button" href={`${account.value?.server ?? ''}/index.php/settings/user/security`} target="_blank" rel="noreferrer"><Icon name="open" />{t('foldersOpenSettings')}</a> : null}
    </section>
  );
}

function host(): string {
  return new URL(account.value?.server ?? '').host;
}
