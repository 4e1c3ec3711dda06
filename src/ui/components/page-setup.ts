/**
 * What every page of ours does before it draws: language, direction, title, and no dragging of anything.
 * @module
 */

import { t } from '../../messages/text.ts';

export function setUpPage(title: string): void {
  document.documentElement.lang = t('languageCode');
  document.documentElement.dir = t('textDirection');
  document.title = title;
  // A secret that can be dragged can be dropped into a web page.
  document.addEventListener('dragstart', (event) => { event.preventDefault(); });
}

export function readsFromRight(): boolean {
  return document.documentElement.dir === 'rtl';
}
