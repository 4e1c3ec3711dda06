/**
 * Journeys through the built extension (`dist/chrome`) in a real Chromium.
 * @module
 */
import { defineConfig } from 'playwright/test';

/** Against a live server (LATCHKEY_SERVER, LATCHKEY_USER, LATCHKEY_PASSWORD) only what it can be asked for. */
const live = process.env['LATCHKEY_SERVER'] !== undefined;

export default defineConfig({
  grep: live ? /@live/ : /./,
  testDir: '.',
  testMatch: '*.e2e.ts',
  outputDir: '../test-results',
  // One browser a worker, shared by its tests: each file stays with one worker.
  workers: 2,
  fullyParallel: false,
  retries: 0,
  // A live server may be a small one, far away.
  timeout: live ? 180_000 : 60_000,
  expect: { timeout: live ? 45_000 : 10_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'line',
});
