/**
 * What keeps the package small: of some libraries a part is enough, and texts lose what no browser reads.
 * @module
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';
import { suffixText } from '../../src/core/sites/suffix-text.ts';
import { packWords, unpackWords } from '../../src/core/word-list.ts';
import { type ShortKeys, shortKey } from './short-texts.ts';

/** Modules that are built, and tested, as others than they are written. */
export const leanModules = (): Plugin[] => [fewerCommonWords(), suffixList()];

/** So many of the commonest passwords are rated as what they are; those that must be in a list for that are (tools/passwords.ts). */
export const commonest = 9_500;
/** Words kept of each other list that rates passwords, the commonest first: all of them would be twice the extension. */
export const keptWords = { diceware: 0, commonWords: 3_400, firstnames: 0, lastnames: 0, wikipedia: 0 };

/** Cuts the lists, which are written as `packWords` writes. */
const fewerCommonWords = (): Plugin => ({
  name: 'fewer-common-words',
  transform(code, id) {
    const list = /\/@zxcvbn-ts\/language-\w+\/dist\/(\w+)\.json\.mjs$/.exec(id)?.[1] ?? '';
    const short = (words: string) => (list === 'passwords' ? commonPasswords() : packWords(nearlyByRank(unpackWords(words).slice(0, keptWords[list as keyof typeof keptWords]))));
    if (list !== 'passwords' && !(list in keptWords)) return null;
    return { code: code.replace(/decompress\("([^"]*)"\)/, (_, words: string) => `decompress(${JSON.stringify(short(words))})`), map: null };
  },
});

function commonPasswords(): string {
  return readFileSync(join(import.meta.dirname, 'passwords.txt'), 'utf8');
}

/**
 * By the alphabet from the 10th word to the 20th, from the 20th to the 50th, and so on: a third less to carry, for ranks
 * that are wrong by a factor of 2.5 at most where guesses are told apart by powers of ten.
 */
export function nearlyByRank(words: readonly string[]): string[] {
  const ends = Array.from({ length: 6 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat().filter((end) => end >= 10);
  return [0, ...ends].flatMap((start, at) => {
    const some = words.slice(start, ends[at]);
    return start === 0 ? some : some.sort();
  });
}

/** The public suffix list as text, instead of tldts and what makes the text of it. */
const suffixList = (): Plugin => ({
  name: 'suffix-list',
  transform: (_, id) => (id.endsWith('/src/core/sites/suffix-text.ts') ? { code: `export const suffixText = ${JSON.stringify(suffixText)};`, map: null } : null),
});

/** Of sjcl's own sources those that seal an envelope: a tenth of the whole, which also gathers random numbers at its start. */
export const sjclForEnvelopes = (): Plugin => ({
  name: 'sjcl-for-envelopes',
  apply: 'build',
  load(id) {
    if (!id.endsWith('/node_modules/sjcl/sjcl.js')) return null;
    const parts = ['sjcl', 'aes', 'bitArray', 'codecBase64', 'ccm'].map((part) => readFileSync(join(dirname(id), 'core', `${part}.js`), 'utf8'));
    return { code: `${parts.join('\n')}\nexport default sjcl;`, moduleSideEffects: false };
  },
});

interface Text {
  message: string;
  placeholders?: Readonly<Record<string, { content: string }>>;
}

/** The notes for translators and the names of placeholders are half of the texts' weight; a browser goes by their numbers. Keys are short, too. */
export const leanTexts = (folder: string, short: ShortKeys): Plugin => ({
  name: 'lean-texts',
  apply: 'build',
  closeBundle: {
    // After the build of the page script, which copies them once more.
    order: 'post',
    sequential: true,
    handler() {
      for (const language of readdirSync(join(folder, '_locales'))) {
        const file = join(folder, '_locales', language, 'messages.json');
        const texts = Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, Text>);
        writeFileSync(file, JSON.stringify(Object.fromEntries(texts.map(([key, text]) => [shortKey(key, short), { message: numbered(text) }]))));
      }
    },
  },
});

/** `$count$ logins` → `$1 logins`. A dollar that is only a dollar is written twice and stays so. */
export function numbered({ message, placeholders = {} }: Text): string {
  const contents = new Map(Object.entries(placeholders).map(([name, { content }]) => [name.toLowerCase(), content]));
  return message.replace(/\$\$|\$(\w+)\$/g, (written, name: string | undefined) => (name === undefined ? written : contents.get(name.toLowerCase()) ?? written));
}
