/**
 * Exports: after the unlock password was typed once more, a file is made part by part, each handed over as soon as it
 * is made. Nothing of it is kept here, and a lock ends it.
 * @module
 */

import { formOf } from '../../core/credential/form.ts';
import { readCredential } from '../../core/credential/read-credential.ts';
import { encryptedFields } from '../../core/credential/sealed.ts';
import { chunkContext, importPassphrase, newHeaderLine, readHeader, sealChunk } from '../../core/export/encrypted-format.ts';
import { csvHead, csvLine, ownItem, passmanItem, type CsvStyle, type ExportItem } from '../../core/export/plain-formats.ts';
import type { CredentialId, VaultId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { ExportPart, TransferRequests } from '../../messages/transfer-contract.ts';
import type { Keyring } from '../session/keyring.ts';
import type { Vaults } from '../vaults/vaults.ts';

const perPart = 100;
/** An export that nobody asks for any more is over. Milliseconds. */
const idleMs = 120_000;

/** Writes one part. @param last - nothing follows it */
type PartWriter = (items: readonly ExportItem[], index: number, last: boolean) => Promise<{ text: string; formulas: number }>;
interface Running { ids: readonly CredentialId[]; at: number; next: number; write: PartWriter; names: ReadonlyMap<VaultId, string> }
type Ask = TransferRequests['startExport']['ask'];

export interface ExportsWorld { keyring: Keyring; vaults: Vaults; now: () => number }

export class Exports {
  readonly #world: ExportsWorld;
  readonly #running = new Map<string, Running>();

  constructor(world: ExportsWorld) {
    this.#world = world;
  }

  /** @throws {Failure} `wrong-unlock-password`, `too-many-tries` */
  async start({ format, vault, password, passphrase, style }: Ask): Promise<{ id: string; total: number }> {
    if (format === 'encrypted' && passphrase === null) throw new Failure({ kind: 'not-allowed' });
    await this.#world.keyring.check(password);
    const names = new Map((await this.#world.keyring.contents()).vaults.map(({ id, name }) => [id, name]));
    const open = [...(await this.#world.vaults.load()).values()].filter(({ id }) => vault === null || id === vault);
    const ids = open.flatMap((each) => [...each.lines().values()].filter(({ entry }) => !entry.hidden).map(({ entry }) => entry.id));
    const write = format === 'encrypted' ? await encrypted(passphrase ?? '') : format === 'passman' ? json : csv(style);
    const id = crypto.randomUUID();
    const now = this.#world.now();
    for (const [other, { at }] of this.#running) if (now - at > idleMs) this.#running.delete(other);
    this.#running.set(id, { ids, at: now, next: 0, write, names });
    return { id, total: ids.length };
  }

  /** @throws {Failure} `gone` when it is over, or Latchkey was locked or stopped meanwhile */
  async part(id: string): Promise<ExportPart> {
    const run = this.#running.get(id);
    const now = this.#world.now();
    if (!run || now - run.at > idleMs) throw new Failure({ kind: 'gone', what: 'export' });
    const ids = run.ids.slice(run.next, run.next + perPart);
    const [index, end] = [run.next / perPart, run.next + ids.length];
    const last = end >= run.ids.length;
    const { items, damaged, files } = await this.#items(ids, run.names);
    const { text, formulas } = await run.write(items, index, last);
    if (last) this.#running.delete(id);
    else this.#running.set(id, { ...run, at: now, next: end });
    return { text, done: end, last, formulas, damaged, files };
  }

  /** Those that are running are over. */
  forget(): void {
    this.#running.clear();
  }

  /** One that is gone meanwhile is left out. */
  async #items(ids: readonly CredentialId[], names: ReadonlyMap<VaultId, string>): Promise<{ items: ExportItem[]; damaged: number; files: number }> {
    const items: ExportItem[] = [];
    let damaged = 0;
    let files = 0;
    for (const id of ids) {
      const found = await this.#world.vaults.record(id).catch((error: unknown) => {
        if (error instanceof Failure && error.problem.kind === 'gone') return null;
        throw error;
      });
      if (found === null) continue;
      const [openings = {}] = await found.vault.reader.open([found.sealed], encryptedFields);
      const credential = readCredential(id, found.vault.id, found.sealed, openings);
      if (Object.values(openings).some(({ state }) => state === 'unreadable')) damaged += 1;
      if (credential.files.state !== 'unreadable' && credential.files.value.length > 0) files += 1;
      items.push({ record: found.sealed, openings, form: formOf(credential, openings), vault: names.get(found.vault.id) ?? '' });
    }
    return { items, damaged, files };
  }
}

async function encrypted(passphrase: string): Promise<PartWriter> {
  const head = newHeaderLine();
  const header = readHeader(head);
  if (header === null) throw new Failure({ kind: 'bug' });
  const key = await importPassphrase(passphrase, header, 'encrypt');
  return async (items, index, last) => {
    const line = await sealChunk(items.map(ownItem), key, chunkContext(head, index, last));
    return { text: `${index === 0 ? `${head}\n` : ''}${line}\n`, formulas: 0 };
  };
}

const json: PartWriter = (items, index, last) => {
  const text = items.map((item) => JSON.stringify(passmanItem(item))).join(',\n');
  return Promise.resolve({ text: `${index === 0 ? '[\n' : text === '' ? '' : ',\n'}${text}${last ? '\n]\n' : ''}`, formulas: 0 });
};

function csv(style: CsvStyle): PartWriter {
  return (items, index) => {
    const lines = items.map((item) => csvLine(item, style));
    const head = index === 0 ? `${csvHead(style)}\r\n` : '';
    return Promise.resolve({ text: head + lines.map(({ line }) => `${line}\r\n`).join(''), formulas: lines.reduce((sum, { formulas }) => sum + formulas, 0) });
  };
}
