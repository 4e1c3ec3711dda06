/**
 * Fills one login into the document of a tab that has a place for it.
 * @module
 */

import type { Credential, Reading } from '../../core/credential/credential.ts';
import type { FilledPart } from '../../core/forms/facts.ts';
import type { CredentialId } from '../../core/ids.ts';
import { Failure } from '../../core/problem.ts';
import { totpAt } from '../../core/totp.ts';
import type { FillConsent, FillOrder, FillReport, NextStep } from '../../messages/contract.ts';
import { copySecret, type CopyWorld } from '../copy-secret.ts';
import type { Vaults } from '../vaults/vaults.ts';
import { chooseDocument, ownFields, type Chosen, type FillPlace } from './choose-document.ts';
import { isAllowed } from './consent.ts';
import { emptyOrder } from './empty-order.ts';
import { foreignForm } from './may-fill.ts';
import type { LastUsed } from './last-used.ts';
import type { Pages } from './pages.ts';
import type { SiteRules } from './site-rules.ts';
import type { SiteSets } from './site-sets.ts';
import type { Steps } from './steps.ts';
import type { Tickets } from './tickets.ts';
import type { Undos } from './undos.ts';

export interface FillWorld extends CopyWorld {
  vaults: Pick<Vaults, 'credential'>;
  pages: Pages;
  tickets: Tickets;
  siteRules: Pick<SiteRules, 'of' | 'setFrame'>;
  siteSets: Pick<SiteSets, 'list' | 'kinOf'>;
  steps: Pick<Steps, 'remember' | 'forget'>;
  undos: Pick<Undos, 'add'>;
  lastUsed: LastUsed;
  /** Shows in the toolbar that the tab was filled. */
  showFilled: (tabId: number) => void;
}

/** @throws {Failure} one kind for each reason why nothing was filled: `wrong-site`, `no-fields`, `foreign-frame`, … */
export async function fillLogin(id: CredentialId, place: FillPlace, allow: readonly FillConsent[], world: FillWorld): Promise<FillReport> {
  const credential = await world.vaults.credential(id);
  const chosen = await chooseDocument(credential, place, allow, world);
  const foreign = foreignForm(chosen.look.sendsTo, chosen.page.url, await world.siteSets.list());
  if (foreign !== null && !isAllowed(foreign, allow)) throw new Failure(foreign);
  const order = await orderFor(credential, chosen, world.now());
  // Before the page has it: it may ask for the next step at once.
  if (order.next === null) await world.steps.forget(chosen.page.tabId);
  else await world.steps.remember(chosen.page, id, order.next);
  const ticket = world.tickets.issue(chosen.page, order);
  const { filled, problem } = await world.pages.fill(chosen.page, ticket).finally(() => { world.tickets.withdraw(ticket); });
  if (filled.length === 0) {
    await world.steps.forget(chosen.page.tabId);
    throw new Failure(problem ?? { kind: 'no-fields' });
  }
  world.showFilled(chosen.page.tabId);
  if (chosen.remember !== null) await world.siteRules.setFrame(chosen.remember.site, chosen.remember.origin, true);
  // Which comes first next time is worth no complaint.
  await world.lastUsed.note(id).catch(() => undefined);
  const { undo } = world.undos.add(chosen.page, credential.label);
  return { filled, left: problem, copied: await copyCode(credential, filled, world), undo };
}

/** A code is asked for on the next page; that login has just been filled, so it is what is needed now. Null: nothing was copied. */
export async function copyCode({ otp }: Credential, filled: readonly FilledPart[], world: CopyWorld): Promise<FillReport['copied']> {
  if (otp.state === 'unreadable' || otp.value === null || !filled.includes('current-password') || filled.includes('one-time-code')) return null;
  if (!(await world.settings.read()).copyCodeAfterFill) return null;
  try {
    return await copySecret(await totpAt(otp.value, world.now() / 1000), world);
  } catch {
    return null; // the login is in all the same
  }
}

/** No more than the page's form has fields for. */
export async function orderFor(credential: Credential, { page, look, rules }: Pick<Chosen, 'page' | 'rules'> & { look: Pick<Chosen['look'], 'roles' | 'custom'> }, now: number): Promise<FillOrder> {
  const wants = (...roles: Chosen['look']['roles']) => roles.some((role) => look.roles.includes(role));
  const order: FillOrder = { ...emptyOrder(page.url.origin, rules), custom: customParts(credential, look.custom) };
  if (wants('username', 'email')) {
    order.username = valueOf(credential.username);
    order.email = valueOf(credential.email);
  }
  if (wants('current-password')) order.password = valueOf(credential.password);
  const otp = credential.otp.state === 'unreadable' ? null : credential.otp.value;
  if (wants('one-time-code') && otp) order.code = await totpAt(otp, now / 1000);
  if (order.username === null && order.email === null && order.password === null && order.code === null && order.custom.length === 0) throw new Failure(whyEmpty(credential));
  return { ...order, next: nextStep(credential, order) };
}

/** What the next page of the site will ask for, as far as this login has it. */
function nextStep(credential: Credential, { username, email, password, code }: FillOrder): NextStep | null {
  if (password === null && code === null && (username ?? email) !== null && valueOf(credential.password) !== null) return 'current-password';
  return password !== null && code === null && credential.otp.state !== 'unreadable' && credential.otp.value !== null ? 'one-time-code' : null;
}

/** `wanted` counts as {@link ownFields} does. */
function customParts(credential: Credential, wanted: readonly number[]): FillOrder['custom'] {
  const fields = ownFields(credential);
  return [...new Set(wanted)].flatMap((at) => fields[at] ?? []).map(({ label, value }) => ({ label, value }));
}

function whyEmpty(credential: Credential): Failure['problem'] {
  const unreadable = [credential.username, credential.email, credential.password].some(({ state }) => state === 'unreadable');
  return unreadable ? { kind: 'unreadable-field', label: credential.label } : { kind: 'nothing-to-fill' };
}

function valueOf(reading: Reading<string>): string | null {
  return reading.state === 'unreadable' || reading.value === '' ? null : reading.value;
}
