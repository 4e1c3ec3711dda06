/**
 * Carries a file to the background and back, part by part: this page holds one part at a time on the way in, and the
 * one file that was asked for on the way out.
 * @module
 */

import { decodeBase64, encodeBase64 } from '../../../core/bytes.ts';
import type { CredentialId } from '../../../core/ids.ts';
import type { Problem } from '../../../core/problem.ts';
import type { WriteState } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';

/** Bytes; a multiple of three, so that no part but the last needs padding. */
const partBytes = 3 * 64 * 1024;

/** What became of a file. `unreadable`: this computer didn't give it out. */
export type Carried<Value> = { ok: true; value: Value } | { ok: false; problem: Problem | 'unreadable' };

/** Begins again once where the background was stopped in between. @param progress - told a number from 0 to 1 */
export async function attachFile(credential: CredentialId, file: File, field: string | null, progress: (done: number) => void): Promise<Carried<WriteState>> {
  const first = await attachOnce(credential, file, field, progress);
  const lost = !first.ok && first.problem !== 'unreadable' && first.problem.kind === 'gone' && first.problem.what === 'file';
  return lost ? attachOnce(credential, file, field, progress) : first;
}

async function attachOnce(credential: CredentialId, file: File, field: string | null, progress: (done: number) => void): Promise<Carried<WriteState>> {
  const begun = await send('beginAttaching', { credential, name: file.name.slice(0, 1000), mimetype: file.type.slice(0, 200), size: file.size, field });
  if (!begun.ok) return begun;
  const { attaching } = begun.value;
  for (let at = 0; at < file.size; at += partBytes) {
    const bytes = await bytesOf(file.slice(at, at + partBytes));
    if (bytes === null) {
      await send('dropAttaching', { attaching });
      return { ok: false, problem: 'unreadable' };
    }
    const taken = await send('attachPart', { attaching, part: encodeBase64(bytes) });
    if (!taken.ok) return taken;
    progress(Math.min(1, (at + partBytes) / file.size));
  }
  const ended = await send('endAttaching', { attaching });
  return ended.ok ? { ok: true, value: ended.value.state } : ended;
}

/** Null: it was changed or deleted meanwhile, or is a folder. */
async function bytesOf(part: Blob): Promise<Uint8Array | null> {
  try {
    return new Uint8Array(await part.arrayBuffer());
  } catch {
    return null;
  }
}

/** Fetches a file and hands it to the browser's downloads. @returns its name there */
export async function downloadFile(credential: CredentialId, fileId: number): Promise<Carried<string>> {
  const asked = await send('openFile', { credential, fileId });
  return asked.ok ? saveOpened(asked.value) : asked;
}

/** Hands what the background has opened to the browser's downloads, and closes it there. @returns its name */
export async function saveOpened({ opened, name, parts }: { opened: string; name: string; parts: number }): Promise<Carried<string>> {
  const content: Uint8Array<ArrayBuffer>[] = [];
  for (let part = 0; part < parts; part++) {
    const answer = await send('readFilePart', { opened, part });
    if (!answer.ok) return answer;
    const bytes = decodeBase64(answer.value.part);
    if (bytes === null) return { ok: false, problem: { kind: 'bug' } };
    content.push(bytes);
  }
  await send('closeFile', { opened });
  save(content, name);
  return { ok: true, value: name };
}

/** Never under its own type: a page of somebody else's must not be opened as one of ours. */
function save(content: Uint8Array<ArrayBuffer>[], name: string): void {
  const url = URL.createObjectURL(new Blob(content, { type: 'application/octet-stream' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on it by then.
  setTimeout(() => { URL.revokeObjectURL(url); }, 60_000);
}
