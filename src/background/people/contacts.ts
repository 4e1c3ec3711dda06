/**
 * Everybody with a cloud id: the address book's cards and those whom an invitation brought together, each once.
 * @module
 */

import { addressBook } from '../../clients/carddav/address-book.ts';
import { listPeople, type MeshPerson } from '../../clients/sciencemesh/legacy.ts';
import type { AccountId } from '../../core/ids.ts';
import { cloudIdKey, readCloudId, writeCloudId, type CloudId } from '../../core/people/cloud-id.ts';
import { shownText } from '../../core/people/shown-text.ts';
import { writeCard } from '../../core/people/vcard.ts';
import { Failure } from '../../core/problem.ts';
import type { ContactRow, InviteWay } from '../../messages/people-contract.ts';
import type { SealKeys } from './seal-keys.ts';
import { signedIn, type PeopleWorld, type Signed } from './world.ts';

export class Contacts {
  readonly #world: PeopleWorld;
  readonly #keys: SealKeys;
  /** Cards that were removed, to be brought back: only as long as the worker lives. */
  readonly #removed = new Map<string, { account: AccountId; file: string; text: string }>();

  constructor(world: PeopleWorld, keys: SealKeys) {
    this.#world = world;
    this.#keys = keys;
  }

  async list({ account, server }: Signed, way: InviteWay): Promise<ContactRow[]> {
    const cards = await addressBook(server, account.userId).list();
    const rows = cards.flatMap(({ file, card }) => card.cloudIds.map((id) => row({ ref: file, name: card.name, email: card.emails[0] ?? '', id, from: 'address-book' })));
    const people = way === 'mesh' ? (await listPeople(server)).map(fromMesh) : [];
    // Whoever stands in the address book is shown as it names them.
    const keys = await this.#keys.fingerprints(account.id);
    const byId = new Map([...people, ...rows].map((each) => {
      const who = cloudIdKey(readCloudId(each.cloudId) ?? { user: each.cloudId, server: '' });
      return [who, { ...each, key: keys.get(who) ?? null }];
    }));
    return [...byId.values()].sort((one, other) => one.name.localeCompare(other.name));
  }

  /** @throws {Failure} `bad-address` for what is no cloud id */
  async add(id: AccountId, { name, email, cloudId }: { name: string; email: string; cloudId: string }): Promise<void> {
    const { account, server } = await signedIn(this.#world, id);
    const read = readCloudId(cloudId);
    if (read === null) throw new Failure({ kind: 'bad-address' });
    const uid = crypto.randomUUID();
    await addressBook(server, account.userId).add(`${uid}.vcf`, writeCard({ name: name.trim() === '' ? read.user : name.trim(), emails: email.trim() === '' ? [] : [email.trim()], cloudIds: [read] }, uid));
  }

  /** @returns how to bring it back. @throws {Failure} `gone` */
  async remove(id: AccountId, ref: string): Promise<{ undo: string }> {
    const { account, server } = await signedIn(this.#world, id);
    const book = addressBook(server, account.userId);
    const card = (await book.list()).find(({ file }) => file === ref);
    if (card === undefined) throw new Failure({ kind: 'gone', what: 'contact' });
    await book.remove(ref);
    const undo = crypto.randomUUID();
    this.#removed.set(undo, { account: id, file: card.file, text: card.text });
    return { undo };
  }

  /** @throws {Failure} `gone` */
  async restore(id: AccountId, undo: string): Promise<void> {
    const removed = this.#removed.get(undo);
    if (removed?.account !== id) throw new Failure({ kind: 'gone', what: 'contact' });
    const { account, server } = await signedIn(this.#world, id);
    await addressBook(server, account.userId).add(removed.file, removed.text);
    this.#removed.delete(undo);
  }

  forget(): void {
    this.#removed.clear();
  }
}

function fromMesh({ user, provider, name, email }: MeshPerson): Omit<ContactRow, 'key'> {
  return row({ ref: null, name, email, id: { user, server: provider }, from: 'mesh' });
}

function row({ id, name, email, ...rest }: { ref: string | null; name: string; email: string; id: CloudId; from: ContactRow['from'] }): Omit<ContactRow, 'key'> {
  return { ...rest, name: shownText(name) || shownText(id.user), email: shownText(email), cloudId: writeCloudId(id) };
}
