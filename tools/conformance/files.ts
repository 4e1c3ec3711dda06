/**
 * Files: there and back, changed, deleted.
 * @module
 */

import { encodeBase64, equalBytes } from '../../src/core/bytes.ts';
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
  await checkParts({ files, report }, vault, made.fileId);
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
    // One after the other: where the tables are in SQLite, two writes at once may be refused.
    const more = [(await files.create(sent)).fileId, (await files.create(sent)).fileId];
    expectThat((await files.removeMany(more)).length === 0, 'the server reports no failure');
  });
}

/** As the extension attaches: an empty file first, its content sealed in parts and put into it, as often as it takes. */
async function checkParts({ files, report }: Pick<World, 'report'> & { files: World['first']['passman']['files'] }, vault: TestVault, fileId: number): Promise<void> {
  await report.check('its content is replaced in parts, twice, and opens', async () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => (at * 7) & 255);
    const sealer = await vault.writer.sealFile({ mimetype: 'text/plain', size: bytes.length });
    const parts = Array.from({ length: 3 }, (_, at) => sealer.add(encodeBase64(bytes.subarray(at * 36_000, (at + 1) * 36_000))));
    parts.push(sealer.end());
    await files.fill(fileId, parts);
    await files.fill(fileId, parts);
    const opened = await vaultReader(vault.key).openFile((await files.get(fileId)).data, null);
    expectThat(opened.state === 'read' && equalBytes(opened.bytes, bytes), 'the bytes are the same');
  });
  await report.check('it is renamed, and keeps its content', async () => {
    const { data } = await files.get(fileId);
    const filename = await vault.writer.seal('Ümbenannt.txt');
    await files.rename(fileId, filename);
    expectSame(await files.get(fileId), { filename, data });
  });
}
