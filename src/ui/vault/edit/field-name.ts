/**
 * What the parts of a form are called.
 * @module
 */

import type { CredentialForm } from '../../../messages/contract.ts';
import { t } from '../../../messages/text.ts';

export function fieldName(part: keyof CredentialForm): string {
  switch (part) {
    case 'label': return t('itemName');
    case 'username': return t('username');
    case 'email': return t('email');
    case 'password': return t('password');
    case 'urls': return t('addresses');
    case 'description': return t('notes');
    case 'tags': return t('tags');
    case 'customFields': return t('customFields');
    case 'otp': return t('codeSecret');
    case 'expires': return t('expiryDate');
    case 'renewEvery': return t('renewEvery');
    case 'icon': return t('picture');
  }
}
