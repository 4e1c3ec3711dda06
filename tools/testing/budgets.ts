/**
 * What the built extension may weigh and may ask for.
 *
 * A script's weight is what the browser must read to run it: the file and all that it imports at once, gzipped.
 * @module
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { root } from './command.ts';
import { failed, together, went, type Outcome } from './stage.ts';

const kB = 1000;
/** Bytes. The whole was held to 450 kB while it filled logins only; encrypted folders, servers, people and the menu weigh the rest. The page script is put into a page only when a person asks for a fill; before that, a page carries the watcher and the scout at most, and those only if the person allowed it. */
const limits = { zip: 600 * kB, popup: 90 * kB, page: 24 * kB, watcher: 6 * kB, scout: 3 * kB, background: 250 * kB };

interface Manifest {
  background: { service_worker?: string; scripts?: readonly string[] };
  action: { default_popup: string };
  [key: string]: unknown;
}

/** @param folder - of a built extension for Chrome */
export function checkBudgets(folder: string): Outcome {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const weights: Record<keyof typeof limits, number> = {
    zip: zipSize(folder),
    popup: scriptsOf(join(folder, manifest.action.default_popup)).reduce((sum, script) => sum + weight(script), 0),
    page: Math.max(0, ...injected(folder).map(weight)),
    watcher: weight(join(folder, 'src', 'page', 'watch.js')),
    scout: weight(join(folder, 'src', 'page', 'scout.js')),
    background: weight(join(folder, manifest.background.service_worker ?? '')),
  };
  return together((Object.keys(limits) as (keyof typeof limits)[]).map((part) => {
    if (weights[part] === 0) return failed(`The built extension has no ${part} script that could be weighed.`);
    return weights[part] <= limits[part] ? went(1) : failed(`${part}: ${weights[part]} bytes, but at most ${limits[part]} are allowed.`);
  }));
}

/** Keys of a manifest that say what the extension may do and where. */
const powers = ['permissions', 'optional_permissions', 'host_permissions', 'optional_host_permissions', 'content_scripts', 'web_accessible_resources', 'externally_connectable', 'content_security_policy', 'incognito'] as const;

/** Compares what a built manifest asks for with the list that was agreed to (`.config/permissions.json`). */
export function checkPermissions(target: 'chrome' | 'firefox'): Outcome {
  const agreed = (JSON.parse(readFileSync(join(root, '.config', 'permissions.json'), 'utf8')) as Record<string, unknown>)[target];
  const manifest = JSON.parse(readFileSync(join(root, 'dist', target, 'manifest.json'), 'utf8')) as Manifest;
  const asked = Object.fromEntries(powers.filter((key) => key in manifest).map((key) => [key, manifest[key]]));
  if (JSON.stringify(asked) === JSON.stringify(agreed)) return went(1);
  return failed(`The ${target} build asks for something else than .config/permissions.json says. It asks for:\n${JSON.stringify(asked, null, 2)}`);
}

function files(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** Bytes of a zip of the folder: per file its deflated bytes, a local header of 30 and an entry of 46 bytes with its name, and 22 at the end. */
function zipSize(folder: string): number {
  return files(folder).reduce((sum, file) => {
    const bytes = readFileSync(file);
    const name = Buffer.byteLength(relative(folder, file));
    return sum + Math.min(bytes.length, deflateRawSync(bytes, { level: 9 }).length) + 76 + 2 * name;
  }, 22);
}

/** The module scripts of a page. */
function scriptsOf(page: string): readonly string[] {
  const html = readFileSync(page, 'utf8');
  return [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, source = '']) => (source.startsWith('/') ? join(page.slice(0, page.indexOf('/src/')), source) : join(dirname(page), source)));
}

/** Scripts that are injected into pages: single files that import nothing. */
function injected(folder: string): readonly string[] {
  return files(folder).filter((file) => /[./]iife[^/]*\.js$/.test(file) || /\/src\/page\/[^/]*\.js$/.test(file));
}

/** Gzipped bytes of a script and, once each, of all that it imports at once. */
function weight(script: string): number {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file) || !existsSync(file)) return;
    seen.add(file);
    const code = readFileSync(file, 'utf8');
    for (const [, path = ''] of code.matchAll(/\b(?:import|from)\s*["'](\.{1,2}\/[^"']+)["']/g)) visit(join(dirname(file), path));
  };
  visit(script);
  return [...seen].reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
}
