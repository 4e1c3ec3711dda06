/**
 * Gives texts short keys in the package: their names are a tenth of their weight, in every language and in every file that says them.
 *
 * Only a key that the sources write nowhere but as the first argument of `t` or `tn` gets one. One that is put together, chosen from
 * a table, or named in the manifest keeps its name; so does one of `src/page`, whose scripts are built without our plugins.
 * @module
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** `t('copied'` and `tn('items'`, not `at('copied'` or `list.t('copied'`. */
const said = /(?<![\w.$])(tn?\(\s*)(['"`])(\w+)\2/g;
const quoted = /(['"`])(\w+)\1/g;
const plural = /_(?:zero|one|two|few|many|other)$/;
const sources = /\/src\/(?!page\/).*\.tsx?$/;

/** Long keys, and what each is called instead. A plural's forms are there by their stem, without the form's name. */
export type ShortKeys = ReadonlyMap<string, string>;

/**
 * @param keys - of the English texts
 * @param written - every source that may say one, as text
 * @param left - those that are built as they are
 */
export function shortKeys(keys: readonly string[], written: string, left = ''): ShortKeys {
  const times = count(written.matchAll(quoted), 2);
  const asText = count(written.matchAll(said), 3);
  const named = new Set([...[...left.matchAll(quoted)].map(([, , key = '']) => key), ...[...left.matchAll(/__MSG_(\w+)__/g)].map(([, key = '']) => key)]);
  const stems = [...new Set(keys.map((key) => key.replace(plural, '')))];
  const free = stems.filter((stem) => (times.get(stem) ?? 0) > 0 && times.get(stem) === asText.get(stem) && !named.has(stem));
  const kept = new Set(keys.filter((key) => !free.includes(key.replace(plural, ''))).map((key) => key.toLowerCase()));
  const names = shortNames(kept);
  return new Map(free.map((stem) => [stem, names.next().value ?? stem]));
}

/** Browsers tell no capitals apart in a key: `t0` … `tz`, `t10` …, but none that is another text's. */
function* shortNames(kept: ReadonlySet<string>): Generator<string, undefined> {
  for (let number = 0; ; number++) {
    const name = `t${number.toString(36)}`;
    if (!kept.has(name)) yield name;
  }
}

function count(found: Iterable<RegExpMatchArray>, group: number): Map<string, number> {
  const times = new Map<string, number>();
  for (const match of found) times.set(match[group] ?? '', (times.get(match[group] ?? '') ?? 0) + 1);
  return times;
}

/** A source whose texts are said by their short keys. */
export function sayShort(code: string, short: ShortKeys): string {
  return code.replace(said, (whole, call: string, quote: string, key: string) => (short.has(key) ? `${call}${quote}${short.get(key) ?? key}${quote}` : whole));
}

/** `items_other` → `t4_other`. */
export function shortKey(key: string, short: ShortKeys): string {
  const [form = ''] = plural.exec(key) ?? [];
  const stem = key.slice(0, key.length - form.length);
  return short.has(stem) ? `${short.get(stem) ?? stem}${form}` : key;
}

/** The short keys of the texts of this project. */
export function ourShortKeys(): ShortKeys {
  const read = (files: readonly string[]) => files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const within = (room: string) => readdirSync(room, { recursive: true, encoding: 'utf8' }).map((file) => join(room, file)).filter((file) => /\.(?:tsx?|js|html)$/.test(file) && !/\.test\.|demo-server/.test(file));
  const built = (file: string) => sources.test(`/${file.replaceAll('\\', '/')}`);
  const files = [...within('src'), ...within('public'), 'manifest.json'];
  const keys = Object.keys(JSON.parse(read(['public/_locales/en/messages.json'])) as object);
  return shortKeys(keys, read(files.filter(built)), read(files.filter((file) => !built(file))));
}

/** Puts the short keys into the sources as they are built; `leanTexts` puts them into the texts. */
export const shortTexts = (folder: string, short: ShortKeys): Plugin => ({
  name: 'short-texts',
  apply: 'build',
  enforce: 'pre',
  transform: (code, id) => (sources.test(id) ? { code: sayShort(code, short), map: null } : null),
  closeBundle: {
    order: 'post',
    sequential: true,
    handler() {
      for (const script of readdirSync(join(folder, 'src', 'page'))) {
        const long = [...readFileSync(join(folder, 'src', 'page', script), 'utf8').matchAll(/\b\w+\(([`'"])(\w+)\1/g)].find(([, , key = '']) => short.has(key));
        if (long !== undefined) throw new Error(`${script} says a text by a name that it has no more: ${long[0]}`);
      }
    },
  },
});
