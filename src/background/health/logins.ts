/**
 * The logins of all open vaults as the health check takes them: what is known of each, and its password when it must be.
 * @module
 */

import { readCredential } from '../../core/credential/read-credential.ts';
import type { Credential } from '../../core/credential/credential.ts';
import type { CredentialId, VaultId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import type { IndexLine } from '../vaults/index-text.ts';
import type { Vaults } from '../vaults/vaults.ts';
import type { Fact, Facts, FactStore } from './facts.ts';

/** One login that can be looked at. */
export interface Login extends IndexLine { vault: OpenVault }

/** Facts in memory, read from rest when their vault is first asked about; all are dropped when Latchkey locks. */
export class KnownLogins {
  readonly #vaults: Vaults;
  readonly #store: FactStore;
  readonly #facts = new Map<VaultId, Promise<Facts>>();

  constructor(vaults: Vaults, store: FactStore) {
    this.#vaults = vaults;
    this.#store = store;
  }

  /** Not in the trash and not hidden, of vaults that are wholly read. */
  async all(): Promise<Login[]> {
    const open = [...(await this.#vaults.load()).values()].filter(({ phase }) => phase === 'open');
    return open.flatMap((vault) => [...vault.lines().values()].filter(({ entry, digest }) => !entry.trashed && !entry.hidden && digest !== '').map((line) => ({ ...line, vault })));
  }

  /** Undefined where its record has changed since. */
  async facts(logins: readonly Login[]): Promise<Map<CredentialId, Fact>> {
    const ofVaults = new Map(await Promise.all([...new Set(logins.map(({ vault }) => vault.id))].map(async (id) => [id, await this.factsOf(id)] as const)));
    return new Map(logins.flatMap(({ entry, digest, vault }) => {
      const fact = ofVaults.get(vault.id)?.get(entry.id);
      return fact?.digest === digest ? [[entry.id, fact] as const] : [];
    }));
  }

  factsOf(vault: VaultId): Promise<Facts> {
    const known = this.#facts.get(vault);
    if (known !== undefined) return known;
    const read = this.#store.read(vault);
    this.#facts.set(vault, read);
    read.catch(() => this.#facts.delete(vault));
    return read;
  }

  /** Seals what is known of these logins' vaults, without what is no longer there. */
  async keep(logins: readonly Login[]): Promise<void> {
    for (const vault of new Set(logins.map((login) => login.vault))) {
      if (vault.dropped || vault.removed) continue;
      const facts = await this.factsOf(vault.id);
      const lines = vault.lines();
      for (const id of facts.keys()) if (!lines.has(id)) facts.delete(id);
      await this.#store.write(vault.id, facts);
    }
  }

  /** Null for what has gone meanwhile. @throws {Failure} `locked` */
  async open({ entry, vault }: Login): Promise<Credential | null> {
    if (vault.dropped || vault.removed) return null;
    try {
      const { sealed } = await this.#vaults.record(entry.id);
      const [openings = {}] = await vault.reader.open([sealed], ['password', 'compromised']);
      return readCredential(entry.id, vault.id, sealed, openings);
    } catch (error) {
      if (error instanceof Failure && error.problem.kind === 'gone') return null;
      throw error;
    }
  }

  forget(): void {
    this.#facts.clear();
  }
}
