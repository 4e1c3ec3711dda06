/**
 * Gives the files that pages load short names: each is written in the package's own list, in every file that imports it
 * and in the lists of what to load ahead, and hashes cannot be compressed.
 * @module
 */
import { readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Plugin } from 'vite';

/** As the build names a file: `vault-DJ9hqZ1o.js`. */
const built = /-([\w-]{8})(\.(?:js|css))$/;
const texts = /\.(?:js|css|html|json)$/;
const shortest = 4;

export const shortNames = (folder: string): Plugin => ({
  name: 'short-names',
  enforce: 'post',
  apply: 'build',
  closeBundle: {
    // After the worker has been put into one file.
    order: 'post',
    sequential: true,
    handler() {
      const names = shortened(readdirSync(join(folder, 'assets')));
      for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))) {
        if (!texts.test(file) || !statSync(file).isFile()) continue;
        const text = readFileSync(file, 'utf8');
        const written = renamed(text, names);
        if (written !== text) writeFileSync(file, written);
        const short = names.get(basename(file));
        if (short !== undefined) renameSync(file, join(folder, 'assets', short));
      }
    },
  },
});

/**
 * What each file is called instead: the beginning of its hash, as long as it takes to tell all of them apart where capitals
 * aren't (macOS, Windows). Still of its contents: a browser that keeps compiled code must not take it for that of another version.
 */
export function shortened(names: readonly string[]): Map<string, string> {
  const short = new Map<string, string>();
  const taken = new Set<string>();
  for (const name of [...names].sort()) {
    const [, hash = '', ending = ''] = built.exec(name) ?? [];
    const letters = hash.replace(/[^a-z0-9]/gi, '');
    const length = Array.from({ length: letters.length }, (_, at) => at + 1).find((many) => many >= shortest && !taken.has(letters.slice(0, many).toLowerCase() + ending));
    if (length === undefined) continue;
    const chosen = letters.slice(0, length) + ending;
    taken.add(chosen.toLowerCase());
    short.set(name, chosen);
  }
  return short;
}

export function renamed(text: string, names: ReadonlyMap<string, string>): string {
  return text.replace(/[\w.-]+-[\w-]{8}\.(?:js|css)\b/g, (name) => names.get(name) ?? name);
}
