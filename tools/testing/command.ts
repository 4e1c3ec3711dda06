/**
 * Runs one command to its end and hands back what it said.
 * @module
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

export interface Ran {
  /** 0 = it went well. */
  code: number;
  /** What it printed to both streams, in order, without colours. */
  output: string;
}

/** Runs the program that a package brings, e.g. `tool('typescript', 'tsc')`, with this very Node. */
export function tool(packageName: string, name: string): readonly string[] {
  const folder = join(root, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: string | Record<string, string> };
  return [join(folder, typeof bin === 'string' ? bin : (bin[name] ?? ''))];
}

/** Our own tool of that name, as `npm run NAME` starts it. */
export function ownTool(name: string): readonly string[] {
  return ['--import', 'tsx', join(root, 'tools', `${name}.ts`)];
}

/** As {@link run}, but only while nothing else wants the processor. */
export function runIdly(words: readonly string[]): Promise<Ran> {
  return run(words, {}, constants.priority.PRIORITY_LOW);
}

/** @param words - a script for Node, then its arguments */
export async function run(words: readonly string[], environment: Record<string, string> = {}, priority?: number): Promise<Ran> {
  const child = spawn(process.execPath, words, {
    cwd: root,
    // Nothing here may wait for a person's answer.
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...environment },
  });
  if (priority !== undefined && child.pid !== undefined) setPriority(child.pid, priority);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => { output += text; });
  }
  const code = await new Promise<number>((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', (exit) => resolve(exit ?? 1));
  });
  return { code, output };
}
