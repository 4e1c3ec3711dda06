/**
 * What came out of a credential's envelopes: texts, not yet understood.
 * @module
 */

import type { Reading } from './credential.ts';
import type { EncryptedField } from './sealed.ts';

/** The plaintext, normally JSON text; null where nothing is stored. */
export type FieldOpening = Reading<string | null>;

/** One opening for each field that was asked for. */
export type Openings = Partial<Record<EncryptedField, FieldOpening>>;
