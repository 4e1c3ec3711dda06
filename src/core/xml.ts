/**
 * Reads XML that may be hostile, as far as servers' answers need it: elements and their text.
 *
 * Names are resolved to their namespaces. There are no document types, so no entities but the five of
 * XML itself; attributes are read over; depth and number of elements are limited. In its own words, since
 * a general parser would be six times as long in the worker, and still leave the namespaces to us.
 * @see https://www.w3.org/TR/xml-names/
 * @module
 */

/** One element. */
export interface XmlElement {
  /** With its namespace in front, e.g. `{DAV:}href`; without one, e.g. `ocs`. */
  name: string;
  children: readonly XmlElement[];
  /** Its own text, without that of its children. */
  text: string;
}

interface Open { name: string; written: string; children: XmlElement[]; text: string; spaces: Namespaces }
type Namespaces = ReadonlyMap<string, string>;

const deepest = 32;
/** A folder of 13,000 files, with every property we ask for. */
const mostElements = 400_000;

const startTag = /<([^\s/<>="']+)((?:\s+[^\s/<>="']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const endTag = /<\/([^\s/<>="']+)\s*>/y;
const declaration = /\sxmlns(?::([^\s=]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const entities: ReadonlyMap<string, string> = new Map([['amp', '&'], ['lt', '<'], ['gt', '>'], ['quot', '"'], ['apos', "'"]]);

/** @returns the root element; null for what is not well formed, has a document type, or is too deep or too much */
export function readXml(source: string): XmlElement | null {
  const reader = new Reader(source);
  while (reader.step());
  return reader.result;
}

class Reader {
  result: XmlElement | null = null;
  readonly #source: string;
  readonly #open: Open[] = [];
  #at = 0;
  #elements = 0;

  constructor(source: string) {
    this.#source = source.startsWith('\uFEFF') ? source.slice(1) : source;
  }

  /** Reads up to the end of the next tag. @returns whether there is more to read */
  step(): boolean {
    const next = this.#source.indexOf('<', this.#at);
    const end = next < 0 ? this.#source.length : next;
    if (!this.#takeText(this.#source.slice(this.#at, end))) return this.#refuse();
    this.#at = end;
    if (next < 0) return this.#open.length > 0 && this.#refuse();
    const taken = this.#between('<!--', '-->') ?? this.#between('<?', '?>') ?? this.#literal() ?? this.#end() ?? this.#start();
    return taken || this.#refuse();
  }

  #refuse(): false {
    this.result = null;
    return false;
  }

  #takeText(written: string): boolean {
    const here = this.#open.at(-1);
    if (here === undefined) return written.trim() === '';
    const text = readText(written);
    if (text === null) return false;
    here.text += text;
    return true;
  }

  /** Something without meaning for us. Null where it doesn't stand here. */
  #between(first: string, last: string): boolean | null {
    if (!this.#source.startsWith(first, this.#at)) return null;
    return this.#skipPast(last, this.#at + first.length) >= 0;
  }

  #literal(): boolean | null {
    const first = '<![CDATA[';
    if (!this.#source.startsWith(first, this.#at)) return null;
    const from = this.#at + first.length;
    const here = this.#open.at(-1);
    const end = this.#skipPast(']]>', from);
    if (end < 0 || here === undefined) return false;
    here.text += this.#source.slice(from, end);
    return true;
  }

  /** @returns where `last` begins, or -1 */
  #skipPast(last: string, from: number): number {
    const end = this.#source.indexOf(last, from);
    if (end >= 0) this.#at = end + last.length;
    return end;
  }

  #end(): boolean | null {
    if (!this.#source.startsWith('</', this.#at)) return null;
    const written = this.#match(endTag)?.[1];
    const closed = this.#open.pop();
    if (closed === undefined || written !== closed.written) return false;
    this.#close(closed);
    return true;
  }

  #start(): boolean {
    const found = this.#match(startTag);
    const [, written = '', attributes = '', empty = ''] = found ?? [];
    if (found === null || this.#open.length >= deepest || ++this.#elements > mostElements || (this.#open.length === 0 && this.result !== null)) return false;
    const spaces = declaredIn(attributes, this.#open.at(-1)?.spaces ?? new Map());
    const name = spaces === null ? null : qualified(written, spaces);
    if (spaces === null || name === null) return false;
    const element: Open = { name, written, children: [], text: '', spaces };
    if (empty === '') this.#open.push(element);
    else this.#close(element);
    return true;
  }

  #close({ name, children, text }: Open): void {
    const element: XmlElement = { name, children, text };
    const parent = this.#open.at(-1);
    if (parent === undefined) this.result = element;
    else parent.children.push(element);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source);
    if (found !== null) this.#at = pattern.lastIndex;
    return found;
  }
}

/** The namespaces inside an element; its parent's where it declares none. Null for an unreadable one. */
function declaredIn(attributes: string, outer: Namespaces): Namespaces | null {
  if (!attributes.includes('xmlns')) return outer;
  const spaces = new Map(outer);
  for (const [, prefix = '', double, single] of attributes.matchAll(declaration)) {
    const space = readText(double ?? single ?? '');
    if (space === null) return null;
    spaces.set(prefix, space);
  }
  return spaces;
}

/** Null for a prefix that nobody declared. */
function qualified(written: string, spaces: Namespaces): string | null {
  const cut = written.indexOf(':');
  const space = spaces.get(cut < 0 ? '' : written.slice(0, cut));
  if (space === undefined) return cut < 0 ? written : null;
  return space === '' ? written : `{${space}}${written.slice(cut + 1)}`;
}

/** Null for an unknown entity. */
function readText(written: string): string | null {
  if (!written.includes('&')) return written;
  const unknown: string[] = [];
  const text = written.replace(/&(?:#(\d{1,7}|x[0-9a-f]{1,6})|([a-z]{1,8}))?;?/gi, (whole, code: string | undefined, name: string | undefined) => {
    const character = !whole.endsWith(';') ? undefined : code === undefined ? entities.get(name ?? '') : fromCode(code);
    if (character === undefined) unknown.push(whole);
    return character ?? '';
  });
  return unknown.length === 0 ? text : null;
}

function fromCode(code: string): string | undefined {
  const point = code.startsWith('x') || code.startsWith('X') ? parseInt(code.slice(1), 16) : Number(code);
  return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : undefined;
}
