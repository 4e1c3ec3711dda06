/**
 * The way to the page about people on other servers.
 * @module
 */

import { t } from '../../messages/text.ts';
import { Section } from './section.tsx';

export function PeopleLink() {
  return (
    <Section title={t('peopleTitle')} text={t('peopleLinkText')}>
      <div class="actions"><a class="button" href="../people/index.html" target="_blank">{t('peopleOpen')}</a></div>
    </Section>
  );
}
