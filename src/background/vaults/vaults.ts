/**
 * The vaults whose keys are known: loaded from what rests here, then brought up to date from their servers.
 * @module
 */

import { readCredential } from '../../core/credential/read-credential.ts';
import type { Credential } from '../../core/credential/credential.ts';
import { encryptedFields, type SealedCredential } from '../../core/credential/sealed.ts';
import { vaultOf, type CredentialId, type VaultId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { Entry } from '../../core/credential/entry.ts';
import { searchIndexInSlices, type SearchIndex } from '../../core/credential/search.ts';
import { pauseForOthers } from '../../core/envelopes/pause.ts';
import { keysOf } from '../session/contents.ts';
import { oneAtATime, type Queue } from '../one-at-a-time.ts';
import type { Keyring } from '../session/keyring.ts';
import { openVault, type OpenVault } from './open-vault.ts';
import { putIn, takeIn } from './take-in.ts';
import type { VaultStore } from './vault-store.ts';

export interface Vaults {
  /** Loads every vault whose key is known and that isn't in memory yet. @throws {Failure} `locked` */
  load: () => Promise<ReadonlyMap<VaultId, OpenVault>>;
  /** Puts a vault in memory under a new key; what was there before is dropped. */
  start: (id: VaultId, ...keys: readonly string[]) => OpenVault;
  /**
   * @param asOf - the vault's generation when the records were asked for. Left out: they are the newest in any case
   * @returns false where something was put in since, so that they may be older than what is here: nothing was taken in
   */
  takeIn: (vault: OpenVault, records: readonly SealedCredential[], asOf?: number) => Promise<boolean>;
  /** Opens every field of one credential. @throws {Failure} `locked`, `gone` */
  credential: (id: CredentialId) => Promise<Credential>;
  /** The record itself, as it rests. @throws {Failure} `locked`, `gone` */
  record: (id: CredentialId) => Promise<{ vault: OpenVault; sealed: SealedCredential }>;
  /** Puts single records in, or takes them out (null). */
  put: (vault: OpenVault, records: ReadonlyMap<CredentialId, SealedCredential | null>) => Promise<void>;
  /** Over all loaded vaults. */
  search: () => Promise<SearchIndex>;
  /** Drops one vault from memory and from rest. */
  remove: (id: VaultId) => Promise<void>;
  /** Drops everything from memory; what rests stays. */
  forget: () => void;
  erase: () => Promise<void>;
}

export interface VaultsWorld {
  store: VaultStore;
  keyring: Keyring;
  now: () => number;
  changed: () => void;
  /** What waits to be sent is shown as if it were. Left out: nothing waits. */
  overlay?: (vault: OpenVault, records: readonly SealedCredential[]) => Promise<readonly SealedCredential[]>;
  /** The real id behind one that we gave. */
  resolve?: (id: CredentialId) => Promise<CredentialId>;
}

export function vaults(world: VaultsWorld): Vaults {
  return new LoadedVaults(world);
}

/** What an index says that was made of no answer of a server. */
const never = 0;

class LoadedVaults implements Vaults {
  readonly #world: VaultsWorld;
  readonly #open = new Map<VaultId, OpenVault>();
  readonly #disks = new Map<VaultId, Queue>();
  #loading: Promise<unknown> | null = null;
  /** Counts what was dropped, so that a load that began before puts nothing back. */
  #dropped = 0;
  #searchable: Promise<SearchIndex> | null = null;
  /** By label, as the last index had them: most of the next one's order. */
  #sorted: readonly Entry[] = [];

  constructor(world: VaultsWorld) {
    this.#world = world;
  }

  async load(): Promise<ReadonlyMap<VaultId, OpenVault>> {
    const { vaults: known } = await this.#world.keyring.contents();
    const missing = known.flatMap((each) => (each.key === null || this.#open.has(each.id) ? [] : [{ id: each.id, keys: keysOf(each) }]));
    if (missing.length > 0) {
      this.#loading ??= Promise.all(missing.map((each) => this.#loadOne(each.id, each.keys))).finally(() => { this.#loading = null; });
      await this.#loading;
      // Another one's load may have left some out, and a lock in between must be noticed.
      return this.load();
    }
    return this.#open;
  }

  start(id: VaultId, ...keys: readonly string[]): OpenVault {
    const before = this.#open.get(id);
    if (before) before.dropped = true;
    const vault = this.#made(id, keys);
    this.#open.set(id, vault);
    this.#touched();
    return vault;
  }

  takeIn(vault: OpenVault, records: readonly SealedCredential[], asOf?: number): Promise<boolean> {
    const { store, keyring, now, overlay } = this.#world;
    return vault.queue(async () => {
      const shown = (await overlay?.(vault, records)) ?? records;
      const key = await keyring.dataKey();
      if (asOf !== undefined && vault.generation !== asOf) return false;
      await takeIn(vault, shown, { store, key, now, changed: () => this.#touched() });
      return true;
    });
  }

  async put(vault: OpenVault, records: ReadonlyMap<CredentialId, SealedCredential | null>): Promise<void> {
    const { store, keyring, now } = this.#world;
    vault.generation += 1;
    await vault.queue(async () => putIn(vault, records, { store, key: await keyring.dataKey(), now, changed: () => this.#touched() }));
  }

  async credential(given: CredentialId): Promise<Credential> {
    const id = await this.#resolved(given);
    const { vault, sealed } = await this.record(id);
    const [openings = {}] = await vault.reader.open([sealed], encryptedFields);
    return readCredential(id, vault.id, sealed, openings);
  }

  async record(given: CredentialId): Promise<{ vault: OpenVault; sealed: SealedCredential }> {
    const id = await this.#resolved(given);
    const vault = (await this.load()).get(vaultOf(id));
    if (!vault?.lines().has(id)) throw new Failure({ kind: 'gone', what: 'credential' });
    return { vault, sealed: await this.#record(vault, id) };
  }

  async search(): Promise<SearchIndex> {
    await this.load();
    this.#searchable ??= this.#makeSearchable();
    return this.#searchable;
  }

  async remove(id: VaultId): Promise<void> {
    const vault = this.#open.get(id);
    if (vault) vault.removed = true;
    this.#dropped += 1;
    this.#open.delete(id);
    this.#touched();
    await this.#world.store.removeVault(id);
  }

  forget(): void {
    this.#dropped += 1;
    for (const vault of this.#open.values()) vault.dropped = true;
    this.#open.clear();
    this.#sorted = [];
    this.#touched();
  }

  async erase(): Promise<void> {
    for (const vault of this.#open.values()) vault.removed = true;
    this.forget();
    await this.#world.store.erase();
  }

  #touched(): void {
    this.#searchable = null;
    this.#world.changed();
  }

  async #makeSearchable(): Promise<SearchIndex> {
    const dropped = this.#dropped;
    const rest = new Map([...this.#open.values()].flatMap((vault) => [...vault.lines()]));
    const known = this.#sorted.flatMap(({ id }) => {
      const line = rest.get(id);
      rest.delete(id);
      return line === undefined ? [] : [line.entry];
    });
    const index = await searchIndexInSlices([...known, ...[...rest.values()].map(({ entry }) => entry)], pauseForOthers);
    // A lock in between must leave nothing behind.
    if (dropped === this.#dropped) this.#sorted = index.entries();
    return index;
  }

  #disk(id: VaultId): Queue {
    const disk = this.#disks.get(id) ?? oneAtATime();
    this.#disks.set(id, disk);
    return disk;
  }

  /** Whatever was made of it before writes no more while this one does. */
  #made(id: VaultId, keys: readonly string[]): OpenVault {
    const vault = openVault(id, ...keys);
    vault.disk = this.#disk(id);
    return vault;
  }

  async #loadOne(id: VaultId, keys: readonly string[]): Promise<void> {
    const dropped = this.#dropped;
    const index = await this.#disk(id)(async () => this.#world.store.readIndex(id, await this.#world.keyring.dataKey()));
    if (this.#open.has(id) || dropped !== this.#dropped) return;
    const vault = this.#made(id, keys);
    if (index) {
      vault.rest(index);
      vault.phase = 'open';
      vault.syncedAt = index.syncedAt === never ? null : index.syncedAt;
    }
    this.#open.set(id, vault);
    this.#searchable = null;
    if (!index) void this.#makeIndex(vault).catch(() => undefined);
  }

  /**
   * Where the index is damaged, or of another version, the records at rest tell the same, also without a network. Nobody
   * waits for it: what goes wrong is met again by whoever asks for a record.
   */
  async #makeIndex(vault: OpenVault): Promise<void> {
    const { store, keyring } = this.#world;
    await vault.queue(async () => {
      const key = await keyring.dataKey();
      const records = await store.readAllRecords(vault.id, key);
      if (records.length === 0 || vault.phase === 'open') return;
      await takeIn(vault, records, { store, key, now: () => null, changed: () => this.#touched() });
    });
  }

  async #resolved(id: CredentialId): Promise<CredentialId> {
    return (await this.#world.resolve?.(id)) ?? id;
  }

  async #record(vault: OpenVault, id: CredentialId): Promise<SealedCredential> {
    const unkept = vault.unkept.get(id);
    if (unkept) return unkept;
    const [sealed] = await this.#world.store.readRecords([id], await this.#world.keyring.dataKey());
    if (!sealed) {
      // Damaged on the disk: without its digest the next sync takes it from the server again.
      vault.replace([...vault.lines().values()].map((line) => (line.entry.id === id ? { ...line, digest: '' } : line)));
      throw new Failure({ kind: 'gone', what: 'credential' });
    }
    return sealed;
  }
}
