/**
 * Tests the rules of the house themselves: a green linter proves little, so violations are planted in a
 * small house of stubs under the very same configuration, and each has to be found.
 * @module
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cycle, sound, stubs, violations, type Planted } from './planted/house.ts';

const root = join(import.meta.dirname, '..');
/** Rules by the file they complained about. */
const found = new Map<string, readonly string[]>();
let house: string;

beforeAll(async () => {
  // Below the repo, so that the configuration finds its packages.
  mkdirSync(join(root, '.cache'), { recursive: true });
  house = mkdtempSync(join(root, '.cache', 'house-'));
  for (const file of ['.config/eslint.config.js', '.config/knip.json', 'tsconfig.json', 'package.json']) cpSync(join(root, file), join(house, file));
  plant({ ...stubs, ...Object.fromEntries([...violations, ...sound].map(({ path, code }) => [path, code])) });
  const eslint = new ESLint({ cwd: house, overrideConfigFile: join(house, '.config', 'eslint.config.js') });
  const results = await eslint.lintFiles(['src', 'e2e', 'tools']);
  for (const { filePath, messages } of results) {
    found.set(filePath.slice(house.length + 1).replaceAll('\\', '/'), messages.map(({ ruleId, message }) => ruleId ?? message));
  }
});

afterAll(() => rmSync(house, { recursive: true, force: true }));

/** Puts files into the house. */
function plant(files: Readonly<Record<string, string>>): void {
  for (const [path, code] of Object.entries(files)) {
    mkdirSync(dirname(join(house, path)), { recursive: true });
    writeFileSync(join(house, path), code);
  }
}

const named = (planted: readonly Planted[]) => planted.map((one) => [one.title, one] as const);

describe('the rules of the house', () => {
  test.each(named(violations))('find %s', (_, { path, rule }) => {
    expect(found.get(path)).toContain(rule);
  });

  test.each(named(sound))('allow: %s', (_, { path }) => {
    expect(found.get(path)).toEqual([]);
  });

  test.each(Object.keys(stubs))('have nothing against the stub %s', (path) => {
    expect(found.get(path)).toEqual([]);
  });

  test('find two files that need each other', () => {
    plant(cycle);
    const { stdout } = spawnSync(process.execPath, [join(root, 'node_modules', 'knip', 'bin', 'knip.js'), '--config', '.config/knip.json', '--no-progress', '--reporter', 'json'], { cwd: house, encoding: 'utf8' });
    const { issues } = JSON.parse(stdout) as { issues: readonly { file: string; cycles?: readonly unknown[] }[] };
    expect(issues.filter(({ cycles = [] }) => cycles.length > 0).map(({ file }) => file)).toEqual(['src/core/circle-a.ts']);
  });

  test('are tried on every planted path once', () => {
    const paths = [...violations, ...sound].map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
  });
});
