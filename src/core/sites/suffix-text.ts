/**
 * The public suffix list as one text; names as `URL` writes them only, which the list has beside those in other
 * letters. A build puts the text here in place of what makes it (vite.config.ts).
 * @module
 */

import { packSuffixes } from './pack-suffixes.ts';
import { suffixRules } from './suffix-rules.ts';

export const suffixText = packSuffixes(suffixRules().filter(({ name }) => /^[ -~]+$/.test(name)));
