/**
 * The states of the options page.
 * @module
 */

import type { ScreenState } from './states.ts';

export const optionsStates: readonly ScreenState[] = [];
