/**
 * Why a field cannot be read, in words.
 * @module
 */

import type { UnreadableReason } from '../../core/credential/credential.ts';
import { t } from '../../messages/text.ts';

export function reasonText(why: UnreadableReason): string {
  switch (why) {
    case 'server': return t('unreadableServer');
    case 'envelope': return t('unreadableEnvelope');
    case 'key': return t('unreadableKey');
  }
}
