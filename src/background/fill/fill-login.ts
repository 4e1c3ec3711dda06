/**
 * Fills one login into the document it was chosen for.
 * @module
 */

import type { Credential, Reading } from '../../core/credential/credential.ts';
import type { FieldRole } from '../../core/forms/facts.ts';
import type { CredentialId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { matchEntry } from '../../core/sites/match.ts';
import { readAddresses } from '../../core/sites/site.ts';
import { totpAt } from '../../core/totp.ts';
import type { FillOrder, FillReport } from '../../messages/contract.ts';
import { copySecret, type CopyWorld } from '../copy-secret.ts';
import type { Vaults } from '../vaults/vaults.ts';
import type { PageDocument, Pages } from './pages.ts';
import type { Tickets } from './tickets.ts';

export interface FillWorld extends CopyWorld { vaults: Pick<Vaults, 'credential'>; pages: Pages; tickets: Tickets }

/** @throws {Failure} `wrong-site`, `insecure-page`, `page-changed`, `no-fields`, `unreadable-field`, … */
export async function fillLogin(id: CredentialId, page: PageDocument, world: FillWorld): Promise<FillReport> {
  const credential = await world.vaults.credential(id);
  mayFillInto(credential, page.url);
  const { roles } = await world.pages.look(page);
  const order = await orderFor(credential, page, roles, world.now());
  const ticket = world.tickets.issue(page, order);
  const { filled, problem } = await world.pages.fill(page, ticket).finally(() => { world.tickets.withdraw(ticket); });
  if (filled.length === 0) throw new Failure(problem ?? { kind: 'no-fields' });
  return { filled, left: problem, copied: await copyCode(credential, filled, world) };
}

/** A code is asked for on the next page; that login has just been filled, so it is what is needed now. Null: nothing was copied. */
async function copyCode({ otp }: Credential, filled: readonly FieldRole[], world: CopyWorld): Promise<FillReport['copied']> {
  if (otp.state === 'unreadable' || otp.value === null || !filled.includes('current-password') || filled.includes('one-time-code')) return null;
  if (!(await world.settings.read()).copyCodeAfterFill) return null;
  try {
    return await copySecret(await totpAt(otp.value, world.now() / 1000), world);
  } catch {
    return null; // the login is in all the same
  }
}

/** @throws {Failure} `wrong-site`, `insecure-page`, `unproven-address` */
export function mayFillInto(credential: Credential, page: URL): void {
  // The server could have written such an address to have the password typed where it likes.
  if (credential.url.state === 'legacy' && credential.password.state !== 'legacy') throw new Failure({ kind: 'unproven-address', label: credential.label });
  const url = valueOf(credential.url) ?? '';
  const match = matchEntry(url, page);
  if (match.offer) return;
  if (match.why === 'insecure') throw new Failure({ kind: 'insecure-page', host: page.host });
  throw new Failure({ kind: 'wrong-site', login: readAddresses(url)[0]?.host ?? credential.label, page: page.host });
}

/** No more than the page's form has fields for. */
async function orderFor(credential: Credential, page: PageDocument, roles: readonly FieldRole[], now: number): Promise<FillOrder> {
  const wants = (role: FieldRole) => roles.includes(role);
  const order: FillOrder = { origin: page.url.origin, username: null, email: null, password: null, code: null, newPassword: null };
  if (wants('username') || wants('email')) {
    order.username = valueOf(credential.username);
    order.email = valueOf(credential.email);
  }
  if (wants('current-password')) order.password = valueOf(credential.password);
  const otp = credential.otp.state === 'unreadable' ? null : credential.otp.value;
  if (wants('one-time-code') && otp) order.code = await totpAt(otp, now / 1000);
  if (roles.length > 0 && order.username === null && order.email === null && order.password === null && order.code === null) throw new Failure(whyEmpty(credential));
  return order;
}

function whyEmpty(credential: Credential): Failure['problem'] {
  const unreadable = [credential.username, credential.email, credential.password].some(({ state }) => state === 'unreadable');
  return unreadable ? { kind: 'unreadable-field', label: credential.label } : { kind: 'nothing-to-fill' };
}

function valueOf(reading: Reading<string>): string | null {
  return reading.state === 'unreadable' || reading.value === '' ? null : reading.value;
}
