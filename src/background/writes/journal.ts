/**
 * The journal: every write, kept before it is sent and until its answer has been taken in. So neither a lost
 * connection nor a stopped worker loses one; what was written is ciphertext already, so nothing is sealed twice.
 * @see guides: reliability
 * @module
 */

import type { WritableField } from '../../core/credential/replace.ts';
import type { SealedCredential } from '../../core/credential/sealed.ts';
import { credentialId, guidOf, isGuid, vaultOf, type CredentialId, type Guid, type VaultId } from '../../core/ids.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import { toldNames } from '../due-notice.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';

/** `yields`: where both changed the same, theirs stays (an undo never undoes what others did since). */
export interface ChangeWrite { what: 'edit' | 'trash' | 'restore'; credential: CredentialId; before: SealedCredential; after: SealedCredential; yields: boolean }
/**
 * The second half of a move: its first is the `create` of the copy. Trashes the old one, but only once the copy has
 * been read back from its server.
 */
export type MoveWrite = Omit<ChangeWrite, 'what'> & { what: 'move'; copy: CredentialId; copied: SealedCredential };
/**
 * `credential` is an id of ours until the server gives its own. `held`: it is not sent before a chore has copied the
 * files that it is to name.
 */
export interface CreateWrite { what: 'create'; credential: CredentialId; record: SealedCredential; held?: boolean }
/** `files`: numbers of those that go with it. `look`: what it named before is looked for first. */
export interface DestroyWrite { what: 'destroy'; credential: CredentialId; record: SealedCredential; files: readonly number[]; look?: boolean }
export type Write =
  | CreateWrite
  | ChangeWrite
  | MoveWrite
  | DestroyWrite;

export type Entry = Write & {
  /** Its place in the order; given again once the journal is empty. */
  id: string;
  /** Never given again. */
  token: string;
  /** Milliseconds since 1970. */
  at: number;
  /** Attempts that may have reached the server. */
  tries: number;
  problem: Problem | null;
  /** What others had changed too, known before the last attempt: its answer may have been lost. */
  clashes?: readonly WritableField[];
  /** The picture that they clash with: it is in no history. */
  theirPicture?: unknown;
};

export interface Journal {
  /** Resolves when it is on the disk. */
  add: (write: Write, at: number) => Promise<Entry>;
  /**
   * All of them or none, in one step on the disk, and with them whatever else must be known from then on.
   * For a change of several steps: add all of its writes at once; they are sent in their order.
   * @param beside - names of blobs and what they hold; null: it is removed, e.g. the draft that was saved
   */
  addAll: (writes: readonly Write[], at: number, beside?: ReadonlyMap<string, unknown>) => Promise<Entry[]>;
  update: (entry: Entry) => Promise<void>;
  /** @param gone - names of blobs that are removed in the same step */
  updateAll: (entries: readonly Entry[], gone?: readonly string[]) => Promise<void>;
  /** As `settleId`, for many. */
  settleIds: (settled: readonly { entry: Entry; id: CredentialId }[]) => Promise<void>;
  /** Forgets them, keeping something of them in the same step. @param beside - names of blobs and what they hold */
  replaceAll: (entries: readonly Entry[], beside: ReadonlyMap<string, unknown>) => Promise<void>;
  /** In the order of their making. */
  all: () => Promise<Entry[]>;
  ofVault: (vault: VaultId) => Promise<Entry[]>;
  /** From now on `real` is meant wherever `ours` is said. */
  settleId: (ours: CredentialId, real: CredentialId) => Promise<void>;
  resolve: (id: CredentialId) => Promise<CredentialId>;
  /** What was made in a vault from here, by the ids that its server gave. */
  settledIn: (vault: VaultId) => Promise<ReadonlySet<CredentialId>>;
  /** Everything that is kept of the vaults whose ids begin so. */
  forget: (beginning: string) => Promise<void>;
}

const made = 'new-';
const nameOf = (entry: Entry) => `write:${entry.id}`;

/** An id for what the server doesn't know yet. */
export function provisionalId(vault: VaultId): CredentialId {
  const guid = `${made}${crypto.randomUUID()}`;
  if (!isGuid(guid)) throw new Failure({ kind: 'bug' });
  return credentialId(vault, guid);
}

export function isProvisional(guid: Guid): boolean {
  return guid.startsWith(made);
}

/** Whether it waits for its files. */
export function isHeld(entry: Entry): entry is Entry & CreateWrite {
  return entry.what === 'create' && entry.held === true;
}

function first([entry]: readonly Entry[]): Entry {
  if (!entry) throw new Failure({ kind: 'bug' });
  return entry;
}

export function journal(blobs: SealedBlobs): Journal {
  const queue = oneAtATime();
  const known = new Map<CredentialId, CredentialId>();
  async function all(): Promise<Entry[]> {
    const entries = await Promise.all((await blobs.names('write:')).map((name) => blobs.read(name)));
    // We sealed them ourselves; one that doesn't open is left where it is, and told (`notices.ts`).
    return entries.filter((entry) => entry !== null) as Entry[];
  }

  const addAll: Journal['addAll'] = (writes, at, beside = new Map<string, unknown>()) =>
    queue(async () => {
      // Numbered, not dated: clocks jump.
      const last = Number((await blobs.names('write:')).at(-1)?.slice('write:'.length) ?? '0');
      const entries = writes.map((write, index): Entry => ({ ...write, id: String(last + 1 + index).padStart(12, '0'), token: crypto.randomUUID(), at, tries: 0, problem: null }));
      const gone = [...beside].flatMap(([name, value]) => (value === null ? [name] : []));
      await blobs.exchange(new Map([...entries.map((entry): [string, unknown] => [nameOf(entry), entry]), ...[...beside].filter(([, value]) => value !== null)]), gone);
      return entries;
    });

  return {
    add: async (write, at) => first(await addAll([write], at)),
    addAll,
    update: (entry) => blobs.write(nameOf(entry), entry),
    updateAll: (entries, gone = []) => blobs.exchange(new Map(entries.map((entry) => [nameOf(entry), entry])), gone),
    async settleIds(settled) {
      const renamed = settled.filter(({ entry, id }) => entry.credential !== id);
      for (const { entry, id } of renamed) known.set(entry.credential, id);
      if (renamed.length > 0) await blobs.writeAll(new Map(renamed.map(({ entry, id }) => [`alias:${entry.credential}`, id])));
    },
    replaceAll: (entries, beside) => queue(() => blobs.exchange(beside, entries.map(nameOf))),
    all,
    ofVault: async (vault) => (await all()).filter((entry) => vaultOf(entry.credential) === vault),
    async settleId(ours, real) {
      known.set(ours, real);
      await blobs.write(`alias:${ours}`, real);
    },
    async resolve(id) {
      if (!isProvisional(guidOf(id))) return id;
      const real = known.get(id) ?? ((await blobs.read(`alias:${id}`)) as CredentialId | null);
      if (real !== null) known.set(id, real);
      return real ?? id;
    },
    async settledIn(vault) {
      return new Set(await Promise.all((await blobs.names(`alias:${vault}/`)).map((name) => blobs.read(name) as Promise<CredentialId>)));
    },
    async forget(beginning) {
      const doomed = (await all()).filter(({ credential }) => credential.startsWith(beginning)).map(nameOf);
      const others = await Promise.all([`alias:${beginning}`, `draft:${beginning}`, `late:${beginning}`, `clash:${beginning}`, toldNames + beginning].map((name) => blobs.names(name)));
      await blobs.remove([...doomed, ...others.flat()]);
    },
  };
}
