/**
 * The row whose details are open, for keys that act on it.
 * @module
 */

import { computed, signal } from '@preact/signals';
import type { CredentialView, Row } from '../../messages/contract.ts';
import { route } from './model.ts';

/** Set by the details view when its answer came. */
export const opened = signal<CredentialView | null>(null);

export const credentialInDetails = computed<Row | null>(() =>
  route.value.at === 'details' && opened.value?.row.id === route.value.credential ? opened.value.row : null);
