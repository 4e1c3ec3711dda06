/**
 * The strings that tests pull: faults, what was asked, the server's moods, and its data.
 *
 * In process it is `cloud.control`; over the network it is `POST /__control/<name>` with the arguments
 * as `{"args": […]}`, answered by `{"result": …}`.
 * @module
 */

import type { Nextcloud } from '../nextcloud/nextcloud.ts';
import { damageField, seedVault } from '../passman/seed.ts';
import type { Seeded, VaultSeed } from '../passman/seed.ts';
import type { WrappedField } from '../passman/tables.ts';
import { personOf } from '../state.ts';
import type { CloudUser } from '../state.ts';
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

  clearFaults(): void {
    this.faults.clear();
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

  /** The SelfPrivacy server: read it, change it. */
  selfPrivacy(): SelfPrivacyState {
    return this.#cloud.selfPrivacy.state;
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
    this.#cloud.nextcloud.people.list.push(personOf(user, this.#cloud.now()));
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
