/**
 * The server for which the person has said yes to a login in plain text, in this page.
 * @module
 */

import { signal } from '@preact/signals';

export const plainHttpAccepted = signal<string | null>(null);
