/**
 * For tests in which nothing is to be done beside the records.
 * @module
 */

import type { WritesWorld } from '../writes/writes.ts';

export const noChores: WritesWorld['chores'] = { run: () => Promise.resolve(), isAttaching: () => Promise.resolve(false) };
