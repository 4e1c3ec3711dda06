/**
 * Does one chore.
 * @module
 */

import { guidOf } from '../../core/ids.ts';
import type { Chore } from './chore.ts';
import { copyFiles } from './copy-files.ts';
import type { DoingWorld } from './doing-world.ts';
import { removeFiles } from './remove-files.ts';
import { upload } from './upload.ts';

/** @returns false where its time has not come yet */
export async function doChore(chore: Chore, world: DoingWorld): Promise<boolean> {
  switch (chore.do) {
    case 'upload': return upload(chore, world);
    case 'copy-files': return copyFiles(chore, world);
    case 'rename-file': return world.client.files.rename(chore.fileId, chore.sealedName).then(() => true);
    case 'remove-files': return removeFiles(chore, world);
    case 'remove-revision': return world.client.revisions.remove(guidOf(chore.credential), chore.revision).then(() => true);
  }
}
