/**
 * What a device is called on a SelfPrivacy server.
 * @see contracts: SelfPrivacy §3
 * @module
 */

const longest = 40;

/** The name as the server will write it: what isn't a letter or digit of ASCII becomes `_`; `Unknown device` for none. */
export function deviceNameOn(name: string): string {
  const kept = Array.from(name, (character) => (/[a-zA-Z0-9]/.test(character) ? character : '_')).join('');
  return kept.slice(0, longest) || 'Unknown device';
}
