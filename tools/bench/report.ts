/**
 * What a bench reports, and how it is printed.
 * @module
 */

import os from 'node:os';

/** `atLeast` or `atMost`: the bar that the first version must reach. Null: only told. */
export interface Line {
  name: string;
  ratio: number;
  bar: { atLeast: number } | { atMost: number } | null;
  /** Absolute figures, for people. */
  note: string;
}

export interface BenchResult {
  lines: Line[];
  /** `{ratios: {...}, ...absolute figures, machine}`. */
  json: Record<string, unknown>;
}

export function table({ lines }: BenchResult): string {
  const rows = lines.map(({ name, ratio, bar, note }) => [name, ratio.toFixed(2), barText(bar), note]);
  const all = [['case', 'ratio', 'bar', 'medians'], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) => row.map((cell, column) => (column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join('  ').trimEnd()).join('\n');
}

export function missedBars({ lines }: BenchResult): string[] {
  return lines
    .filter(({ ratio, bar }) => bar !== null && !('atLeast' in bar ? ratio >= bar.atLeast : ratio <= bar.atMost))
    .map(({ name, ratio, bar }) => `${name}: ${ratio.toFixed(2)}, should be ${barText(bar)}`);
}

function barText(bar: Line['bar']): string {
  if (bar === null) return '';
  return 'atLeast' in bar ? `>= ${bar.atLeast}` : `<= ${bar.atMost}`;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
}

/** Two decimals are more than these figures repeat to. */
export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

export function machine(browser: string): Record<string, unknown> {
  const cpus = os.cpus();
  return { browser, node: process.version, cpu: cpus[0]?.model ?? 'unknown', cores: cpus.length, loadBefore: os.loadavg().map(rounded), memoryGiB: Math.round(os.totalmem() / 2 ** 30) };
}
