/**
 * Brings a page into one state of the table, in one way of looking at it.
 * @module
 */

import type { Browser, Page } from 'playwright';
import { readMessages } from '../locales.ts';
import { pseudoLocale, type LocaleMessages } from '../pseudo-locale.ts';
import { now } from './data.ts';
import { installFakeBrowser, type Script } from './fake-browser.ts';
import type { ScreenState } from './states.ts';

/** One way of looking at a screen. */
export interface Look {
  /** Added to the file's name. */
  name: string;
  theme: 'light' | 'dark';
  locale: 'en' | 'de' | 'pseudo' | 'rtl';
  /** CSS pixels of the popup and of the tab. */
  popup: { width: number; height: number };
  tab: { width: number; height: number };
  /** Device pixels per CSS pixel: 2 stands for a zoom of 200 %. */
  scale: number;
}

const usual = { popup: { width: 380, height: 600 }, tab: { width: 1100, height: 800 }, scale: 1, locale: 'en' } as const;

/** Every state is seen in these. */
export const themes: readonly Look[] = [
  { ...usual, name: 'light', theme: 'light' },
  { ...usual, name: 'dark', theme: 'dark' },
];

/** The main states are seen in these, too. */
export const otherWays: readonly Look[] = [
  { ...usual, name: 'narrow', theme: 'light', popup: { width: 320, height: 600 }, tab: { width: 320, height: 800 } },
  // A popup is at most 800 × 600 device pixels, whatever the zoom.
  { ...usual, name: 'zoom-200', theme: 'light', scale: 2, popup: { width: 380, height: 300 }, tab: { width: 550, height: 400 } },
  { ...usual, name: 'right-to-left', theme: 'light', locale: 'rtl' },
  { ...usual, name: 'pseudo', theme: 'light', locale: 'pseudo' },
  { ...usual, name: 'german', theme: 'dark', locale: 'de' },
];

/** The frame of the menu, as `page/mark-view.ts` has it. */
const menuSize = { width: 316, height: 288 };

/** Opens the state in a new context; the caller closes `page.context()`. */
export async function openState(browser: Browser, origin: string, state: ScreenState, look: Look): Promise<Page> {
  const size = state.page === 'menu' ? menuSize : state.page === 'popup' || state.page === 'http-auth' ? look.popup : look.tab;
  const context = await browser.newContext({ viewport: size, deviceScaleFactor: look.scale, colorScheme: look.theme, reducedMotion: 'reduce' });
  context.setDefaultTimeout(8000);
  const page = await context.newPage();
  const script: Script = {
    answers: state.answers,
    silent: state.silent ?? [],
    messages: messagesFor(look.locale),
    language: look.locale === 'de' ? 'de' : 'en-GB',
    inPopup: size.width >= 380,
    allSites: state.allSites ?? false,
    refuses: state.refuses ?? false,
  };
  // `__name` is a helper that esbuild puts into compiled functions; in the page there is none.
  await page.addInitScript({ content: `{ const __name = (named) => named; (${installFakeBrowser.toString()})(${JSON.stringify(script)}); }` });
  await page.clock.setFixedTime(now);
  await page.goto(`${origin}/src/ui/${state.page}/index.html${state.hash ?? ''}`);
  await page.locator('#app main').waitFor();
  await state.act?.(page);
  return page;
}

function messagesFor(locale: Look['locale']): LocaleMessages {
  const messages = readMessages(locale === 'de' ? 'de' : 'en');
  if (locale === 'pseudo') return pseudoLocale(messages);
  return locale === 'rtl' ? { ...messages, textDirection: { message: 'rtl' } } : messages;
}
