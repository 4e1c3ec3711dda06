/**
 * Puts our watcher into pages, where a person has allowed all sites and wants to be asked.
 * @module
 */

import watcher from '../../page/watch.ts?script&iife';

import { inAllPages } from '../in-all-pages.ts';

export function watchPages(wanted: () => Promise<boolean>): Promise<void> {
  return inAllPages({ id: 'watch', file: watcher, wanted });
}
