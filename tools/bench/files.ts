/**
 * The bench `files`: what encrypting and decrypting a file costs in constant memory, against one call of WebCrypto on
 * all of it, and how much memory it takes.
 *
 * The ways run in turn, in an order that rotates; a ratio is the median of each turn's. Memory is measured first, in a
 * fresh browser: the highest resident size of its processes while a file goes through them, less what they had before.
 * @see the speed guide: keys and bars
 * @module
 */

import { readFileSync, writeFileSync } from 'node:fs';
import type { BrowserContext, Worker } from 'playwright';
import type { Direction, FilesBench, Way } from './files/worker.ts';
import { startBenchExtension } from './extension.ts';
import { machine, median, rounded, type BenchResult, type Line } from './report.ts';

const mebibyte = 1024 * 1024;
const fileBytes = 256 * mebibyte;
const turns = 3;
const ways: readonly Way[] = ['whole', 'stream', 'file'];
const bar = 0.25;
const mostMemoryMiB = 96;

export async function benchFiles(): Promise<BenchResult> {
  const extension = await startBenchExtension('tools/bench/files/worker.ts');
  try {
    const json: Record<string, unknown> = { machine: machine(extension.browser), fileMiB: fileBytes / mebibyte };
    await call(extension.worker, 'prepare', fileBytes);
    const extraMemoryMiB = await extraMemory(extension.context, extension.worker);
    const lines: Line[] = [];
    for (const direction of ['decrypt', 'encrypt'] as const) {
      const { line, figures } = await measure(extension.worker, direction);
      lines.push(line);
      json[direction] = figures;
    }
    const ratios = Object.fromEntries(lines.map(({ name, ratio }) => [name, rounded(ratio)]));
    lines.push({ name: 'extraMemoryMiB', ratio: extraMemoryMiB, bar: { atMost: mostMemoryMiB }, note: 'highest of a decryption and an encryption, file to file' });
    return { lines, json: { ratios, extraMemoryMiB, ...json } };
  } finally {
    await extension.close();
  }
}

async function call<Name extends keyof FilesBench>(worker: Worker, name: Name, ...parameters: Parameters<FilesBench[Name]>): Promise<Awaited<ReturnType<FilesBench[Name]>>> {
  const called = await worker.evaluate(
    async ([what, given]) => {
      const { bench } = globalThis as unknown as { bench: Record<string, (...all: unknown[]) => Promise<unknown>> };
      return await bench[what]?.(...given);
    },
    [name, parameters as unknown[]] as const,
  );
  return called as Awaited<ReturnType<FilesBench[Name]>>;
}

async function measure(worker: Worker, direction: Direction): Promise<{ line: Line; figures: Record<string, unknown> }> {
  const times: Record<Way, number[]> = { whole: [], stream: [], file: [] };
  for (let turn = -1; turn < turns; turn++) {
    for (let step = 0; step < ways.length; step++) {
      const way = ways[(turn + 1 + step) % ways.length] ?? 'whole';
      const took = await call(worker, 'run', direction, way);
      if (turn >= 0) times[way].push(took);
    }
  }
  const against = (way: Way): number => median(times[way].map((took, turn) => (times.whole[turn] ?? NaN) / took));
  const speed = (way: Way): number => Math.round(fileBytes / mebibyte / (median(times[way]) / 1000));
  const note = `${speed('stream')} MiB/s, one piece ${speed('whole')} MiB/s; file to file ${speed('file')} MiB/s`;
  return { line: { name: direction, ratio: against('stream'), bar: { atLeast: bar }, note }, figures: { turns, fileToFileRatio: rounded(against('file')), ...Object.fromEntries(ways.map((way) => [`${way}Ms`, rounded(median(times[way]))])) } };
}

async function extraMemory(context: BrowserContext, worker: Worker): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('no browser to ask');
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const processes = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  let highest = 0;
  for (const direction of ['decrypt', 'encrypt'] as const) {
    await worker.evaluate(() => { (globalThis as { gc?: () => void }).gc?.(); });
    const before = processes.map((pid) => resident(pid, 'VmRSS'));
    // Forgets the highest size so far.
    for (const pid of processes) writeFileSync(`/proc/${pid}/clear_refs`, '5');
    await call(worker, 'run', direction, 'file');
    const extra = processes.reduce((sum, pid, index) => sum + Math.max(0, resident(pid, 'VmHWM') - (before[index] ?? 0)), 0);
    highest = Math.max(highest, extra);
  }
  return Math.round(highest / 1024);
}

/** KiB. */
function resident(pid: number, what: 'VmRSS' | 'VmHWM'): number {
  return Number(new RegExp(`^${what}:\\s*(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
}
