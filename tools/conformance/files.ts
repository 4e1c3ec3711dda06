/**
 * Files: there and back, changed, deleted.
 * @module
 */

import { vaultReader } from '../../src/core/envelopes/vault-reader.ts';
import type { NewFile } from '../../src/clients/passman/files.ts';
import { expectRefusal, expectSame, expectThat } from './report.ts';
import type { TestVault, World } from './world.ts';

export async function checkFiles({ first, report, cleanup }: World, vault: TestVault): Promise<void> {
  const { files } = first.passman;
  report.chapter('Files');
  const name = 'Zeugnis ✓.txt';
  const content = `data:text/plain;base64,${btoa('x'.repeat(48 * 1024))}`;
  const sent: NewFile = { filename: await vault.writer.seal(name), data: await vault.writer.seal(content), mimetype: 'text/plain', size: 48 * 1024 };
  const made = await report.check('a file is stored, and the answer holds it', async () => {
    const answer = await files.create(sent);
    expectSame(answer, sent);
    return answer;
  });
  if (made === null) return;
  const isGone = cleanup.later('delete the file', async () => { await files.removeMany([made.fileId]); });
  await report.check('it comes back as it was sent, and opens', async () => {
    const read = await files.get(made.fileId);
    expectSame(read, sent);
    const [openedName, openedContent] = await vaultReader(vault.key).openValues([read.filename, read.data]);
    expectThat(openedName?.state === 'read' && openedName.value === name, 'the name reads as it was written');
    expectThat(openedContent?.state === 'read' && openedContent.value === content, 'the content reads as it was written');
  });
  await report.check('it is changed, as for a change of key', async () => {
    const change = { filename: await vault.writer.seal('b'), data: await vault.writer.seal('data:,b') };
    await files.update(made.fileId, change);
    expectSame(await files.get(made.fileId), { ...change, mimetype: sent.mimetype, size: sent.size });
  });
  await report.check('it is deleted', async () => {
    await files.remove(made.fileId);
    isGone();
  });
  await report.check('it cannot be read afterwards', () => expectRefusal(files.get(made.fileId), 'server-error', 'not-found'));
  await report.check('several are deleted at once', async () => {
    const more = await Promise.all([files.create(sent), files.create(sent)]);
    expectThat((await files.removeMany(more.map(({ fileId }) => fileId))).length === 0, 'the server reports no failure');
  });
}
