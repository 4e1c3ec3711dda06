/**
 * The strings that tests pull: faults, what was asked, the server's moods, and its data.
 *
 * In process it is `cloud.control`; over the network it is `POST /__control/<name>` with the arguments
 * as `{"args": […]}`, answered by `{"result": …}`.
 * @module
 */

import type { AppLine } from '../e2ee/lines.ts';
import type { MetadataRow } from '../files/tables.ts';
import { linkName } from '../files/tree.ts';
import type { Personality } from '../mesh/personality.ts';
import type { Nextcloud } from '../nextcloud/nextcloud.ts';
import { damageField, seedVault } from '../passman/seed.ts';
import type { Seeded, VaultSeed } from '../passman/seed.ts';
import type { WrappedField } from '../passman/tables.ts';
import { personOf } from '../state.ts';
import type { CloudUser } from '../state.ts';
import type { AppApi } from '../nextcloud/app-api.ts';
import type { SelfPrivacy } from '../selfprivacy/selfprivacy.ts';
import type { SelfPrivacyState } from '../selfprivacy/state.ts';
import { Faults } from './faults.ts';
import type { Fault } from './faults.ts';
import { RequestLog } from './request-log.ts';
import type { LoggedRequest } from './request-log.ts';

/** What the control needs of the cloud it controls. */
export interface Controlled {
  /** Another one after a reset. */
  nextcloud: Nextcloud;
  /** Another one after a reset, too. */
  selfPrivacy: SelfPrivacy;
  /** Unix milliseconds on the cloud's clock. */
  now(): number;
  moveClock(milliseconds: number): void;
  /** Ends the connections that wait for a next request. */
  closeIdle(): void;
  /** Another server of the mesh, by its own host name; gone after a restart. */
  addNeighbour(host: string, personality: Personality, users: readonly CloudUser[]): Nextcloud;
  /** Back to how it started, without the state file's content. */
  restart(): void;
}

export class Control {
  readonly #cloud: Controlled;
  readonly faults = new Faults();
  readonly log = new RequestLog();

  constructor(cloud: Controlled) {
    this.#cloud = cloud;
  }

  /** See {@link Fault}. Of several that fit, the first added wins; delays add up. */
  addFault(fault: Fault): void {
    this.faults.add(fault);
    this.#cloud.closeIdle();
  }

  /** Another server of the mesh on the same sockets. */
  addNeighbour(host: string, personality: Personality, users: readonly CloudUser[]): void {
    this.#cloud.addNeighbour(host, personality, users);
  }

  /** How the Nextcloud itself takes part in the mesh. */
  setPersonality(personality: Personality): void {
    this.#cloud.nextcloud.mesh.personality = personality;
  }

  /** Whether invitations without an address may be made, and whether the service behind the ScienceMesh app answers. */
  setInvites(invites: { optionalMail: boolean; revaUp: boolean }): void {
    Object.assign(this.#cloud.nextcloud.mesh, invites);
  }

  clearFaults(): void {
    this.faults.clear();
  }

  /** How many requests wait until the faults are taken away. */
  heldRequests(): number {
    return this.faults.held;
  }

  /** Every request since the start or the last clearing, in order of their answers. */
  requests(): readonly LoggedRequest[] {
    return [...this.log.entries];
  }

  clearRequests(): void {
    this.log.clear();
  }

  maintenance(on: boolean): void {
    this.#cloud.nextcloud.maintenance = on;
  }

  /** `false`: the Passman app is not there, its routes answer Nextcloud's own 404 page. */
  passman(installed: boolean): void {
    this.#cloud.nextcloud.passmanInstalled = installed;
  }

  /** The admin's switches for sharing with people and by link. */
  sharing(features: { user?: boolean; link?: boolean }): void {
    for (const [feature, on] of Object.entries(features)) this.#tables().settings[`${feature}_sharing_enabled`] = on ? '1' : '0';
  }

  /** The registered apps: add them, switch them off. */
  appApi(): AppApi {
    return this.#cloud.nextcloud.appApi;
  }

  /** The SelfPrivacy server: read it, change it. */
  selfPrivacy(): SelfPrivacyState {
    return this.#cloud.selfPrivacy.state;
  }

  /** The end-to-end encryption app: there or not, and of which line; the whole server is of its age. */
  e2ee({ installed, line }: { installed?: boolean; line?: AppLine }): void {
    const { e2ee } = this.#cloud.nextcloud;
    if (installed !== undefined) e2ee.installed = installed;
    if (line !== undefined) e2ee.line = line;
  }

  /** Counted refusals of that app before 429; 10 unless told. */
  e2eeRefusalsAllowed(limit: number): void {
    this.#cloud.nextcloud.e2ee.throttle.limit = limit;
  }

  /** The number of the next file or folder. */
  nextFileId(fileId: number): void {
    this.#cloud.nextcloud.state.files.nextFileId = fileId;
  }

  /** Everything a person keeps, as it is kept: hidden names, ciphertext as base64, marks. */
  fileTree(userId: string): readonly { path: string; fileId: number; isFolder: boolean; encrypted: boolean; content: string }[] {
    const { tree } = this.#cloud.nextcloud;
    return tree.tables.nodes.filter((node) => node.owner === userId && node.parent !== null).map(({ fileId, isFolder, encrypted, content, ...node }) => ({
      path: tree.upwards({ fileId, isFolder, encrypted, content, ...node }).map(({ name }) => name).reverse().join('/'), fileId, isFolder, encrypted, content,
    }));
  }

  /** What is kept of a folder's metadata: what holds, and what waits for its lock to be removed. */
  folderMetadata(fileId: number): MetadataRow | null {
    return this.#cloud.nextcloud.e2ee.metadata.row(fileId) ?? null;
  }

  /** Shares by link, and whether the link has keys of its own (`s:TOKEN`). */
  publicLinks(): readonly { token: string; permissions: number; hasKeys: boolean }[] {
    const { shares, keys } = this.#cloud.nextcloud.tree.tables;
    return shares.filter(({ kind }) => kind === 3).map(({ token, permissions }) => {
      const row = keys.find(({ who }) => who === linkName(token));
      return { token: token ?? '', permissions, hasKeys: (row?.certificate ?? null) !== null && (row?.privateKey ?? null) !== null };
    });
  }

  /** Puts other metadata in a folder's place, as a hostile or a careless server would; without a signature for null. */
  replaceMetadata(fileId: number, text: string, signature: string | null): void {
    const row = this.#cloud.nextcloud.e2ee.metadata.row(fileId);
    if (row !== undefined) row.final = { ...row.final, text, signature };
  }

  /** Puts a file into a folder as if by another way: with no lock, and named by no metadata. */
  plantFile(fileId: number, name: string, content: Uint8Array): void {
    const { tree } = this.#cloud.nextcloud;
    const folder = tree.byId(fileId);
    if (folder !== undefined) tree.write(folder, name, Buffer.from(content), this.#cloud.now());
  }

  /** As if another device held a lock. Returns its token. */
  lockFolder(fileId: number): string {
    return this.#cloud.nextcloud.e2ee.locks.add(fileId, this.#cloud.now());
  }

  /** Takes every lock away, undoing what was done under it, as the server does after a day. */
  liftLocks(): void {
    const { e2ee, tree, state } = this.#cloud.nextcloud;
    for (const { fileId, token } of [...state.files.locks]) {
      for (const id of e2ee.locks.touchedBy(token)) {
        const folder = tree.byId(id);
        if (folder !== undefined) e2ee.metadata.abort(folder, this.#cloud.now());
      }
      e2ee.locks.release(fileId, token);
    }
  }

  seedVault(seed: VaultSeed): Seeded {
    return seedVault(this.#tables(), seed, Math.floor(this.#cloud.now() / 1000));
  }

  /** The stored field reads `false` from now on. Returns whether there is such a credential. */
  damage(credentialGuid: string, field: WrappedField): boolean {
    return damageField(this.#tables(), credentialGuid, field);
  }

  /** What is kept of files: ciphertext. */
  files(): readonly { file_id: number; filename: string; file_data: string }[] {
    return this.#tables().files.map(({ file_id, filename, file_data }) => ({ file_id, filename, file_data }));
  }

  /** As after a botched server move: every wrapped field of every credential reads `false`. */
  changeInstanceSecret(): void {
    this.#tables().secret += '+';
  }

  addUser(user: CloudUser): void {
    const { list } = this.#cloud.nextcloud.people;
    const at = list.findIndex(({ userId }) => userId === user.userId);
    list.splice(at < 0 ? list.length : at, at < 0 ? 0 : 1, personOf(user, this.#cloud.now()));
  }

  /**
   * Does what a person does in the browser: grants a running login flow.
   * @param token - the poll token, or the login address or its last part
   * @param userId - the first user unless told
   * @returns whether there was such a flow
   */
  grant(token: string, userId?: string): boolean {
    const { people, flows } = this.#cloud.nextcloud;
    const flow = flows.byAnyToken(token, this.#cloud.now());
    const person = userId === undefined ? people.list[0] : people.find(userId);
    if (flow === undefined || person === undefined) return false;
    flows.grant(flow, people, { person, loginName: person.userId });
    return true;
  }

  /** The names of a user's app passwords, as under "Devices & sessions". */
  devices(userId: string): readonly string[] {
    return this.#devicesOf(userId).map((row) => row.name);
  }

  /** As if the user had revoked every device. */
  revokeDevices(userId: string): void {
    for (const row of this.#devicesOf(userId)) this.#cloud.nextcloud.people.revoke(row.token);
  }

  /** As if the user had asked for every device to be wiped. */
  wipeDevices(userId: string): void {
    for (const row of this.#devicesOf(userId)) row.wipe = true;
  }

  /** Wrong passwords before 429; 10 unless told. */
  failuresAllowed(limit: number): void {
    this.#cloud.nextcloud.throttle.limit = limit;
  }

  /** Moves the cloud's clock forward: a login flow is over after 20 minutes. */
  advance(milliseconds: number): void {
    this.#cloud.moveClock(milliseconds);
  }

  /** Back to the state of the start: users as given, no data, no faults, an empty log. */
  reset(): void {
    this.#cloud.restart();
    this.clearFaults();
    this.clearRequests();
  }

  #tables(): Nextcloud['state']['passman'] {
    return this.#cloud.nextcloud.state.passman;
  }

  #devicesOf(userId: string): Nextcloud['state']['appPasswords'] {
    return this.#cloud.nextcloud.state.appPasswords.filter((row) => row.userId === userId);
  }
}
