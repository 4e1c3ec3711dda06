/**
 * What differs between systems and browsers on our screens: names of keys, addresses of settings.
 * @module
 */

import { t } from '../../messages/text.ts';

export function onMac(): boolean {
  return /mac/i.test(navigator.userAgent);
}

export function onFirefox(): boolean {
  return chrome.runtime.getURL('').startsWith('moz-extension:');
}

/** Where the browser lets people change shortcuts. Pages may not link to it, so it is text to copy. */
export function shortcutsAddress(): string {
  return onFirefox() ? 'about:addons' : 'chrome://extensions/shortcuts';
}

/** `Ctrl+Shift+C`, or `⇧⌘C` on a Mac. */
export function keyName(...keys: readonly ('mod' | 'alt' | 'shift' | 'C' | 'G')[]): string {
  if (onMac()) return keys.map((key) => ({ mod: '⌘', alt: '⌥', shift: '⇧', C: 'C', G: 'G' })[key]).join('');
  return keys.map((key) => ({ mod: t('keyCtrl'), alt: 'Alt', shift: t('keyShift'), C: 'C', G: 'G' })[key]).join('+');
}

/** The same for one letter or digit, e.g. `Ctrl+A` or `⌘A`. */
export function modWith(letter: string): string {
  return onMac() ? `⌘${letter}` : `${t('keyCtrl')}+${letter}`;
}
