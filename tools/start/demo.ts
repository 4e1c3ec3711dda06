/**
 * What both ways of trying it share: the built extension, and the addresses of the demo.
 * @module
 */
import { join } from 'node:path';
import { openBrowser, type Driven } from '../driver/browser.ts';
import { root } from '../testing/command.ts';

/** The Nextcloud of the embedded cloud, as a person would type it. */
export const cloudAddress = 'cloud.example';

export async function openDemoBrowser(ports: { httpPort: number; httpsPort: number }, headless: boolean): Promise<Driven> {
  const driven = await openBrowser({ extension: join(root, 'dist', 'chrome'), ports, headless });
  await driven.allowHosts();
  return driven;
}
