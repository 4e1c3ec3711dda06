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

/** A typed name as a header can carry it: letters without their accents, and `_` for what isn't ASCII. Empty where nothing is left. */
export function headerText(typed: string): string {
  return typed.replaceAll('ß', 'ss').normalize('NFKD').replace(/\p{M}/gu, '').replace(/[^\x20-\x7e]/gu, '_').trim().slice(0, longestDeviceName).trim();
}

/** Whether a header can carry it as it is. */
export function isDeviceName(name: string): boolean {
  return name !== '' && headerText(name) === name;
}
