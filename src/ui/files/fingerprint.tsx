/**
 * A key by its words.
 * @module
 */

import { Icon } from '../components/icon.tsx';

/** Words of a key, to be read to each other. */
export function Fingerprint({ words }: { words: readonly string[] }) {
  return <span class="fingerprint meta mono" translate={false} dir="ltr"><Icon name="key" />{words.join(' ')}</span>;
}
