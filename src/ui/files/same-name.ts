/**
 * Which file an upload is a new version of.
 * @module
 */

/** The id of the file that has this name, however it is composed; a folder is never replaced. */
export function entryNameTaken(rows: readonly { id: string; kind: 'file' | 'folder'; name: string }[], name: string): string | null {
  const wanted = name.normalize('NFC');
  return rows.find((row) => row.kind === 'file' && row.name.normalize('NFC') === wanted)?.id ?? null;
}
