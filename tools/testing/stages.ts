/**
 * The stages of `npm test`, in the order in which they are worth knowing.
 * @module
 */
import { existsSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { checkBudgets, checkPermissions } from './budgets.ts';
import { ownTool, root, run, runIdly, tool, type Ran } from './command.ts';
import { fromPlaywright, fromVitest, reported } from './reports.ts';
import { failed, skipped, together, went, type Outcome, type Stage } from './stage.ts';

export const stages: readonly Stage[] = [
  { name: 'types', needs: [], cores: 1, run: async () => quiet(await run([...tool('typescript', 'tsc'), '-p', '.', '--pretty', 'false'])) },
  { name: 'build for Chrome', needs: [], cores: 1, run: () => build('chrome') },
  { name: 'build for Firefox', needs: [], cores: 1, run: () => build('firefox') },
  // It takes 80 seconds, of which browsers that wait leave more than enough.
  { name: 'lint', needs: [], cores: 0, run: async () => quiet(await runIdly([...tool('eslint', 'eslint'), '-c', '.config/eslint.config.js', '--max-warnings', '0', 'src', 'e2e', 'tools'])) },
  { name: 'dead code', needs: [], cores: 1, run: async () => quiet(await run([...tool('knip', 'knip'), '--config', '.config/knip.json', '--no-progress'])) },
  { name: 'budgets', needs: ['build for Chrome'], cores: 1, run: () => Promise.resolve(together([checkBudgets(join(root, 'dist', 'chrome')), checkPermissions('chrome')])) },
  { name: 'Firefox package', needs: ['build for Firefox'], cores: 1, run: firefoxPackage },
  { name: 'recordings', needs: [], cores: 1, run: replay },
  { name: 'unit tests', needs: [], cores: 2, run: unitTests },
  { name: 'browser tests', needs: ['build for Chrome'], cores: 2, run: browserTests },
  { name: 'Firefox', needs: ['Firefox package'], cores: 2, run: firefoxSmoke },
];

/** A check that says nothing when all is well. */
function quiet({ code, output }: Ran): Outcome {
  return code === 0 ? went(1) : failed(output);
}

async function build(target: 'chrome' | 'firefox'): Promise<Outcome> {
  // What an earlier build left must not pass for this one.
  rmSync(join(root, 'dist', target), { recursive: true, force: true });
  return quiet(await run([...tool('vite', 'vite'), 'build', '--logLevel', 'warn'], { TARGET: target }));
}

async function firefoxPackage(): Promise<Outcome> {
  const ran = await run([...tool('web-ext', 'web-ext'), 'lint', '--source-dir', 'dist/firefox', '--no-config-discovery']);
  return together([quiet(ran), checkPermissions('firefox')]);
}

/** Plays the recorded exchanges of a real server against the embedded one; a line each, as `npm run replay`. */
async function replay(): Promise<Outcome> {
  if (!existsSync(join(process.env['LATCHKEY_SHARED'] ?? join(root, '..', 'shared'), 'recordings'))) {
    return skipped('recordings: the folder ../shared is not here (LATCHKEY_SHARED may name it)');
  }
  const { code, output } = await run(ownTool('replay'));
  const played = [...output.matchAll(/^[\w -]+: (\d+) exchanges, \d+ meant differences?, (\d+) unmeant$/gm)];
  if (code !== 0 || played.length === 0) return failed(output);
  return went(played.reduce((sum, [, exchanges]) => sum + Number(exchanges), 0));
}

function unitTests(): Promise<Outcome> {
  return reported((file) => run([...tool('vitest', 'vitest'), 'run', '--reporter=json', `--outputFile=${file}`]), fromVitest);
}

function browserTests(): Promise<Outcome> {
  return reported((file) => run([...tool('playwright', 'playwright'), 'test', '-c', 'e2e/playwright.config.ts', '--reporter=json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: file }), fromPlaywright);
}

async function firefoxSmoke(): Promise<Outcome> {
  const firefox = [process.env['FIREFOX_PATH'] ?? '', ...(process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => ['firefox-esr', 'firefox'].map((name) => join(folder, name)))].find((path) => path !== '' && existsSync(path));
  if (firefox === undefined) return skipped('Firefox: none is installed here (FIREFOX_PATH may name one)');
  return quiet(await run(['--import', 'tsx', join(root, 'e2e', 'firefox.smoke.ts')], { FIREFOX_PATH: firefox }));
}
