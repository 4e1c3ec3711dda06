import { describe, expect, test } from 'vitest';
import { encodeBase64, encodeLatin1 } from '../bytes.ts';
import { iconChoice, iconRecord, iconUrl, sameIcon } from './read-icon.ts';

const png = encodeBase64(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2));
const base64 = (text: string): string => btoa(text);

describe('an icon', () => {
  test.each([
    ['png', png, 'image/png'],
    ['jpg', encodeBase64(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)), 'image/jpeg'],
    ['gif', base64('GIF89a…'.slice(0, 6)), 'image/gif'],
    ['webp', base64('RIFF1234WEBPVP8 '), 'image/webp'],
    ['ico', encodeBase64(Uint8Array.of(0, 0, 1, 0, 1)), 'image/x-icon'],
  ])('of the kind %s is shown', (type, content, mimetype) => {
    expect(iconUrl({ type, content })).toBe(`data:${mimetype};base64,${content}`);
  });

  test.each(['image/png', 'svg+xml', false, undefined, 'x" onerror="'])('is what its bytes say, not its type %j', (type) => {
    expect(iconUrl({ type, content: png })).toBe(`data:image/png;base64,${png}`);
  });

  test.each([
    ['an SVG', { type: 'svg+xml', content: base64('<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>') }],
    ['an SVG that says it is a PNG', { type: 'png', content: base64('<?xml version="1.0"?><svg/>') }],
    ['HTML', { type: 'png', content: base64('<html>') }],
    ['too big', { type: 'png', content: encodeBase64(new Uint8Array(64 * 1024 + 1)).replace(/^.{12}/, png.slice(0, 12)) }],
    ['no base64', { type: 'png', content: `${png}"><script>` }],
    ['raw bytes', { type: 'png', content: encodeLatin1(Uint8Array.of(0x89, 0x50, 0x4e, 0x47)) }],
    ['empty', { type: 'png', content: '' }],
    ['without content', { type: 'png' }],
    ['null', null],
    ['false', false],
    ['a text', png],
    ['a list', [png]],
  ])('that is %s is not shown', (_, icon) => {
    expect(iconUrl(icon)).toBeNull();
  });
});

describe('a chosen icon', () => {
  const chosen = `data:image/png;base64,${png}`;

  test('is stored as other clients show it: a type and the content', () => {
    expect(iconRecord(chosen)).toEqual({ type: 'png', content: png });
  });

  test.each([
    ['an SVG', `data:image/svg+xml;base64,${base64('<svg onload="x"/>')}`],
    ['an SVG under another name', `data:image/png;base64,${base64('<svg/>')}`],
    ['of another kind than it says', chosen.replace('png', 'gif')],
    ['an address', 'https://shop.example/favicon.png'],
    ['empty', ''],
  ])('that is %s is none', (_, url) => {
    expect(iconRecord(url)).toBeNull();
  });

  test('is told from what there was by its picture alone', () => {
    expect(sameIcon({ type: 'image/png', content: png }, { type: 'png', content: png })).toBe(true);
    expect([null, undefined, {}].map((none) => sameIcon(false, none))).toEqual([true, true, true]);
    expect(iconChoice(null, { type: 'png', content: png })).toBe(chosen);
    expect(iconChoice({ type: 'png', content: png }, null)).toBe('');
    expect(iconChoice({ type: 'png', content: png }, { type: 'x', content: png })).toBeNull();
  });
});
