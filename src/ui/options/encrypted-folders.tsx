/**
 * The way to the end-to-end encrypted folders, which have a page of their own.
 * @module
 */

import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { Section } from './section.tsx';

export function EncryptedFolders() {
  return (
    <Section title={t('foldersTitle')} text={t('foldersOptionsText')}>
      <div class="actions"><a class="button" href="/src/ui/files/index.html" target="_blank"><Icon name="folder" />{t('foldersOpenFolders')}</a></div>
    </Section>
  );
}
