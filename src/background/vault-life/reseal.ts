/**
 * Brings what is sealed under one of a vault's keys under the one that all of it should be under.
 * What opens under none of them is kept as it is, byte for byte.
 * @module
 */

import { encryptedFields, type SealedCredential } from '../../core/credential/sealed.ts';
import type { ManyKeysReader } from '../../core/envelopes/many-keys.ts';
import { isShared, vaultReader, type VaultReader } from '../../core/envelopes/vault-reader.ts';
import { vaultWriter, type VaultWriter } from '../../core/envelopes/vault-writer.ts';
import { Failure } from '../../core/problem.ts';

/** Seals under the first key what any of them opens. */
export interface Resealer {
  readonly keys: readonly string[];
  readonly all: ManyKeysReader;
  readonly target: VaultReader;
  readonly writer: VaultWriter;
}

/** One writer, and so one salt, for all that a worker seals in its life. */
export function resealer(keys: readonly string[], all: ManyKeysReader): Resealer {
  const [target = ''] = keys;
  return { keys, all, target: vaultReader(target), writer: vaultWriter(target) };
}

/** `foreign`: something in it is under a key that we don't know. `lost`: the server could not read something in it. */
export interface Resealed<Value> { value: Value; changed: boolean; foreign: boolean; lost: boolean }

/** Values that stand alone, e.g. a file's name and content. Those that are not sealed at all stay so. */
export async function resealTexts<Text>(texts: readonly Text[], { all, target, writer }: Resealer): Promise<Resealed<(Text | string)[]>> {
  const result: Resealed<(Text | string)[]> = { value: [...texts], changed: false, foreign: false, lost: texts.some((text) => (text as unknown) === false) };
  const due = (await target.openValues(texts)).flatMap((opening, at) => (opening.state === 'unreadable' && opening.why === 'key' ? [at] : []));
  if (due.length === 0) return result;
  const openings = await all.openValues(due.map((at) => texts[at]));
  for (const [index, at] of due.entries()) {
    const opening = openings[index];
    if (opening?.state !== 'read' || opening.value === null) {
      result.foreign = true;
      continue;
    }
    result.value[at] = await sealSurely(opening.value, { target, writer });
    result.changed = true;
  }
  return result;
}

/** A whole record, or a revision's: a shared one keeps its fields, which are under its own key. */
export async function resealRecord(record: SealedCredential, resealer: Resealer): Promise<Resealed<SealedCredential>> {
  const lost = encryptedFields.some((field) => record[field] === false);
  if (isShared(record)) {
    const { value: [shared_key = record.shared_key], ...rest } = await resealTexts([record.shared_key], resealer);
    return { ...rest, lost, value: { ...record, shared_key } };
  }
  const { value: texts, changed, foreign } = await resealTexts(encryptedFields.map((field) => record[field]), resealer);
  const value: SealedCredential = { ...record };
  encryptedFields.forEach((field, at) => { value[field] = texts[at] ?? record[field]; });
  return { value, changed, foreign, lost };
}

/** Read back by other code than what wrote it, before the only other copy is replaced. */
export async function sealSurely(text: string, { target, writer }: Pick<Resealer, 'target' | 'writer'>): Promise<string> {
  const sealed = await writer.seal(text);
  const [opening] = await target.openValues([sealed]);
  if (opening?.state !== 'read' || opening.value !== text) throw new Failure({ kind: 'bug' });
  return sealed;
}
