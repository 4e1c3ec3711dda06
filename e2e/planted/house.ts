/**
 * A small house of stub files, and the violations that are planted in it, each with the rule that must find it.
 * Rooms, doors and rules are described in ARCHITECTURE.md.
 * @module
 */

export interface Planted {
  title: string;
  /** Path below the house's root. */
  path: string;
  code: string;
  /** The ESLint rule that must complain, or null where nothing may. */
  rule: string | null;
}

/** One sound file a room, for planted imports to aim at. */
export const stubs: Readonly<Record<string, string>> = {
  'src/core/ids.ts': 'export interface Id { id: string }\nexport const ids = 1;\n',
  'src/core/sites/match.ts': 'export const match = 1;\n',
  'src/core/envelopes/open.ts': 'export interface Key { key: string }\nexport const open = 1;\n',
  'src/messages/send.ts': 'export const send = 1;\n',
  'src/clients/http.ts': 'export const http = 1;\n',
  'src/background/session.ts': 'export const session = 1;\n',
  'src/page/fill.ts': 'export const fill = 1;\n',
  'src/ui/explain.ts': 'export const explain = 1;\n',
  'src/demo-server/cloud.ts': 'export const cloud = 1;\n',
  'tools/driver.ts': 'export const driver = 1;\n',
  'e2e/fixtures.ts': 'export const fixtures = 1;\n',
};

const importing = (name: string, from: string) => `import { ${name} } from '${from}';\nexport const used = ${name};\n`;
const lines = (count: number) => Array.from({ length: count }, (_, line) => `export const value${line} = ${line};\n`).join('');

const doors: readonly Planted[] = [
  { title: 'a page imports an envelope', path: 'src/page/a.ts', code: importing('open', '../core/envelopes/open.ts'), rule: 'boundaries/dependencies' },
  { title: 'a page imports a type of an envelope', path: 'src/page/b.ts', code: "import type { Key } from '../core/envelopes/open.ts';\nexport type Mine = Key;\n", rule: 'boundaries/dependencies' },
  { title: 'a page loads an envelope later', path: 'src/page/c.ts', code: "export const later = async (): Promise<unknown> => import('../core/envelopes/open.ts');\n", rule: 'boundaries/dependencies' },
  { title: 'a page re-exports an envelope', path: 'src/page/d.ts', code: "export { open } from '../core/envelopes/open.ts';\n", rule: 'boundaries/dependencies' },
  { title: 'a screen imports a client', path: 'src/ui/a.ts', code: importing('http', '../clients/http.ts'), rule: 'boundaries/dependencies' },
  { title: 'a screen written in TSX imports a client', path: 'src/ui/popup/b.tsx', code: importing('http', '../../clients/http.ts'), rule: 'boundaries/dependencies' },
  { title: 'a screen imports the background', path: 'src/ui/c.ts', code: importing('session', '../background/session.ts'), rule: 'boundaries/dependencies' },
  { title: 'the demo server imports a client', path: 'src/demo-server/a.ts', code: importing('http', '../clients/http.ts'), rule: 'boundaries/dependencies' },
  { title: 'messages import the background', path: 'src/messages/a.ts', code: importing('session', '../background/session.ts'), rule: 'boundaries/dependencies' },
  { title: 'a browser test imports the background', path: 'e2e/a.e2e.ts', code: importing('session', '../src/background/session.ts'), rule: 'boundaries/dependencies' },
  { title: 'the core imports an envelope', path: 'src/core/a.ts', code: importing('open', './envelopes/open.ts'), rule: 'boundaries/dependencies' },
  { title: 'an envelope imports sites', path: 'src/core/envelopes/a.ts', code: importing('match', '../sites/match.ts'), rule: 'boundaries/dependencies' },
  { title: 'a client imports an envelope', path: 'src/clients/a.ts', code: importing('open', '../core/envelopes/open.ts'), rule: 'boundaries/dependencies' },
  { title: 'the background imports a screen', path: 'src/background/a.ts', code: importing('explain', '../ui/explain.ts'), rule: 'boundaries/dependencies' },
  { title: 'the core imports a screen library', path: 'src/core/b.ts', code: importing('h', 'preact'), rule: 'boundaries/dependencies' },
  { title: 'a page imports the schema library', path: 'src/page/e.ts', code: "import * as v from 'valibot';\nexport const used = v;\n", rule: 'boundaries/dependencies' },
  { title: 'the background imports Node', path: 'src/background/b.ts', code: importing('readFileSync', 'node:fs'), rule: 'boundaries/dependencies' },
  { title: 'a folder that no table lists', path: 'src/helpers/a.ts', code: 'export const help = 1;\n', rule: 'boundaries/no-unknown-files' },
  { title: 'a screen imports from such a folder', path: 'src/ui/d.ts', code: importing('help', '../helpers/a.ts'), rule: 'boundaries/no-unknown-dependencies' },
];

const world: readonly Planted[] = [
  { title: 'the core calls fetch', path: 'src/core/c.ts', code: "export const got = fetch('/');\n", rule: 'no-restricted-globals' },
  { title: 'the core calls globalThis.fetch', path: 'src/core/d.ts', code: "export const got = globalThis.fetch('/');\n", rule: 'no-restricted-globals' },
  { title: 'the core reads the clock', path: 'src/core/e.ts', code: 'export const now = Date.now();\n', rule: 'no-restricted-globals' },
  { title: 'the core makes a date', path: 'src/core/f.ts', code: 'export const now = new Date();\n', rule: 'no-restricted-globals' },
  { title: 'the core asks the browser', path: 'src/core/g.ts', code: 'export const id = chrome.runtime.id;\n', rule: 'no-restricted-globals' },
  { title: 'an envelope writes a log', path: 'src/core/envelopes/b.ts', code: "console.log('key');\n", rule: 'no-restricted-globals' },
  { title: 'a client owns a fetch', path: 'src/clients/b.ts', code: "export const got = fetch('/');\n", rule: 'no-restricted-globals' },
  { title: 'a client owns a fetch by its long name', path: 'src/clients/c.ts', code: "export const got = globalThis.fetch('/');\n", rule: 'no-restricted-properties' },
  { title: 'a screen reads storage', path: 'src/ui/e.ts', code: "export const kept = chrome.storage.local.get('key');\n", rule: 'no-restricted-properties' },
  { title: 'a screen reads storage by an unfolded name', path: 'src/ui/f.ts', code: 'const { storage } = chrome;\nexport const kept = storage.local;\n', rule: 'no-restricted-properties' },
  { title: 'a screen written in TSX reads the tabs', path: 'src/ui/popup/g.tsx', code: 'export const tabs = chrome.tabs.query({});\n', rule: 'no-restricted-properties' },
  { title: 'a screen calls fetch', path: 'src/ui/h.ts', code: "export const got = fetch('/');\n", rule: 'no-restricted-globals' },
  { title: 'a page calls window.fetch', path: 'src/page/f.ts', code: "export const got = window.fetch('/');\n", rule: 'no-restricted-properties' },
  { title: 'the core throws dice', path: 'src/core/h.ts', code: 'export const die = Math.random();\n', rule: 'no-restricted-properties' },
  { title: 'the background throws dice', path: 'src/background/c.ts', code: 'export const die = Math.random();\n', rule: 'no-restricted-properties' },
  { title: 'a screen throws dice', path: 'src/ui/i.ts', code: 'export const die = Math.random();\n', rule: 'no-restricted-properties' },
  { title: 'the background writes a log', path: 'src/background/d.ts', code: "console.log('x');\n", rule: 'no-console' },
];

const shape: readonly Planted[] = [
  { title: 'a default export', path: 'src/core/i.ts', code: 'export default 1;\n', rule: 'no-restricted-exports' },
  { title: 'a file of 301 lines', path: 'src/core/j.ts', code: lines(301), rule: 'max-lines' },
  { title: 'a function with five parameters', path: 'src/core/k.ts', code: 'export const add = (a: number, b: number, c: number, d: number, e: number): number => a + b + c + d + e;\n', rule: 'max-params' },
  { title: 'a function of 51 lines', path: 'src/core/l.ts', code: `export function long(): number {\n${'  void 0;\n'.repeat(49)}  return 1;\n}\n`, rule: 'max-lines-per-function' },
  { title: 'an any', path: 'src/core/m.ts', code: 'export const what = (value: any): unknown => value;\n', rule: '@typescript-eslint/no-explicit-any' },
  { title: 'a promise that nobody waits for', path: 'src/ui/popup/j.tsx', code: 'export function lose(): void {\n  Promise.resolve(1);\n}\n', rule: '@typescript-eslint/no-floating-promises' },
  { title: 'a rule switched off by a comment', path: 'src/core/n.ts', code: '// eslint-disable-next-line no-restricted-properties\nexport const die = Math.random();\n', rule: 'no-restricted-properties' },
  { title: 'a test that mocks a module in a process of many', path: 'src/core/o.test.ts', code: "import { vi } from 'vitest';\nvi.mock('./a.ts');\n", rule: 'no-restricted-syntax' },
  { title: 'a test with a document in a process of many', path: 'src/page/i.test.ts', code: '// @vitest-environment happy-dom\nexport {};\n', rule: 'no-warning-comments' },
];

const element = (inside: string) => `export const View = (yes: boolean) => ${inside};\nexport const b = View(true);\n`;
const screens: readonly Planted[] = [
  { title: 'a word in a screen', path: 'src/ui/popup/k.tsx', code: element('<p>{yes}Hello</p>'), rule: 'no-restricted-syntax' },
  { title: 'a word of another alphabet', path: 'src/ui/popup/l.tsx', code: element('<p>{yes}Привет</p>'), rule: 'no-restricted-syntax' },
  { title: 'a word in braces', path: 'src/ui/popup/m.tsx', code: element("<p title={String(yes)}>{'Hello'}</p>"), rule: 'no-restricted-syntax' },
  { title: 'a word in a choice', path: 'src/ui/popup/n.tsx', code: element("<p>{yes ? 'Hello' : null}</p>"), rule: 'no-restricted-syntax' },
  { title: 'a word in a template', path: 'src/ui/popup/o.tsx', code: element('<p>{`Hello ${String(yes)}`}</p>'), rule: 'no-restricted-syntax' },
  { title: 'a word in a title', path: 'src/ui/popup/p.tsx', code: element('<p title="Hello">{yes}</p>'), rule: 'no-restricted-syntax' },
  { title: 'a word in a spoken label in braces', path: 'src/ui/popup/q.tsx', code: element("<p aria-label={'Hello'}>{yes}</p>"), rule: 'no-restricted-syntax' },
  { title: 'raw HTML in TSX', path: 'src/ui/popup/r.tsx', code: element("<p dangerouslySetInnerHTML={{ __html: String(yes) }} />"), rule: 'no-restricted-syntax' },
  { title: 'innerHTML in a screen', path: 'src/ui/k.ts', code: "document.body.innerHTML = '<b>';\n", rule: 'no-restricted-syntax' },
  { title: 'innerHTML in a screen written in TSX', path: 'src/ui/popup/s.tsx', code: "document.body.innerHTML = '<b>';\nexport const b = <p />;\n", rule: 'no-restricted-syntax' },
  { title: 'innerHTML in a page', path: 'src/page/g.ts', code: "document.body.innerHTML = '<b>';\n", rule: 'no-restricted-syntax' },
  { title: 'insertAdjacentHTML in a page', path: 'src/page/h.ts', code: "document.body.insertAdjacentHTML('beforeend', '<b>');\n", rule: 'no-restricted-syntax' },
];

/** What the house allows: a rule that forbids everything would find every violation too. */
export const sound: readonly Planted[] = [
  { title: 'the background opens an envelope', path: 'src/background/ok-a.ts', code: importing('open', '../core/envelopes/open.ts'), rule: null },
  { title: 'the background calls a client', path: 'src/background/ok-b.ts', code: importing('http', '../clients/http.ts'), rule: null },
  { title: 'a screen sends a message', path: 'src/ui/popup/ok-c.tsx', code: importing('send', '../../messages/send.ts'), rule: null },
  { title: 'a screen uses the screen library', path: 'src/ui/popup/ok-d.tsx', code: importing('h', 'preact'), rule: null },
  { title: 'a screen without words of its own', path: 'src/ui/popup/ok-e.tsx', code: 'export const View = (text: string) => <p class="wide" title={text}>{text} · {text === \'other\' ? text : null}</p>;\n', rule: null },
  { title: 'a page imports the core', path: 'src/page/ok-f.ts', code: importing('ids', '../core/ids.ts'), rule: null },
  { title: 'a browser test imports the demo server and a tool', path: 'e2e/ok-g.e2e.ts', code: importing('cloud', '../src/demo-server/cloud.ts') + importing('driver', '../tools/driver.ts').replace('used', 'too'), rule: null },
  { title: 'the demo server listens', path: 'src/demo-server/ok-h.ts', code: importing('createServer', 'node:http'), rule: null },
  { title: 'a file of 300 lines', path: 'src/core/ok-i.ts', code: lines(300), rule: null },
];

export const violations: readonly Planted[] = [...doors, ...world, ...shape, ...screens];

const circle = (mine: string, other: string) => `import { ${other} } from './circle-${other}.ts';\nexport const ${mine} = (): number => ${other}();\n`;

/** Two files that need each other, and somebody who uses them. */
export const cycle: Readonly<Record<string, string>> = {
  'src/core/circle-a.ts': circle('a', 'b'),
  'src/core/circle-b.ts': circle('b', 'a'),
  'src/core/circle.test.ts': "import { a } from './circle-a.ts';\na();\n",
};
