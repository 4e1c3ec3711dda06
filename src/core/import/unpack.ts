/**
 * Opens ZIP archives by fflate, and only what was asked for, within bounds: an archive of a few bytes can claim to
 * hold terabytes.
 * @module
 */

import { unzipSync } from 'fflate';
import { ImportRefused, importLimits } from './outcome.ts';

const mostEntries = 20_000;
/** Text packs to a tenth or so; all alike it may pack better, which small files may. */
const steepest = 200;
const smallBytes = 4 * 1024 * 1024;

/** @returns whether the bytes begin as a ZIP does */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6));
}

export interface Unpacked { files: ReadonlyMap<string, Uint8Array>; names: readonly string[] }

/**
 * Unpacks the files whose name is wanted; of the others only the names.
 * @throws {ImportRefused} `bomb`, `damaged`
 */
export function unpack(bytes: Uint8Array, isWanted: (name: string) => boolean): Unpacked {
  const names: string[] = [];
  let total = 0;
  const refused: ImportRefused[] = [];
  const filter = ({ name, size, originalSize }: { name: string; size: number; originalSize: number }) => {
    names.push(name);
    if (names.length > mostEntries) refused.push(new ImportRefused('bomb'));
    if (refused.length > 0 || !isWanted(name)) return false;
    total += originalSize;
    // The library writes no more than the size that is claimed, so checking the claim is enough.
    if (total > importLimits.bytes || (originalSize > smallBytes && originalSize > size * steepest)) refused.push(new ImportRefused('bomb'));
    return refused.length === 0;
  };
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, { filter });
  } catch (cause) {
    throw new ImportRefused('damaged', { cause });
  }
  const [why] = refused;
  if (why) throw why;
  return { files: new Map(Object.entries(files)), names };
}
