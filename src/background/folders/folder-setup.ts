/**
 * Sets encrypted folders up for an account: on its first device with new words, on any other with the words from there.
 * @see contracts: e2ee §4.1, §4.2
 * @module
 */

import { e2eeCapability, type E2eeCapability } from '../../clients/e2ee/e2ee.ts';
import { readCapabilities } from '../../clients/nextcloud/capabilities.ts';
import { decodeBase64, encodeBase64, equalBytes, randomBytes, type Bytes } from '../../core/bytes.ts';
import { checkCertificate, fingerprintWords, readCertificate, readServerKey } from '../../core/envelopes/e2ee/certificate.ts';
import { certificateRequest, createPrivateKey, importPrivateKey, sameKey, type IdentityKeys } from '../../core/envelopes/e2ee/key-pair.ts';
import { openPrivateKey, sealPrivateKey } from '../../core/envelopes/e2ee/private-key-blob.ts';
import type { EncryptionState } from '../../core/folders/place.ts';
import { isVisit } from '../../core/folders/visit.ts';
import type { AccountId } from '../../core/ids.ts';
import { readWords, type PhraseReading } from '../../core/mnemonic/read-phrase.ts';
import { Failure } from '../../core/problem.ts';
import { pick, shuffle } from '../../core/random-choice.ts';
import type { EncryptionView } from '../../messages/contract.ts';
import { folderAccount, type FolderAccount, type FoldersWorld } from './folder-world.ts';
import type { Beginning, Identities, Identity } from './identities.ts';

/** Words of a private key. */
const wordCount = 12;
/** How many of them are typed again before anything is sent. */
const confirmed = 3;
/** Of metadata: what we write needs the second generation. */
const leastVersion = 2;
/** How long a server that has no private key is not asked again. Keys that another device has set up meanwhile it tells without being asked. */
const withoutKeyMs = 10 * 60_000;

export class FolderSetup {
  readonly #world: FoldersWorld;
  readonly #identities: Identities;

  constructor(world: FoldersWorld, identities: Identities) {
    this.#world = world;
    this.#identities = identities;
  }

  /** @throws {Failure} `keys-reset` where the key here is no longer the account's; and what the server says */
  async view(id: AccountId): Promise<EncryptionView> {
    const identity = await this.#identities.open(id);
    const account = await folderAccount(id, this.#world);
    // Whether a link still leads somewhere shows when it is opened.
    if (isVisit(id)) return { state: identity === null ? 'closed' : 'open', agent: 'browser', fingerprint: null };
    if (identity !== null) {
      // Out of reach, what is here may still be shown.
      await assertKeyHolds(account, identity).catch((cause: unknown) => {
        if (cause instanceof Failure && cause.problem.kind === 'keys-reset') throw cause;
      });
      return { state: 'open', agent: agentOf(account), fingerprint: await fingerprintWords(identity.keys.spki, (await this.#world.words()).words) };
    }
    const capabilities = await readCapabilities(account.server);
    return { state: await this.#stateOf(account, e2eeCapability(capabilities)), agent: agentOf(account, capabilities.majorVersion), fingerprint: null };
  }

  /** Of an account whose key is not here. */
  async #stateOf(account: FolderAccount, capability: E2eeCapability | null): Promise<EncryptionState> {
    if (capability === null || capability.apiVersion < leastVersion) return 'unavailable';
    if (capability.keysExist === true || (await this.#hasPrivateKey(account))) return 'closed';
    const certificate = await ownCertificate(account);
    const beginning = await this.#identities.beginning(account.account.id);
    // Certified by ourselves and cut off before the key was stored: it goes on where it was.
    if (beginning !== null && (certificate === null || beginning.certified === certificate)) return 'unconfirmed';
    return certificate === null ? 'unset' : 'broken';
  }

  /** @throws {Failure} `keys-exist` */
  async begin(id: AccountId): Promise<{ words: readonly string[]; confirm: readonly number[] }> {
    const account = await folderAccount(id, this.#world);
    const { state } = await this.view(id);
    if (state !== 'unset' && state !== 'unconfirmed') throw new Failure({ kind: 'folder-refused', host: account.host, why: 'keys-exist' });
    const known = await this.#identities.beginning(id);
    const beginning = known ?? await this.#makeWords();
    if (known === null) await this.#identities.keepBeginning(id, beginning);
    return { words: beginning.words.split(' '), confirm: beginning.confirm };
  }

  /** @throws {Failure} `wrong-words`; `keys-exist` where another device was faster; `bad-certificate`, `keys-changed` */
  async confirm(id: AccountId, typed: readonly string[]): Promise<EncryptionView> {
    const beginning = await this.#identities.beginning(id);
    if (beginning === null) throw new Failure({ kind: 'gone', what: 'folder' });
    const words = beginning.words.split(' ');
    const right = beginning.confirm.length === typed.length && beginning.confirm.every((place, index) => words[place] === typed[index]?.trim().toLowerCase());
    if (!right) throw new Failure({ kind: 'wrong-words' });
    const account = await folderAccount(id, this.#world);
    const pkcs8 = decodeBase64(beginning.pkcs8);
    const keys = pkcs8 && (await importPrivateKey(pkcs8));
    if (!pkcs8 || !keys) throw new Failure({ kind: 'damaged-keyring' });
    const serverKey = await this.#serverKey(account);
    const certificate = beginning.certified ?? await this.#certify(account, keys, beginning);
    await proveCertificate(account, certificate, { keys, serverKey, userId: account.account.userId });
    await storeKey(account, pkcs8, beginning.words);
    await this.#identities.hold(id, { userId: account.account.userId, pkcs8, certificate, serverKey });
    this.#world.changed();
    return this.view(id);
  }

  async readWords(typed: string): Promise<PhraseReading> {
    return readWords(typed, wordCount, await this.#world.words());
  }

  /** @throws {Failure} `wrong-words`, `keys-reset`, `bad-certificate`, `keys-changed`; `gone` where there is no key */
  async enter(id: AccountId, typed: string): Promise<EncryptionView> {
    const account = await folderAccount(id, this.#world);
    const blob = await sealedKey(account);
    const reading = await this.readWords(typed);
    // Words that aren't in the list may still be somebody's own.
    const pkcs8 = await this.#world.keepAlive(openPrivateKey(blob, reading.state === 'good' ? reading.phrase : typed));
    const keys = pkcs8 && (await importPrivateKey(pkcs8));
    if (!pkcs8 || !keys) throw new Failure({ kind: 'wrong-words' });
    // Only now: whoever comes by a public link gets it six times in ten minutes.
    const serverKey = await this.#serverKey(account);
    // A key without its certificate: a renewal was interrupted.
    const known = await ownCertificate(account);
    if (known === null && isVisit(id)) throw new Failure({ kind: 'gone', what: 'share' });
    const certificate = known ?? await account.e2ee.keys.makeCertificate(await certificateRequest(keys, account.account.userId));
    await proveCertificate(account, certificate, { keys, serverKey, userId: account.account.userId });
    await this.#identities.hold(id, { userId: account.account.userId, pkcs8, certificate, serverKey });
    this.#world.changed();
    return this.view(id);
  }

  /**
   * Takes the account's keys from the server: what is encrypted for them alone opens for nobody any more.
   *
   * @param typed - the user id, by which a person says that they mean it
   * @throws {Failure} `not-allowed` for another text; `needs-password` as `folder-refused`
   */
  async reset(id: AccountId, typed: string): Promise<EncryptionView> {
    const account = await folderAccount(id, this.#world);
    if (typed !== account.account.userId) throw new Failure({ kind: 'not-allowed' });
    // In this order: a certificate without its key is known for what it is, wherever this ends.
    await account.e2ee.keys.removePrivateKey();
    await account.e2ee.keys.removeCertificate();
    return this.forget(id);
  }

  async forget(id: AccountId): Promise<EncryptionView> {
    await this.#identities.remove(id);
    this.#world.changed();
    return this.view(id);
  }

  /** Whether requests for this account's folders go by the name of Nextcloud's desktop app. */
  async callItself(id: AccountId, asDesktop: boolean): Promise<EncryptionView> {
    await this.#world.keyring.change((contents) => ({ ...contents, accounts: contents.accounts.map((one) => (one.id === id ? { ...one, asDesktop } : one)) }));
    this.#world.changed();
    return this.view(id);
  }

  /** Asked rarely: servers count each "no" as a failed try, and after ten of them serve nobody behind this address for half an hour. */
  async #hasPrivateKey({ account, e2ee }: FolderAccount): Promise<boolean> {
    const { session, now } = this.#world;
    const key = `foldersWithoutKey:${account.id}`;
    const at = (await session.get(key))[key];
    if (typeof at === 'number' && now() - at < withoutKeyMs) return false;
    const has = (await e2ee.keys.privateKey()) !== null;
    if (!has) await session.set({ [key]: now() });
    return has;
  }

  async #makeWords(): Promise<Beginning> {
    const chosen = drawWords((await this.#world.words()).words);
    const confirm = shuffle(chosen.map((_, place) => place), randomBytes).slice(0, confirmed).sort((a, b) => a - b);
    return { pkcs8: encodeBase64(await createPrivateKey()), words: chosen.join(' '), confirm, certified: null };
  }

  async #certify(account: FolderAccount, keys: IdentityKeys, beginning: Beginning): Promise<string> {
    const id = account.account.id;
    const request = await certificateRequest(keys, account.account.userId);
    const certificate = await account.e2ee.keys.makeCertificate(request).catch(async (cause: unknown) => {
      // Ours, whose answer was lost, or another device's.
      const there = await ownCertificate(account);
      const read = there === null ? null : readCertificate(there);
      if (there === null || read === null || !sameKey(read.spki, keys.spki)) throw cause;
      return there;
    });
    await this.#identities.keepBeginning(id, { ...beginning, certified: certificate });
    return certificate;
  }

  async #serverKey(account: FolderAccount): Promise<Bytes> {
    const serverKey = readServerKey(await account.e2ee.keys.serverKey());
    if (serverKey === null) throw new Failure({ kind: 'bad-answer', host: account.host, why: 'shape' });
    if ((await this.#identities.pinned(account.account.id, null, serverKey)) === 'changed') throw new Failure({ kind: 'keys-changed', who: null, host: account.host });
    return serverKey;
  }
}

/** Twelve words of the list, each as likely as any other. */
export function drawWords(words: readonly string[]): string[] {
  return Array.from({ length: wordCount }, () => pick(words, randomBytes));
}

/** That a certificate is for this key and this name, by the server's own key. @throws {Failure} `bad-certificate`, `keys-reset` */
export async function proveCertificate({ host, nowSeconds }: FolderAccount, pem: string, { keys, serverKey, userId }: { keys: IdentityKeys; serverKey: Bytes; userId: string }): Promise<void> {
  const certificate = readCertificate(pem);
  if (certificate === null) throw new Failure({ kind: 'bad-certificate', who: userId, why: 'unreadable' });
  if (!sameKey(certificate.spki, keys.spki)) throw new Failure({ kind: 'keys-reset', host });
  const fault = await checkCertificate(certificate, { serverKey, userId, now: nowSeconds() });
  if (fault !== null) throw new Failure({ kind: 'bad-certificate', who: userId, why: fault });
}

/** Before it, servers let only their own apps write into encrypted folders. @see contracts: e2ee §0.1 */
export const firstForBrowsers = 31;

function agentOf({ server }: FolderAccount, majorVersion = firstForBrowsers): EncryptionView['agent'] {
  if (server.folderAgent !== undefined) return 'desktop';
  return majorVersion < firstForBrowsers ? 'refused' : 'browser';
}

/** Nothing new is encrypted for a key that was replaced elsewhere. @throws {Failure} `keys-reset` */
export async function assertKeyHolds(account: FolderAccount, { keys }: Identity): Promise<void> {
  const there = await ownCertificate(account);
  const read = there === null ? null : readCertificate(there);
  if (read === null || !sameKey(read.spki, keys.spki)) throw new Failure({ kind: 'keys-reset', host: account.host });
}

/** @throws {Failure} `keys-reset`; of a public link `gone`, or `no-key` for one that no words open */
async function sealedKey({ e2ee, account: { id }, host }: FolderAccount): Promise<string> {
  const blob = await e2ee.keys.privateKey().catch((cause: unknown) => {
    throw isVisit(id) && cause instanceof Failure && cause.problem.kind === 'forbidden' ? new Failure({ kind: 'gone', what: 'share' }) : cause;
  });
  if (blob === null) throw new Failure(isVisit(id) ? { kind: 'folder-refused', host, why: 'no-key' } : { kind: 'keys-reset', host });
  return blob;
}

async function ownCertificate({ e2ee, account }: FolderAccount): Promise<string | null> {
  return (await e2ee.keys.certificates([account.userId]))?.get(account.userId) ?? null;
}

/** Once, whatever becomes of the answers: the same blob is sent again. */
export async function storeKey({ e2ee }: Pick<FolderAccount, 'e2ee'>, pkcs8: Bytes, words: string): Promise<void> {
  const blob = await sealPrivateKey(pkcs8, words);
  try {
    await e2ee.keys.storePrivateKey(blob);
  } catch (cause) {
    const there = await e2ee.keys.privateKey();
    const opened = there === null ? null : await openPrivateKey(there, words);
    // What this or an earlier try of ours has stored opens with the same words, and is the same key.
    if (opened === null || !equalBytes(opened, pkcs8)) throw cause;
  }
}
