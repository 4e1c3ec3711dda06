/**
 * Hands the next step of a login to the document that the step before was filled into.
 * @module
 */

import { pageKey } from '../../core/sites/page-key.ts';
import type { FillOrder, NextStep } from '../../messages/contract.ts';
import type { Sender } from '../answer.ts';
import { copyCode, orderFor, type FillWorld } from './fill-login.ts';
import type { Steps } from './steps.ts';

export type NextStepWorld = FillWorld & { steps: Pick<Steps, 'take' | 'remember' | 'forget'> };

/** Whose step it is, the browser says. @throws {Failure} `not-allowed`, `nothing-to-fill`, … */
export async function nextStepFor(step: NextStep, sender: Sender, world: NextStepWorld): Promise<FillOrder> {
  const { credential: id, page } = await world.steps.take(step, sender);
  const credential = await world.vaults.credential(id);
  const { fields } = await world.siteRules.of(pageKey(page.url));
  const order = await orderFor(credential, { page, look: { roles: [step], custom: [] }, rules: fields }, world.now());
  if (order.next === null) await world.steps.forget(page.tabId);
  else await world.steps.remember(page, id, order.next);
  await copyCode(credential, [step], world);
  world.undos.add(page, credential.label);
  world.showFilled(page.tabId);
  return order;
}
