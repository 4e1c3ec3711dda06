import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { concatBytes, encodeUtf8 } from '../bytes.ts';
import { dosDate, ZipWriter } from './zip.ts';

test('an archive is read by others: names, contents, and what came in pieces', () => {
  const zip = new ZipWriter();
  const date = dosDate({ year: 2026, month: 11, day: 29, hour: 3, minute: 4, second: 5 });
  const bytes = concatBytes(
    zip.begin('Grüße 🎉/', date), zip.end(),
    zip.begin('Grüße 🎉/a.txt', date), zip.content(encodeUtf8('hello ')), zip.content(encodeUtf8('world')), zip.end(),
    zip.begin('empty', date), zip.end(), zip.finish(),
  );
  const read = unzipSync(bytes);
  expect(Object.entries(read).map(([name, content]) => [name, new TextDecoder().decode(content)])).toEqual([['Grüße 🎉/', ''], ['Grüße 🎉/a.txt', 'hello world'], ['empty', '']]);
  // CRC-32 of "hello world", which fflate doesn't look at.
  expect(Buffer.from(bytes).includes(Buffer.from('85114a0d', 'hex'))).toBe(true);
});
