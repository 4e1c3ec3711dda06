/**
 * What is stored where, and what the server can see: the truth, in few words.
 * @module
 */

import { t } from '../../messages/text.ts';
import { Section } from './section.tsx';

export function About({ version }: { version: string }) {
  return (
    <Section title={t('about')} text={t('aboutText')}>
      <dl class="card facts">
        <div><dt>{t('storedHere')}</dt><dd>{t('storedHereText')}</dd></div>
        <div><dt>{t('storedServer')}</dt><dd>{t('storedServerText')}</dd></div>
        <div><dt>{t('serverSees')}</dt><dd>{t('serverSeesText')}</dd></div>
        <div><dt>{t('serverSeesNot')}</dt><dd>{t('serverSeesNotText')}</dd></div>
      </dl>
      <p class="meta">{t('versionLine', { version })} · {t('licences')}</p>
    </Section>
  );
}
