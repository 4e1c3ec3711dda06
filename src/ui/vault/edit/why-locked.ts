/**
 * Why a part of a form cannot be edited.
 * @module
 */

import type { UnreadableReason } from '../../../core/credential/credential.ts';
import type { CredentialForm, CredentialView } from '../../../messages/contract.ts';

/** The name of a form's part among what is shown of a credential. Label and expiry are never sealed. */
const shownAs = {
  username: 'username', email: 'email', password: 'password', urls: 'url', description: 'description', tags: 'tags', customFields: 'customFields', otp: 'otp', label: null, expires: null, renewEvery: null, icon: null,
} as const satisfies Record<keyof CredentialForm, keyof CredentialView | null>;

/** Null where nobody knows. */
export function whyLocked(part: keyof CredentialForm, shown: CredentialView | null): UnreadableReason | null {
  const name = shownAs[part];
  const reading = name === null ? undefined : shown?.[name];
  return reading?.state === 'unreadable' ? reading.why : null;
}
