import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const dark = css.indexOf('@media');
const tokens = {
  light: read(css.slice(0, dark)),
  dark: { ...read(css.slice(0, dark)), ...read(css.slice(dark)) },
};

/** Relative luminance (WCAG) of every `--name: oklch(L C H)`. */
function read(text: string): Record<string, number> {
  return Object.fromEntries([...text.matchAll(/--([\w-]+):\s*oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);|--([\w-]+):\s*oklch\((1) (0) (0)\);/g)]
    .map(([, name, l, c, h]) => [String(name), luminance(Number(l), Number(c), Number(h))]));
}

/** OKLCH → linear sRGB (clipped to the gamut) → luminance; matrices of Björn Ottosson. */
function luminance(lightness: number, chroma: number, hue: number): number {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number): number => Math.min(1, Math.max(0, value));
  return 0.2126 * clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s)
    + 0.7152 * clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s)
    + 0.0722 * clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
}

function contrast(theme: 'light' | 'dark', one: string, other: string): number {
  const [a, b] = [tokens[theme][one], tokens[theme][other]];
  if (a === undefined || b === undefined) throw new Error(`no token ${one} or ${other}`);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const surfaces = ['surface-0', 'surface-1', 'surface-2', 'surface-3'];
const pairs = (names: readonly string[], grounds: readonly string[]): [string, string][] => names.flatMap((name) => grounds.map((ground): [string, string] => [name, ground]));

describe.each(['light', 'dark'] as const)('contrast in the %s theme', (theme) => {
  test.each([
    ...pairs(['text', 'text-dim', 'accent-strong'], surfaces),
    ...pairs(['digit', 'symbol', 'danger', 'warn', 'ok'], ['surface-0', 'surface-1']),
    ...pairs(['text', 'text-dim', 'danger'], ['danger-surface']),
    ...pairs(['text', 'text-dim', 'warn'], ['warn-surface']),
    ['accent-text', 'accent'], ['accent-text', 'accent-strong'], ['surface-1', 'text'],
  ] as [string, string][])('%s on %s is at least 4.5', (text, ground) => {
    expect(contrast(theme, text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(pairs(['line', 'accent', 'focus', 'warn'], ['surface-0', 'surface-1', 'surface-2']))('%s on %s is at least 3', (line, ground) => {
    expect(contrast(theme, line, ground)).toBeGreaterThanOrEqual(3);
  });
});
