/**
 * A site's rules in words: of our own, never the page's.
 * @module
 */

import type { SiteRules } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';

export function rulesText(rules: SiteRules): string {
  const parts = [
    lengths(rules),
    rules.required.length > 0 ? t('ruleRequired') : null,
    rules.allowed === null ? null : t('ruleAllowed'),
    rules.maxConsecutive === null ? null : t('ruleConsecutive'),
  ].filter((part) => part !== null);
  return new Intl.ListFormat(t('languageCode')).format(parts);
}

function lengths({ minLength: from, maxLength: to }: SiteRules): string | null {
  if (from !== null && to !== null) return t('ruleLengths', { from, to });
  if (from !== null) return t('ruleAtLeast', { count: from });
  return to === null ? null : t('ruleAtMost', { count: to });
}
