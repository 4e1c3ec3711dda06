/**
 * What this browser proposes to be called in a server's list of devices.
 * @module
 */

import * as v from 'valibot';

import { browserOf, proposedDeviceName } from '../../core/device-name.ts';
import { browser } from '../browser.ts';

/** Chromium's own word for what it is. */
const brandsShape = v.object({ userAgentData: v.object({ brands: v.array(v.object({ brand: v.string() })) }) });
const systems: Readonly<Partial<Record<chrome.runtime.PlatformInfo['os'], string>>> = { mac: 'macOS', win: 'Windows', linux: 'Linux', cros: 'ChromeOS', android: 'Android', openbsd: 'OpenBSD' };

export async function ownDeviceName(): Promise<string> {
  const { os } = await browser.runtime.getPlatformInfo();
  return proposedDeviceName(browserName(), systems[os] ?? os);
}

function browserName(): string {
  const told = v.safeParse(brandsShape, navigator);
  return told.success ? browserOf(told.output.userAgentData.brands.map(({ brand }) => brand)) : 'Firefox';
}
