/**
 * Does the main job alone, in a Chromium without a window: from the first screen to a login that the page itself
 * accepts. Each step is printed with its result and its time, and saved as a picture.
 * @module
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { shopAccount } from '../../src/demo-server/sites/shop.ts';
import { demoShopUrl, demoUser, demoVaults } from '../../src/demo-server/demo-data.ts';
import type { Cloud } from '../../src/demo-server/cloud.ts';
import { until, type Driven } from '../driver/browser.ts';
import { pressEnter } from '../driver/popup.ts';
import { grant, optionsPage, problemOn, startBrowserSignIn, typeAddress, typeVaultKey } from '../driver/set-up.ts';
import { words } from '../driver/words.ts';
import { root } from '../testing/command.ts';
import { cloudAddress, openDemoBrowser } from './demo.ts';

const pictures = join(root, 'demo-output');

/** What a step says of itself, and the page to take a picture of. */
interface Done { said: string; shown: Page }

class Steps {
  #count = 0;
  readonly #began = performance.now();

  /** @throws what the step throws, after telling it */
  async step(what: string, act: () => Promise<Done>): Promise<Page> {
    this.#count += 1;
    const number = String(this.#count);
    const start = performance.now();
    try {
      const { said, shown } = await act();
      const file = `${number}-${what.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.png`;
      await shown.screenshot({ path: join(pictures, file), animations: 'disabled' });
      console.log(`${number}. ${what}: ${said} (${seconds(start)}) → demo-output/${file}`);
      return shown;
    } catch (error) {
      console.log(`${number}. ${what}: FAILED after ${seconds(start)}`);
      throw error;
    }
  }

  total(): string {
    return seconds(this.#began);
  }
}

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** @returns the exit code: 0 only if the page's own login took the filled values */
export async function tryItAlone(cloud: Cloud): Promise<number> {
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
  const steps = new Steps();
  let driven: Driven | undefined;
  try {
    driven = await openDemoBrowser(cloud, true);
    await setUp(driven, steps);
    await fillTheShop(driven, steps);
    console.log(`\nDone: the shop let us in with the values that Latchkey filled, ${steps.total()} after the browser was started.`);
    return 0;
  } catch (error) {
    await Promise.all((driven?.context.pages() ?? []).map((page, at) => page.screenshot({ path: join(pictures, `failed-${at}.png`) }).catch(() => undefined)));
    console.error(`\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return 1;
  } finally {
    await driven?.close();
  }
}

async function setUp(driven: Driven, steps: Steps): Promise<void> {
  const options = await steps.step('First screen', async () => {
    const shown = await driven.page(optionsPage);
    await shown.getByLabel(words('serverAddress')).waitFor();
    return { said: 'Latchkey asks for the server', shown };
  });
  await steps.step('Address of the server', async () => {
    await typeAddress(options, cloudAddress);
    await refuseProblems(options);
    return { said: await options.getByRole('heading', { level: 3 }).first().innerText(), shown: options };
  });
  const tab = await steps.step('Sign in with the browser', async () => {
    const shown = await startBrowserSignIn(driven.context, options);
    return { said: `the server's own page has opened: ${new URL(shown.url()).host}`, shown };
  });
  await steps.step('Grant access', async () => {
    await grant(tab, options, demoUser);
    return { said: `Latchkey is signed in as ${demoUser.userId}`, shown: options };
  });
  await steps.step('Key of the vault', async () => {
    await typeVaultKey(options, demoVaults.personal);
    await refuseProblems(options);
    await options.getByRole('button', { name: words('finish') }).waitFor();
    return { said: `the vault “${demoVaults.personal.name}” is open`, shown: options };
  });
}

async function fillTheShop(driven: Driven, steps: Steps): Promise<void> {
  const shop = await steps.step('Login page of the shop', async () => {
    const shown = await driven.context.newPage();
    await shown.goto(demoShopUrl);
    return { said: `${shown.url()}, its fields are empty`, shown };
  });
  const opened = await driven.openPopup(shop);
  const popup = await steps.step('Popup', async () => {
    const row = opened.popup.getByRole('option', { selected: true });
    await row.waitFor();
    return { said: `chosen is “${await row.locator('.label').innerText()}”`, shown: opened.popup };
  });
  await steps.step('Enter', async () => {
    const outcome = await pressEnter(popup);
    await opened.close();
    if (outcome !== 'filled') throw new Error(`The popup shows a problem: ${outcome}`);
    await until('the filled password', async () => (await shop.getByLabel('Password').inputValue()) !== '');
    return { said: 'user name and password are in their fields', shown: shop };
  });
  await steps.step('Sign in to the shop', async () => {
    await shop.getByRole('button', { name: 'Sign in' }).click();
    await shop.locator(`[data-logged-in="${shopAccount.username}"]`).waitFor();
    return { said: await shop.getByRole('heading', { level: 1 }).innerText(), shown: shop };
  });
}

/** @throws with the kind of a problem that the screen shows */
async function refuseProblems(page: Page): Promise<void> {
  const problem = problemOn(page);
  if (await problem.count() > 0) throw new Error(`The screen shows a problem: ${await problem.first().getAttribute('data-problem') ?? ''}`);
}
