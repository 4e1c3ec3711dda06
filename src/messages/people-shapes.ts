/**
 * The shapes of what screens ask about people on other servers.
 * @module
 */

import * as v from 'valibot';

import { isAccountId, isCredentialId, isVaultId } from '../core/ids.ts';

const account = v.pipe(v.string(), v.guard(isAccountId));
const short = v.pipe(v.string(), v.maxLength(320));
const note = v.pipe(v.string(), v.maxLength(2000));
const id = v.pipe(v.string(), v.regex(/^\d{1,15}$/));
const days = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(3650));
const cloudId = v.pipe(v.string(), v.minLength(3), v.maxLength(512));
/** What is pasted: perhaps a whole mail. */
const pasted = v.pipe(v.string(), v.maxLength(20_000));
const path = v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(255))), v.maxLength(64));
const passphrase = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));
const tabId = v.pipe(v.number(), v.integer(), v.minValue(0));
const invite = v.strictObject({ account, ref: short });
const share = v.strictObject({ account, id });

export const peopleShapes = {
  getPeople: v.strictObject({ account, again: v.boolean() }),
  makeInvite: v.strictObject({ account, email: short, note }),
  handOver: invite,
  copyInvite: v.strictObject({ account, ref: short, what: v.picklist(['link', 'code', 'encoded']) }),
  revokeInvite: invite,
  resendInvite: invite,
  mailInvite: v.strictObject({ account, ref: short, email: short, note }),
  previewInvite: v.strictObject({ account, text: pasted }),
  acceptInvite: v.strictObject({ account, text: pasted }),
  takeChosenInvite: v.strictObject({}),
  seesInvite: v.strictObject({ tabId }),
  openSeenInvite: v.strictObject({ tabId }),
  addContact: v.strictObject({ account, name: short, email: short, cloudId }),
  removeContact: v.strictObject({ account, ref: v.pipe(v.string(), v.maxLength(512)) }),
  restoreContact: v.strictObject({ account, undo: short }),
  listChoices: v.strictObject({ account, path }),
  shareFile: v.strictObject({ account, path: v.pipe(path, v.minLength(1)), cloudId, mayChange: v.boolean(), days: v.nullable(days), note }),
  changeShare: v.strictObject({ account, id, mayChange: v.boolean(), days: v.nullable(v.union([days, v.literal('as-is')])), note }),
  revokeShare: share,
  getSealKey: v.strictObject({ account }),
  pinKey: v.strictObject({ account, cloudId, text: v.nullable(pasted) }),
  sendSealed: v.strictObject({ account, what: v.union([v.strictObject({ credential: v.pipe(v.string(), v.guard(isCredentialId)) }), v.strictObject({ path: v.pipe(path, v.minLength(1)) })]), cloudId, passphrase: v.nullable(passphrase), days }),
  opensByKey: share,
  answerShare: v.strictObject({ account, id, accept: v.boolean() }),
  leaveShareOf: share,
  openSealed: v.strictObject({ account, id, passphrase: v.nullable(passphrase), vault: v.pipe(v.string(), v.guard(isVaultId)) }),
};
