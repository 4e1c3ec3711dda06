/**
 * Where a login is offered, said behind one of its addresses: `https://shop.example/staff#latchkey=start`.
 *
 * A browser keeps what follows the `#` to itself, and other Passman clients look at the host alone, so the rule travels
 * with the login and disturbs nobody. A rule makes fewer pages fit, never more.
 * @module
 */

/**
 * `site`: the whole site, as long as nothing else is said. `host`: this host only. `start`: pages of this host whose path
 * begins like this. `exact`: this page only. `pattern`: as `start` and `exact`, with `*` for any text. `never`: no page
 * that `start` would fit, whatever the other addresses say.
 */
export const addressRules = ['site', 'host', 'start', 'exact', 'pattern', 'never'] as const;
export type AddressRule = (typeof addressRules)[number];

const mark = /[#&]latchkey=(host|start|exact|pattern|never)$/i;

/** Takes an address and its rule apart. What is no rule stays part of the address. */
export function splitRule(text: string): { address: string; rule: AddressRule } {
  const found = mark.exec(text);
  const rule = addressRules.find((each) => each === found?.[1]?.toLowerCase());
  return found === null || rule === undefined ? { address: text, rule: 'site' } : { address: text.slice(0, found.index), rule };
}

/** All addresses of a field as they are read, without their rules. */
export function withoutRules(text: string): string {
  return text.split(/(\s+)/).map((word) => splitRule(word).address).join('');
}

/** @param address - without a rule; may have a fragment of its own */
export function withRule(address: string, rule: AddressRule): string {
  return rule === 'site' || address === '' ? address : `${address}${address.includes('#') ? '&' : '#'}latchkey=${rule}`;
}
