import { describe, expect, test } from 'vitest';
import { shownHost } from './idn.ts';

describe('a host as its owner writes it', () => {
  test.each([
    'bücher.example', 'müller.straße-der-kunst.example', 'правда.example', 'παράδειγμα.δοκιμή', 'உதாரணம்.பரிட்சை', '例え.テスト', '例子.测试', '실례.테스트', 'مثال.إختبار', 'דוגמה.טעסט', 'उदाहरण.परीक्षा', 'ñandú.example', 'a-b-c-ü.example', '😀.example',
  ])('is read back from its ASCII: %s', (name) => {
    const ascii = new URL(`https://${name}`).hostname;
    expect(ascii).toMatch(/xn--/);
    expect(shownHost(ascii).unicode).toBe(name.replace('ß', 'ß'));
  });

  test.each(['cloud.example', 'localhost', '10.0.0.1', 'a_b.example', 'xn--.example', 'xn--99999999999.example', 'xn--\u00fc.example'])('stays as it is where there is nothing to read: %s', (host) => {
    expect(shownHost(host)).toEqual({ unicode: host, mixed: false });
  });
});

describe('several scripts in one label', () => {
  test.each([
    ['pаypal.example', true],
    ['ɡoogle.example', false],
    ['αpple.example', true],
    ['правда.example', false],
    ['例えtest.example', false],
    ['例えтест.example', true],
    ['bücher.правда.example', false],
  ])('%s: %j', (name, mixed) => {
    expect(shownHost(new URL(`https://${name}`).hostname).mixed).toBe(mixed);
  });
});
