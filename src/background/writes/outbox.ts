/**
 * Sends what the journal holds, in order and one at a time, and takes in what the servers answered.
 * @see guides: reliability
 * @module
 */

import { passman } from '../../clients/passman/passman.ts';
import { fileFields, fileIdsIn, type FileField } from '../../core/credential/file-lists.ts';
import { formOf, type CredentialForm } from '../../core/credential/form.ts';
import { iconChoice } from '../../core/credential/read-icon.ts';
import { readCredential } from '../../core/credential/read-credential.ts';
import { encryptedFields, type SealedCredential } from '../../core/credential/sealed.ts';
import { accountOf, credentialId, guidOf, vaultOf, type AccountId, type CredentialId } from '../../core/ids.ts';
import { Failure, type Problem } from '../../core/problem.ts';
import { problemOf } from '../accounts/refresh.ts';
import { serverOf, type ServerWorld } from '../accounts/server-of.ts';
import { choreBeside } from '../chores/chore.ts';
import type { KeepAlive } from '../keep-alive.ts';
import { oneAtATime, type Queue } from '../one-at-a-time.ts';
import type { Account } from '../session/contents.ts';
import type { Keyring } from '../session/keyring.ts';
import type { OpenVault } from '../vaults/open-vault.ts';
import type { Vaults } from '../vaults/vaults.ts';
import { besideOf } from './beside.ts';
import type { Draft, Drafts } from './drafts.ts';
import { isHeld, isProvisional, type CreateWrite, type Entry, type Journal, type MoveWrite } from './journal.ts';
import { overlaid } from './overlaid.ts';
import { showWaiting } from './show-waiting.ts';
import { groupsIn, sendGroup, type Outcome } from './send-group.ts';
import { isFinal, isOwn, sendEntry, type SendWorld, type Sent } from './send.ts';

export interface OutboxWorld {
  servers: ServerWorld;
  keyring: Keyring;
  vaults: Vaults;
  journal: Journal;
  drafts: Drafts;
  keepAlive: KeepAlive;
  now: () => number;
  changed: () => void;
}

export interface Outbox {
  /** Tries everything that waits. Never rejects for a server's troubles. */
  send: () => Promise<void>;
  /** Runs something while nothing is sent. It must not ask for anything to be sent. */
  alone: Queue;
  /** Sends one write no more; what it would have written is a draft. Does nothing for one that was sent meanwhile. */
  withdraw: (id: string) => Promise<void>;
  /** Whether the making of a copy waits for its files. */
  isHeld: (copy: CredentialId) => Promise<boolean>;
  /** The files of a copy are there: it names them, and nothing holds it any more. @param gone - name of a blob that goes in the same step */
  release: (copy: CredentialId, lists: Pick<SealedCredential, FileField>, gone: string) => Promise<void>;
  /** A copy comes to nothing, and so does the move that waits for it. */
  refuse: (copy: CredentialId, problem: Problem) => Promise<void>;
  /** Once only: what became of a write. */
  outcome: (entry: Entry) => Outcome | null;
}

export function outbox(world: OutboxWorld): Outbox {
  return new SendingOutbox(world);
}

class SendingOutbox implements Outbox {
  readonly #world: OutboxWorld;
  readonly #outcomes = new Map<string, Outcome>();
  /** Tokens of writes that were given up since the sending began. */
  readonly #over = new Set<string>();
  readonly #queue = oneAtATime();
  readonly alone: Queue = (work) => this.#queue(work);

  constructor(world: OutboxWorld) {
    this.#world = world;
  }

  send(): Promise<void> {
    return this.#world.keepAlive(this.#queue(async () => {
      await this.#sendAll().catch((error: unknown) => {
        if (!(error instanceof Failure && error.problem.kind === 'locked')) throw error;
      });
    }));
  }

  withdraw(id: string): Promise<void> {
    return this.#queue(async () => {
      const entry = (await this.#world.journal.all()).find((each) => each.id === id);
      const found = entry && (await this.#placeOf(entry.credential));
      if (entry && found) await this.#giveUp(entry, null, found.vault);
      this.#world.changed();
    });
  }

  async isHeld(copy: CredentialId): Promise<boolean> {
    return (await this.#heldOf(copy)) !== null;
  }

  release(copy: CredentialId, lists: Pick<SealedCredential, FileField>, gone: string): Promise<void> {
    return this.#queue(async () => {
      const create = await this.#heldOf(copy);
      // Given up meanwhile: whoever brought the files finds that out, and takes them away again.
      if (!create) return;
      const move = await this.#moveOf(copy);
      await this.#world.journal.updateAll([
        { ...create, record: { ...create.record, ...lists }, held: false }, ...(move ? [{ ...move, copied: { ...move.copied, ...lists } }] : []),
      ], [gone]);
    });
  }

  refuse(copy: CredentialId, problem: Problem): Promise<void> {
    return this.#queue(async () => {
      const create = await this.#heldOf(copy);
      const found = create && (await this.#placeOf(copy));
      if (create && found) await this.#refuse(create, problem, found.vault);
      this.#world.changed();
    });
  }

  outcome({ token }: Entry): Outcome | null {
    const outcome = this.#outcomes.get(token) ?? null;
    this.#outcomes.delete(token);
    return outcome;
  }

  async #heldOf(copy: CredentialId): Promise<(Entry & CreateWrite) | null> {
    return (await this.#world.journal.all()).filter(isHeld).find(({ credential }) => credential === copy) ?? null;
  }

  async #moveOf(copy: CredentialId): Promise<(Entry & MoveWrite) | null> {
    return (await this.#world.journal.all()).find((entry): entry is Entry & MoveWrite => entry.what === 'move' && entry.copy === copy) ?? null;
  }

  async #sendAll(): Promise<void> {
    this.#over.clear();
    await showWaiting(this.#world);
    const down = await this.#sendTogether();
    const stopped = new Set<CredentialId>();
    for (const entry of await this.#world.journal.all()) {
      const account = accountOf(entry.credential);
      if (down.has(account) || stopped.has(entry.credential) || this.#over.has(entry.token)) continue;
      if (isHeld(entry) || (await this.#waitsForCopy(entry))) {
        // What was written after it, e.g. to take it back, must not overtake it.
        stopped.add(entry.credential);
        continue;
      }
      const problem = await this.#attempt(entry);
      if (problem === null) continue;
      stopped.add(entry.credential);
      if (!isOwn(problem)) down.add(account);
    }
    this.#world.changed();
  }

  /** Many at once go side by side. What doesn't get through that way is tried once more on its own. @returns whose servers are away */
  async #sendTogether(): Promise<Set<AccountId>> {
    const down = new Set<AccountId>();
    for (const group of groupsIn(await this.#world.journal.all())) {
      const found = await this.#placeOf(group[0].credential);
      if (!found || down.has(found.account.id)) continue;
      const { journal, vaults, now } = this.#world;
      const { outcomes, away } = await sendGroup(group, { send: await this.#worldOf(found.account, found.vault), journal, vaults, now });
      for (const [token, outcome] of outcomes) this.#outcomes.set(token, outcome);
      if (away) down.add(found.account.id);
      this.#world.changed();
    }
    return down;
  }

  async #placeOf(credential: CredentialId): Promise<{ vault: OpenVault; account: Account } | null> {
    const vault = (await this.#world.vaults.load()).get(vaultOf(credential));
    const account = (await this.#world.keyring.contents()).accounts.find(({ id }) => id === accountOf(credential));
    return vault && account ? { vault, account } : null;
  }

  /** The second half of a move has to wait for the first, and comes to nothing without it. */
  async #waitsForCopy(entry: Entry): Promise<boolean> {
    if (entry.what !== 'move') return false;
    if (!isProvisional(guidOf(await this.#world.journal.resolve(entry.copy)))) return !(await this.#world.vaults.load()).has(vaultOf(entry.copy));
    const vault = (await this.#world.vaults.load()).get(vaultOf(entry.credential));
    const comes = (await this.#world.journal.all()).some(({ credential }) => credential === entry.copy);
    if (comes || !vault) return true;
    const problem: Problem = { kind: 'changed-meanwhile', label: entry.before.label };
    await this.#refuse(entry, problem, vault);
    return true;
  }

  /** @returns why it still waits, or null when it is over */
  async #attempt(entry: Entry): Promise<Problem | null> {
    const found = await this.#placeOf(entry.credential);
    // Its vault is closed here: it waits until somebody opens it again.
    if (!found) return { kind: 'gone', what: 'vault' };
    const { vault, account } = found;
    const tried: Entry = { ...entry, tries: entry.tries + 1 };
    await this.#world.journal.update(tried);
    try {
      const sent = await sendEntry(tried, await this.#worldOf(account, vault));
      this.#outcomes.set(entry.token, { sent, id: await this.#takeAnswer(tried, sent, vault) });
      return null;
    } catch (error) {
      const problem = problemOf(error);
      if (problem.kind === 'locked' || problem.kind === 'storage-failed') throw error;
      if (!isFinal(problem)) {
        await this.#world.journal.update({ ...tried, problem });
        return problem;
      }
      await this.#refuse(tried, problem, vault);
      return null;
    }
  }

  async #worldOf(account: Account, vault: OpenVault): Promise<SendWorld> {
    const { servers, journal, keyring, vaults } = this.#world;
    return {
      client: passman(await serverOf(account, servers)), vault, userId: account.userId,
      resolve: (id) => journal.resolve(id),
      foresee: (entry, clashes, theirs) => {
        // Also where the entry is kept once more, with a problem.
        entry.clashes = clashes;
        if (clashes.includes('icon')) entry.theirPicture = theirs.icon;
        return journal.update(entry);
      },
      findFiles: (entry, files) => {
        entry.files = files;
        return journal.update(entry);
      },
      elsewhere: async (id) => {
        const other = (await vaults.load()).get(vaultOf(id));
        const its = (await keyring.contents()).accounts.find((each) => each.id === accountOf(id));
        // It was there a moment ago: a lock came in between.
        if (!other || !its) throw new Failure({ kind: 'locked' });
        return this.#worldOf(its, other);
      },
    };
  }

  /** First what it is called, then what it holds, and only then it is forgotten here. */
  async #takeAnswer(entry: Entry, sent: Sent, vault: OpenVault): Promise<CredentialId> {
    const { record } = sent;
    const id = record ? credentialId(vault.id, record.guid) : await this.#world.journal.resolve(entry.credential);
    const later = (await this.#world.journal.ofVault(vault.id)).filter((each) => each.id > entry.id);
    const put = new Map<CredentialId, SealedCredential | null>([[entry.credential, null]]);
    if (entry.what === 'create') await this.#world.journal.settleId(entry.credential, id);
    put.set(id, record && overlaid([record], later.filter((each) => each.credential === entry.credential || each.credential === id), id)[0] || null);
    await this.#world.vaults.put(vault, put);
    await this.#world.journal.replaceAll([entry], new Map(besideOf(entry, sent, { id, at: this.#world.now() })));
    return id;
  }

  async #refuse(entry: Entry, problem: Problem, vault: OpenVault): Promise<void> {
    const move = entry.what === 'create' ? await this.#moveOf(entry.credential) : null;
    await this.#giveUp(entry, problem, vault);
    this.#outcomes.set(entry.token, { refused: problem });
    const found = move && (await this.#placeOf(move.credential));
    if (move && found) await this.#refuse(move, problem, found.vault);
  }

  /** What can't be written is kept as a draft; what is shown goes back to what the server has, as far as we know. */
  async #giveUp(entry: Entry, problem: Problem | null, vault: OpenVault): Promise<void> {
    const id = await this.#world.journal.resolve(entry.credential);
    const later = (await this.#world.journal.ofVault(vault.id)).filter((each) => each.id > entry.id && (each.credential === entry.credential || each.credential === id));
    const beside = new Map<string, unknown>();
    // Of a copy that could not be made, the original is still there; but not what was typed into the copy meanwhile.
    const isCopy = isHeld(entry) || (await this.#moveOf(entry.credential)) !== null;
    if ((entry.what === 'create' && (!isCopy || later.some((each) => each.what === 'edit' && !each.yields))) || entry.what === 'edit') {
      const base = entry.what === 'edit' ? JSON.stringify({ ...entry.before, icon: null }) : null;
      const shown = entry.what === 'create' ? overlaid([entry.record], later, entry.credential)[0] : entry.after;
      const draft: Draft | null = shown ? { vault: vault.id, credential: id, form: await formIn(shown, vault, entry.what === 'edit' ? entry.before.icon : null), base, problem, at: this.#world.now() } : null;
      if (draft) beside.set(await this.#world.drafts.placeFor(id, vault.id, entry.token), draft);
    }
    if (entry.what === 'create') for (const [name, chore] of await this.#filesOf(entry, vault)) beside.set(name, chore);
    const back = entry.what === 'create' || problem?.kind === 'gone' ? null : entry.what === 'destroy' ? entry.record : entry.before;
    await this.#world.vaults.put(vault, new Map([[id, back && (overlaid([back], later, id)[0] ?? null)]]));
    // In one step: a worker that dies before finds all of it again, one that dies after has nothing left to do.
    const over = entry.what === 'create' ? [entry, ...later] : [entry];
    for (const { token } of over) this.#over.add(token);
    await this.#world.journal.replaceAll(over, beside);
  }

  /** The files that a copy was to name are nobody's then, unless it has arrived after all. */
  async #filesOf({ credential, record }: Entry & CreateWrite, { reader }: OpenVault): Promise<[string, unknown][]> {
    const [openings = {}] = await reader.open([record], fileFields);
    const fileIds = fileIdsIn(openings);
    return fileIds.length === 0 ? [] : [choreBeside({ do: 'remove-files', fileIds }, { credential, at: this.#world.now() })];
  }
}

/** @param icon - that there was before */
async function formIn(record: SealedCredential, vault: OpenVault, icon: unknown): Promise<CredentialForm> {
  const [openings = {}] = await vault.reader.open([record], encryptedFields);
  return { ...formOf(readCredential(credentialId(vault.id, record.guid), vault.id, record, openings), openings), icon: iconChoice(icon, record.icon) };
}
