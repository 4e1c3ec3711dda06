/**
 * Every view and state of our screens, as a table: for screenshots, and for the accessibility checks.
 * @module
 */

import type { Page } from 'playwright';
import type { ScreenRequest } from '../../src/messages/contract.ts';
import type { Answers } from './fake-browser.ts';
import { accountStates } from './account-states.ts';
import { captureStates } from './capture-states.ts';
import { detailStates } from './detail-states.ts';
import { filesStates } from './files-states.ts';
import { generatorStates } from './generator-states.ts';
import { healthStates } from './health-states.ts';
import { menuStates } from './menu-states.ts';
import { organiseStates } from './organise-states.ts';
import { optionsStates } from './options-states.ts';
import { peopleStates } from './people-states.ts';
import { popupStates } from './popup-states.ts';
import { serverStates } from './server-states.ts';
import { sharingStates } from './sharing-states.ts';
import { siteStates } from './site-states.ts';
import { transferStates } from './transfer-states.ts';
import { vaultLifeStates } from './vault-life-states.ts';
import { vaultStates } from './vault-states.ts';

export interface ScreenState {
  /** kebab-case, unique; also the name of the file. */
  name: string;
  page: 'popup' | 'options' | 'vault' | 'people' | 'files' | 'menu' | 'http-auth';
  /** The part of the address behind the page, with its `#`. */
  hash?: string;
  answers: Answers;
  silent?: readonly ScreenRequest[];
  allSites?: boolean;
  refuses?: boolean;
  /** What the person does to get there. */
  act?: (page: Page) => Promise<void>;
  /** Seen at 320 px, 200 %, from right to left and in the pseudo-locale, too. */
  everyWay?: boolean;
}

export const states: readonly ScreenState[] = [...popupStates, ...optionsStates, ...accountStates, ...vaultStates, ...detailStates, ...vaultLifeStates, ...organiseStates, ...serverStates, ...sharingStates, ...captureStates, ...generatorStates, ...healthStates, ...siteStates, ...transferStates, ...peopleStates, ...filesStates, ...menuStates];
