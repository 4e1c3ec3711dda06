/**
 * The rules of the house (ARCHITECTURE.md): which room may import which, and what each may touch.
 * What isn't listed is forbidden. `e2e/house.test.ts` plants violations and expects every one to be found.
 */
import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

const house = {
  'src/core': { rooms: [], packages: [] },
  'src/core/sites': { rooms: ['src/core'], packages: ['tldts', 'tldts/*'] },
  'src/core/envelopes': { rooms: ['src/core'], packages: ['sjcl'] },
  'src/core/import': { rooms: ['src/core'], packages: ['papaparse', 'fflate', '@rgrove/parse-xml', '@noble/hashes', '@noble/hashes/*'] },
  'src/core/strength': { rooms: ['src/core'], packages: ['@zxcvbn-ts/*'] },
  'src/messages': { rooms: ['src/core'], packages: ['valibot'] },
  'src/clients': { rooms: ['src/core'], packages: ['valibot'] },
  'src/background': { rooms: ['src/core', 'src/core/sites', 'src/core/strength', 'src/core/envelopes', 'src/core/import', 'src/clients', 'src/messages'], packages: ['valibot', 'idb-keyval', 'webextension-polyfill'] },
  'src/page': { rooms: ['src/core', 'src/messages'], packages: [] },
  'src/ui': { rooms: ['src/core', 'src/core/strength', 'src/core/import', 'src/messages'], packages: ['preact', 'preact/*', '@preact/signals', 'qr'] },
  'src/demo-server': { rooms: ['src/core', 'src/core/envelopes'], packages: ['node:*', '@scure/bip39', '@scure/bip39/*'] },
  e2e: { rooms: ['src/demo-server', 'tools'], packages: ['node:*', 'playwright', 'playwright/*', 'axe-core', 'vitest', 'puppeteer-core', 'eslint', 'qr'] },
  tools: { rooms: ['src/demo-server', 'src/core', 'src/core/sites', 'src/core/envelopes', 'src/clients', 'src/background', 'src/messages'], packages: ['node:*', 'playwright', 'playwright/*', 'sjcl', 'vite', 'fast-check', 'fake-indexeddb', 'fake-indexeddb/*', 'idb-keyval', '@zxcvbn-ts/*', 'vitest'] },
};
const screens = ['storage', 'tabs', 'alarms', 'scripting', 'contextMenus', 'idle', 'offscreen'].map((property) => ({ object: 'chrome', property }));
const network = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'localStorage', 'sessionStorage', 'indexedDB', 'caches'];
// The same things by their long name, e.g. `window.fetch`.
const networkByName = ['globalThis', 'window', 'self'].flatMap((object) => network.map((property) => ({ object, property })));
const noRandom = { object: 'Math', property: 'random', message: 'use crypto.getRandomValues' };
const noRawHtml = [
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'no raw HTML' },
  { selector: 'AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]', message: 'no raw HTML' },
  { selector: "CallExpression[callee.property.name=/^(insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|parseFromString)$/]", message: 'no raw HTML' },
  { selector: "CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]", message: 'no raw HTML' },
];
// A word of two letters or more, wherever it would be seen or read out.
const word = '[value=/\\p{L}{2,}/u]';
const readOut = 'JSXAttribute[name.name=/^(title|placeholder|alt|label|aria-label|aria-description|aria-roledescription|aria-valuetext)$/]';
const noLiteralText = [
  `JSXText${word}`,
  `:matches(JSXElement, JSXFragment) > JSXExpressionContainer > Literal${word}`,
  `:matches(JSXElement, JSXFragment) > JSXExpressionContainer > :matches(ConditionalExpression, LogicalExpression) > Literal${word}:not(ConditionalExpression > .test)`,
  ':matches(JSXElement, JSXFragment) > JSXExpressionContainer > TemplateLiteral > TemplateElement[value.raw=/\\p{L}{2,}/u]',
  `${readOut} > Literal${word}`,
  `${readOut} > JSXExpressionContainer > Literal${word}`,
].map((selector) => ({ selector, message: 'texts come from public/_locales: use t()' }));

const rooms = Object.keys(house).sort((a, b) => b.length - a.length); // the deeper room claims a file first
const policies = Object.entries(house).flatMap(([room, may]) => [
  { from: { element: { type: room } }, allow: { to: { element: { types: { anyOf: [room, ...may.rooms] } } } } },
  ...(may.packages.length === 0 ? [] : [{ from: { element: { type: room } }, allow: { to: { module: { origin: ['external', 'core'], source: may.packages } } } }]),
]);

export default tseslint.config(
  { ignores: ['dist', 'demo-output', 'coverage', '.config', 'tools/*.mjs', 'vite.config.ts', 'e2e/hostile/beside/*.js'] },
  // No comment switches a rule off.
  { linterOptions: { noInlineConfig: true } },
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    plugins: { boundaries },
    settings: {
      'boundaries/root-path': root,
      'boundaries/elements': rooms.map((room) => ({ type: room, pattern: room })),
      'import/resolver': { typescript: true },
    },
    rules: {
      'boundaries/dependencies': ['error', { default: 'disallow', checkAllOrigins: true, policies }],
      'boundaries/no-unknown-files': 'error',
      'boundaries/no-unknown-dependencies': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true } }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      'no-restricted-properties': ['error', noRandom],
      'no-console': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // There are no enums (`erasableSyntaxOnly`), and looking for them takes long.
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
    },
  },
  {
    // No browser, no network, no clock, no log.
    files: ['src/core/**'],
    rules: {
      'no-restricted-globals': ['error', 'chrome', 'browser', 'window', 'document', 'location', 'navigator', ...network, 'Date', 'setTimeout', 'setInterval', 'globalThis', 'self', 'console', 'process', 'Buffer'],
    },
  },
  {
    // A client calls the `fetch` it is handed; it never owns one.
    files: ['src/clients/**'],
    rules: {
      'no-restricted-globals': ['error', 'chrome', 'browser', 'window', 'document', 'self', 'console', ...network],
      'no-restricted-properties': ['error', noRandom, ...networkByName],
    },
  },
  {
    // Screens and pages only ask; the background owns storage, tabs and the network.
    files: ['src/ui/**', 'src/page/**', 'src/messages/**'],
    rules: {
      'no-restricted-globals': ['error', 'browser', ...network],
      'no-restricted-properties': ['error', noRandom, ...screens, ...networkByName],
      'no-restricted-syntax': ['error', ...noRawHtml],
    },
  },
  {
    // Every visible text comes from public/_locales.
    files: ['src/ui/**/*.tsx'],
    rules: {
      // A rule that is set twice keeps the last list only, so this one repeats the other.
      'no-restricted-syntax': ['error', ...noRawHtml, ...noLiteralText],
    },
  },
  // The only way to a clipboard without focus.
  { files: ['src/background/offscreen/clipboard-text.ts', 'src/page/write-value.ts'], rules: { '@typescript-eslint/no-deprecated': ['error', { allow: [{ from: 'lib', name: 'execCommand' }] }] } },
  // Takes the page script's file name (`?script&iife`), not its code.
  { files: ['src/background/fill/pages.ts', 'src/background/capture/watch-pages.ts', 'src/background/menu/stand.ts'], rules: { 'boundaries/no-unknown-dependencies': 'off', 'boundaries/dependencies': 'off' } },
  // A bug must leave a trace somewhere, and only there.
  { files: ['src/background/answer.ts'], rules: { 'no-console': ['error', { allow: ['error'] }] } },
  { files: ['tools/**', 'e2e/**', 'src/demo-server/**'], rules: { 'no-console': 'off' } },
  { files: ['**/*.test.ts', '**/*.test.tsx', 'e2e/**', 'tools/**'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['**/*.test.ts', '**/*.test.tsx', 'src/background/testing/**'], rules: { 'boundaries/dependencies': 'off', 'no-restricted-globals': 'off', 'no-restricted-syntax': 'off', '@typescript-eslint/no-non-null-assertion': 'off' } },
  // What is mocked stays mocked for the next file in the same process; these have one each (vite.config.ts).
  {
    files: ['**/*.test.ts', '**/*.test.tsx'],
    ignores: ['**/*.mocked.test.ts'],
    rules: { 'no-restricted-syntax': ['error', { selector: 'CallExpression[callee.object.name="vi"][callee.property.name=/^(mock|doMock)$/]', message: 'Name the file *.mocked.test.ts.' }] },
  },
  // So does a document, with all who listen in it: where there is one, the file is a *.dom.test.ts.
  { files: ['**/*.test.ts', '**/*.test.tsx'], rules: { 'no-warning-comments': ['error', { terms: ['@vitest-environment'], location: 'anywhere' }] } },
  { files: ['e2e/playwright.config.ts'], rules: { 'no-restricted-exports': 'off' } },
);
