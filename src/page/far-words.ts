/**
 * Put into a document before `index.ts` where letters other than Latin ones stand in it: the words that are written so.
 * @module
 */

import { farWords } from '../core/forms/far-words.ts';
import type { FarWords } from '../core/forms/phrases.ts';

/** In our own world of the page, where its scripts see nothing. */
const slot = globalThis as { latchkeyWords?: FarWords };
slot.latchkeyWords = farWords;
