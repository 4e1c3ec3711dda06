/**
 * Locks of encrypted folders, as the server keeps them: few tries, since each refusal counts against us.
 * @see contracts: e2ee §1.5
 * @module
 */

import { e2ee } from '../../src/clients/e2ee/e2ee.ts';
import { webdav } from '../../src/clients/webdav/webdav.ts';
import { Failure } from '../../src/core/problem.ts';
import { expectThat } from './report.ts';
import type { World } from './world.ts';

/** @param root - an encrypted folder of the first person, which nobody works in */
export async function checkLocks({ first, report }: World, root: readonly string[]): Promise<void> {
  const { folders } = e2ee(first.server);
  const dav = webdav(first.server, { userId: first.user.userId });
  const folder = (await dav.look(root))?.fileId ?? 0;
  const far = 1000;
  // In an object: a text would be printed.
  const lock = await report.check('a folder is locked', async () => ({ token: await folders.lock(folder, far) }));
  if (lock === null) return;
  const { token } = lock;
  await report.check('locked by one, it is refused to another', async () => refusal(folders.lock(folder, far + 1), 'locked'));
  await report.check('the same token is taken again', async () => {
    expectThat((await folders.enterAgain(folder, token, far)) === token, 'it is the same');
  });
  await report.check('nothing is written without the token', async () => refusal(dav.write([...root, 'f'.repeat(32)], new Blob(['x'])), 'headers-lost'));
  await report.check('what is given up is undone: a file that was sent is not there', async () => {
    const before = await folders.read(folder);
    expectThat(before !== null && before.signature !== null, 'there are signed metadata');
    const name = crypto.randomUUID().replaceAll('-', '');
    await dav.write([...root, name], new Blob(['x']), { token });
    expectThat(await dav.exists([...root, `${name}.e2e-to-save`]), 'it waits under a hidden name');
    await folders.replace(folder, { text: before.text, signature: before.signature }, token);
    await folders.abort(folder, token);
    expectThat(!(await dav.exists([...root, name])) && !(await dav.exists([...root, `${name}.e2e-to-save`])), 'it is gone');
    expectThat((await folders.read(folder))?.text === before.text, 'the metadata are as before');
  });
}

async function refusal(promise: Promise<unknown>, why: string): Promise<string> {
  const failure: unknown = await promise.then(() => null, (error: unknown) => error);
  const said = failure instanceof Failure && failure.problem.kind === 'folder-refused' ? failure.problem.why : 'something else';
  expectThat(said === why, `it is refused as ${why}`);
  return said;
}
