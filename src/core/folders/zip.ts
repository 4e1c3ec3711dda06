/**
 * Writes ZIP archives without compression, piece by piece: what is in encrypted folders is mostly compressed already.
 * Sixty lines, where a library would be carried at each start of the worker.
 * @see PKWARE APPNOTE 6.3
 * @module
 */

import { concatBytes, encodeUtf8, type Bytes } from '../bytes.ts';

/** What 32 bits hold; more would need another format. */
export const largestArchive = 0xffff_ffff;
/** What 16 bits hold. */
export const mostInArchive = 0xffff;

interface Entry { name: Bytes; crc: number; size: number; at: number; date: number }

/** Sizes and checksums follow each file; names are UTF-8. */
const flags = 0x0808;
const version = 20;

const crcTable = Int32Array.from({ length: 256 }, (_, index) => {
  let crc = index;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  return crc;
});

export class ZipWriter {
  readonly #entries: Entry[] = [];
  #at = 0;
  #crc = 0;
  #size = 0;

  /** @param path - with slashes; ends in one for a folder. @param date - as {@link dosDate} gives it */
  begin(path: string, date: number): Bytes {
    const name = encodeUtf8(path);
    this.#entries.push({ name, crc: 0, size: 0, at: this.#at, date });
    [this.#crc, this.#size] = [-1, 0];
    return this.#out(fields([4, 0x04034b50], [2, version], [2, flags], [2, 0], [4, date], [4, 0], [4, 0], [4, 0], [2, name.length], [2, 0]), name);
  }

  /** The next bytes of the file that was begun last; they go into the archive as they are. */
  content(bytes: Bytes): Bytes {
    let crc = this.#crc;
    for (let at = 0; at < bytes.length; at++) crc = (crc >>> 8) ^ (crcTable[(crc ^ (bytes[at] as number)) & 255] as number);
    this.#crc = crc;
    this.#size += bytes.length;
    return this.#out(bytes);
  }

  end(): Bytes {
    const entry = this.#entries.at(-1);
    if (entry) [entry.crc, entry.size] = [~this.#crc >>> 0, this.#size];
    return this.#out(fields([4, 0x08074b50], [4, entry?.crc ?? 0], [4, this.#size], [4, this.#size]));
  }

  /** The list at the end. */
  finish(): Bytes {
    const begun = this.#at;
    const list = this.#entries.map(({ name, crc, size, at, date }) => concatBytes(fields([4, 0x02014b50], [2, version], [2, version], [2, flags], [2, 0], [4, date], [4, crc], [4, size], [4, size], [2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, at]), name));
    const size = list.reduce((sum, { length }) => sum + length, 0);
    return this.#out(...list, fields([4, 0x06054b50], [2, 0], [2, 0], [2, list.length], [2, list.length], [4, size], [4, begun], [2, 0]));
  }

  #out(...parts: readonly Bytes[]): Bytes {
    const bytes = parts.length === 1 && parts[0] !== undefined ? parts[0] : concatBytes(...parts);
    this.#at += bytes.length;
    return bytes;
  }
}

/** Time and date in the form of archives, from 1980 on. The caller owns the calendar. */
export function dosDate({ year, month, day, hour, minute, second }: { year: number; month: number; day: number; hour: number; minute: number; second: number }): number {
  return ((((Math.max(0, year - 1980) << 9) | (month << 5) | day) << 16) | (hour << 11) | (minute << 5) | (second >> 1)) >>> 0;
}

/** Numbers of two or four bytes, the lowest first. */
function fields(...numbers: readonly (readonly [2 | 4, number])[]): Bytes {
  const view = new DataView(new ArrayBuffer(numbers.reduce((sum, [width]) => sum + width, 0)));
  let at = 0;
  for (const [width, number] of numbers) {
    if (width === 2) view.setUint16(at, number, true);
    else view.setUint32(at, number, true);
    at += width;
  }
  return new Uint8Array(view.buffer);
}
