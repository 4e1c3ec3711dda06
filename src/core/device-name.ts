/**
 * What this browser is called in a Nextcloud's list of devices: the `User-Agent` that it signs in with.
 * @see contracts: AppAPI §8.1
 * @module
 */

export const longestDeviceName = 100;

/** @param browser - e.g. `Firefox`. @param system - e.g. `Linux` */
export function proposedDeviceName(browser: string, system: string): string {
  return headerText(`Latchkey (${browser}, ${system})`);
}

/**
 * Which browser of Chromium's kind it is, by the brands that it tells of itself. One of them means nothing and is written
 * otherwise in every version: `Not_A Brand`, `Not)A;Brand`.
 */
export function browserOf(brands: readonly string[]): string {
  const real = brands.filter((brand) => !/not.?a.?brand/i.test(brand));
  return real.find((brand) => brand !== 'Chromium') ?? 'Chromium';
}

/** A typed name as a header can carry it: letters without their accents, and `_` for what isn't ASCII. Empty where nothing is left. */
export function headerText(typed: string): string {
  return typed.replaceAll('ß', 'ss').normalize('NFKD').replace(/\p{M}/gu, '').replace(/[^\x20-\x7e]/gu, '_').trim().slice(0, longestDeviceName).trim();
}

/** Whether a header can carry it as it is. */
export function isDeviceName(name: string): boolean {
  return name !== '' && headerText(name) === name;
}
