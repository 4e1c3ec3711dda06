/**
 * Files of credentials: to and from a screen, part by part, and what is done with them.
 * @module
 */

import { shownFileName, savedFileName } from '../../core/credential/file-name.ts';
import type { ScreenHandlers } from '../answer.ts';
import type { App } from './app.ts';
import { whileUnlocked } from './while-unlocked.ts';

type Names = 'beginAttaching' | 'attachPart' | 'endAttaching' | 'dropAttaching' | 'renameFile' | 'removeFile'
  | 'openFile' | 'readFilePart' | 'closeFile' | 'getTransfers' | 'retryTransfer' | 'dropTransfer';

export function fileHandlers({ session, files, writes }: App): Pick<ScreenHandlers, Names> {
  const { used, done } = whileUnlocked(session);
  return {
    beginAttaching: used(async (ask) => ({ attaching: await files.attaching.begin({ ...ask, name: shownFileName(ask.name) }) })),
    attachPart: done(({ attaching, part }) => files.attaching.part(attaching, part)),
    endAttaching: used(async ({ attaching }) => ({ state: await files.attaching.end(attaching) })),
    dropAttaching: done(({ attaching }) => files.attaching.drop(attaching)),
    renameFile: used((ask) => files.rename({ ...ask, name: shownFileName(ask.name).trim() })),
    removeFile: used((ask) => files.remove(ask)),
    openFile: used(async ({ credential, fileId }) => {
      const { file, ...opened } = await files.opened.open(await writes.journal.resolve(credential), fileId);
      return { ...opened, name: savedFileName(file.name, 'file') };
    }),
    readFilePart: used(({ opened, part }) => ({ part: files.opened.part(opened, part) })),
    closeFile: done(({ opened }) => { files.opened.close(opened); }),
    getTransfers: used(async ({ credential }) => ({ transfers: await files.transfers(credential) })),
    retryTransfer: done(({ id }) => files.retry(id)),
    dropTransfer: done(({ id }) => files.drop(id)),
  };
}
