/**
 * Runs one of Latchkey's commands on a machine that may have nothing but Node and npm:
 * installs the locked dependencies, finds (or installs) a Chromium, then runs `tools/<command>.ts`.
 *
 *     node tools/bootstrap.mjs <command> [...arguments]
 *
 * Plain Node and no dependencies, because it runs before there are any.
 * @module
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const withBrowser = new Set(['start', 'test', 'bench', 'shots']);
/** From this version on, Chrome under Google's own name ignores `--load-extension`; Chromium does not. */
const brandedChromeRefusesFrom = 137;

const [command = '', ...rest] = process.argv.slice(2);
const script = join(root, 'tools', `${command}.ts`);
if (!/^[a-z][a-z-]*$/.test(command) || !existsSync(script)) fail(`There is no command "${command}".`);
checkNode();
if (!installed()) install();
if (withBrowser.has(command)) process.env['CHROME_PATH'] = findChromium() ?? installChromium();
run();

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) fail(`Latchkey's tools need Node 20.19 or newer; this is ${process.versions.node}.`);
}

/** npm writes what it installed into a hidden lockfile, last of all; that is our stamp. */
function installed() {
  try {
    const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    const present = JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(([path, entry]) => {
      const there = present[path];
      // Packages for other systems are locked too, but not installed.
      return path === '' || entry.link || (there ? there.version === entry.version && there.integrity === entry.integrity : entry.optional || entry.peer);
    });
  } catch {
    return false;
  }
}

function install() {
  console.error('Installing the locked dependencies (npm ci) …');
  const npm = process.env['npm_execpath'];
  const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const options = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  // npm is a shell script on Windows, which Node starts only through a shell.
  const { status } = spawnSync(program, [...first, ...options], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'], shell: program === 'npm' && process.platform === 'win32' });
  if (status !== 0) fail('The dependencies could not be installed: "npm ci" failed (see above).');
}

/** The path of a Chromium that takes unpacked extensions, or null. */
function findChromium() {
  const given = process.env['CHROME_PATH'];
  if (given) {
    if (existsSync(given)) return given;
    fail(`CHROME_PATH names ${given}, but there is no such file.`);
  }
  return [...onPath(), ...usualPlaces()].find((path) => existsSync(path) && takesExtensions(path)) ?? null;
}

function onPath() {
  const names = ['chromium', 'chromium-browser', 'ungoogled-chromium', 'chrome', 'google-chrome-stable', 'google-chrome'];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const ending = process.platform === 'win32' ? '.exe' : '';
  return names.flatMap((name) => folders.map((folder) => join(folder, name + ending)));
}

function usualPlaces() {
  const home = homedir();
  const places = {
    darwin: ['/Applications', join(home, 'Applications')].flatMap((folder) => [
      `${folder}/Chromium.app/Contents/MacOS/Chromium`,
      `${folder}/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing`,
      `${folder}/Google Chrome.app/Contents/MacOS/Google Chrome`,
    ]),
    win32: ['LOCALAPPDATA', 'PROGRAMFILES', 'PROGRAMFILES(X86)'].flatMap((name) => {
      const folder = process.env[name];
      return folder ? [join(folder, 'Chromium', 'Application', 'chrome.exe'), join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe')] : [];
    }),
  };
  const linux = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/lib/chromium/chromium', '/usr/lib64/chromium-browser/chromium-browser', '/snap/bin/chromium', '/opt/google/chrome/chrome'];
  return [...(places[process.platform] ?? linux), ...playwrightsOwn(home)];
}

/** Browsers that a Playwright on this machine has fetched before. */
function playwrightsOwn(home) {
  const caches = { darwin: join(home, 'Library', 'Caches'), win32: process.env['LOCALAPPDATA'] ?? home };
  const cache = process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? join(caches[process.platform] ?? join(home, '.cache'), 'ms-playwright');
  if (!existsSync(cache)) return [];
  const inside = ['chrome-linux/chrome', 'chrome-linux64/chrome', 'chrome-win/chrome.exe', 'chrome-win64/chrome.exe', 'chrome-mac/Chromium.app/Contents/MacOS/Chromium'];
  return readdirSync(cache).filter((name) => /^chromium-\d+$/.test(name)).flatMap((name) => inside.map((path) => join(cache, name, path)));
}

function takesExtensions(path) {
  // On Windows a browser doesn't print its version; there only the folder tells the brand.
  if (process.platform === 'win32') return !/[\\/]Google[\\/]Chrome[\\/]/.test(path);
  const { stdout = '' } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'ignore'] });
  const [, brand, major] = /(Chromium|Google Chrome for Testing|Google Chrome)\D*(\d+)\./.exec(stdout ?? '') ?? [];
  return brand !== undefined && (brand !== 'Google Chrome' || Number(major) < brandedChromeRefusesFrom);
}

function installChromium() {
  const sorry = 'Latchkey needs a Chromium. Install the package "chromium" (Debian, Fedora, Homebrew …) or Chrome for Testing, or name one in CHROME_PATH.\n'
    + `(Google Chrome ${brandedChromeRefusesFrom} and newer refuses to load an extension from a folder at the start.)`;
  const before = packageManagerPrefix();
  if (!before) fail(sorry);
  console.error('Installing Chromium (apt-get install chromium) …');
  const apt = (...options) => {
    const [program, ...words] = [...before, 'apt-get', ...options];
    return spawnSync(program, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  };
  apt('update', '-qq');
  const { status, stderr } = apt('install', '-y', '-qq', '--no-install-recommends', 'chromium');
  const path = status === 0 ? findChromium() : null;
  if (!path) fail(`${stderr ?? ''}\n${sorry}`);
  return path;
}

/** What to put before `apt-get`: nothing for root, `sudo -n` where it asks for no password, null if we may not. */
function packageManagerPrefix() {
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')) return null;
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0 ? ['sudo', '-n'] : null;
}

function run() {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...rest], { cwd: root, stdio: 'inherit' });
  // A terminal sends Ctrl-C to the child as well: it ends when it has cleaned up, and we end with it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
  child.on('error', () => fail('Node could not be started.'));
  child.on('exit', (code, signal) => process.exit(signal ? 128 + (signal === 'SIGINT' ? 2 : 15) : (code ?? 1)));
}
