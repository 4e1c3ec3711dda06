/**
 * `npm start`: builds Latchkey, starts the embedded cloud with demo data, and opens a Chromium in which it can be
 * tried at once. Without a display, or with `--headless`, does the main job itself, step by step, in the real screens.
 * @module
 */
import { parseArgs } from 'node:util';
import { demoUsers, seedDemo } from '../src/demo-server/demo-data.ts';
import { startCloud } from '../src/demo-server/cloud.ts';
import { run, tool } from './testing/command.ts';
import { tryItByHand } from './start/by-hand.ts';
import { tryItAlone } from './start/alone.ts';

const { values } = parseArgs({ options: { headless: { type: 'boolean', default: false } } });
const noDisplay = process.platform === 'linux' && (process.env['DISPLAY'] ?? '') === '' && (process.env['WAYLAND_DISPLAY'] ?? '') === '';

console.log('Building Latchkey …');
const { code, output } = await run([...tool('vite', 'vite'), 'build', '--logLevel', 'warn'], { TARGET: 'chrome' });
if (code === 0) {
  const cloud = await startCloud({ users: demoUsers });
  try {
    await seedDemo(cloud.control, Date.now());
    process.exitCode = values.headless || noDisplay ? await tryItAlone(cloud) : await tryItByHand(cloud);
  } finally {
    await cloud.close();
  }
} else {
  console.error(output);
  process.exitCode = 1;
}
