import { parseXml, XmlElement as ParsedElement } from '@rgrove/parse-xml';
import { describe, expect, test } from 'vitest';

import { chanceOf, type Chance } from './testing/chance.ts';
import { readXml, type XmlElement } from './xml.ts';

const element = (name: string, text = '', children: XmlElement[] = []): XmlElement => ({ name, text, children });

describe('XML', () => {
  test('is read with its namespaces, whatever their prefixes', () => {
    const text = '<?xml version="1.0"?>\n<d:a xmlns:d="DAV:" xmlns=\'urn:x\'><b><o:c xmlns:o="urn:&amp;o"/></b><e xmlns="">t</e><d:f/></d:a>\n';
    expect(readXml(text)).toEqual(element('{DAV:}a', '', [element('{urn:x}b', '', [element('{urn:&o}c')]), element('e', 't'), element('{DAV:}f')]));
  });

  test('text is what it says: entities, numbers, literal parts, no comments', () => {
    expect(readXml('<a>1 &lt; 2 &amp;&amp; &quot;&#x1F511;&#252;&quot;<!-- <x> --><![CDATA[<b>&amp;</b>]]><?php no ?></a>')?.text).toBe('1 < 2 && "🔑ü"<b>&amp;</b>');
  });

  test('attributes are read over', () => {
    expect(readXml(`<a one="1" two='<"'></a>`)).toBeNull();
    expect(readXml(`<a one="1>" two='"'  ><b x = "y"/></a>`)).toEqual(element('a', '', [element('b')]));
  });

  test.each([
    ['nothing', ''], ['text', 'hello'], ['text behind', '<a/>x'], ['two roots', '<a/><b/>'], ['an open end', '<a><b></b>'],
    ['tags that cross', '<a><b></a></b>'], ['an end without a start', '</a>'], ['a tag in two', '<a <b>'], ['an attribute without a value', '<a x></a>'],
    ['a document type', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'], ['an unknown entity', '<a>&nbsp;</a>'], ['a bare ampersand', '<a>x & y</a>'],
    ['half a surrogate', '<a>&#xD800;</a>'], ['no character', '<a>&#0;</a>'], ['beyond all characters', '<a>&#x110000;</a>'],
    ['a prefix that nobody declared', '<d:a/>'], ['an open comment', '<a><!-- </a>'], ['an open literal part', '<a><![CDATA[ </a>'],
    ['HTML', '<!DOCTYPE html><html><body>Internal Server Error</body></html>'],
  ])('is refused where it is %s', (_, text) => {
    expect(readXml(text)).toBeNull();
  });

  test('is refused when it is too deep or too much', () => {
    const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth);
    expect(readXml(nested(32))).not.toBeNull();
    expect(readXml(nested(33))).toBeNull();
    expect(readXml(`<a>${'<b/>'.repeat(400_000)}</a>`)).toBeNull();
  });

  test('takes no longer for a tag of a hundred thousand blanks', () => {
    const start = performance.now();
    readXml(`<a${' '.repeat(100_000)}<`);
    readXml(`<a${' x="y"'.repeat(20_000)} z`);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  test('is read as an established parser reads it', () => {
    for (let seed = 0; seed < 300; seed++) {
      const text = someXml(chanceOf(seed), 0);
      expect(readXml(text), text).toEqual(parsed(parseXml(text).root!));
    }
  });

  test('damaged at random, never hurts', () => {
    for (let seed = 0; seed < 2000; seed++) {
      const chance = chanceOf(seed);
      const whole = someXml(chance, 0);
      const at = chance.whole(0, whole.length);
      expect(() => readXml(whole.slice(0, at) + chance.pick(['<', '&', '>', '"', '', '</a>']) + whole.slice(at + chance.whole(0, 3)))).not.toThrow();
    }
  });
});

function parsed({ name, children }: ParsedElement): XmlElement {
  const elements = children.filter((child) => child instanceof ParsedElement);
  return { name, children: elements.map(parsed), text: children.map((child) => ('text' in child && !(child instanceof ParsedElement) ? child.text : '')).join('') };
}

function someXml(chance: Chance, depth: number): string {
  const name = chance.pick(['a', 'b', 'long-name', 'x.y', 'ü']);
  const attributes = chance.pick(['', ' x="1"', " y = '\"'", '\n z="a>b" w=""']);
  if (depth > 4 || chance.onceIn(4)) return `<${name}${attributes}/>`;
  const inside = Array.from({ length: chance.whole(0, 3) }, () => chance.pick([someXml(chance, depth + 1), 'text', '&amp;&#65;', '<!-- c -->', '<![CDATA[<&]]>', '\n ']));
  return `<${name}${attributes}>${inside.join('')}</${name}>`;
}
