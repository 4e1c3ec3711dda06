/**
 * A notification of the browser's when somebody elsewhere shares something or has answered an invitation, where a person
 * wants it. It says how many and on which of their servers, not who or what: anybody may see the screen.
 * @module
 */

import * as v from 'valibot';

import type { Account } from '../session/contents.ts';
import type { SettingsStore } from '../settings.ts';
import type { SealedBlobs } from '../vaults/sealed-blobs.ts';
import type { People } from './people.ts';
import { keptOf } from './world.ts';

export interface PeopleNews { shares: number; contacts: number }

export interface PeopleNoticeWorld {
  settings: Pick<SettingsStore, 'read'>;
  blobs: Pick<SealedBlobs, 'read' | 'write'>;
  people: Pick<People, 'standing'>;
  /** Whether the browser lets us. */
  mayNotify: () => Promise<boolean>;
  notify: (account: Account, news: PeopleNews) => Promise<void>;
}

const texts = v.array(v.string());
/** Shares that wait, invitations that are open, and cloud ids that are known, as of the last look. */
const toldShape = v.object({ shares: texts, invites: texts, contacts: texts });

/** Looks for what is new since the last look. Never rejects for a server's troubles: the page about people tells them. */
export function peopleNotice({ settings, blobs, people, mayNotify, notify }: PeopleNoticeWorld): (account: Account) => Promise<void> {
  return async (account) => {
    if (!(await settings.read()).notifyPeople || !(await mayNotify())) return;
    // Locked meanwhile, or a server that has gone away.
    const standing = await people.standing(account).catch(() => null);
    if (standing === null) return;
    const name = `${keptOf(account.id)}told`;
    const read = v.safeParse(toldShape, await blobs.read(name));
    const before = read.success ? read.output : null;
    if (JSON.stringify(before) === JSON.stringify(standing)) return;
    await blobs.write(name, standing);
    const news = { shares: fresh(standing.shares, before?.shares).length, contacts: answered(before, standing) };
    if (news.shares + news.contacts > 0) await notify(account, news);
  };
}

/** An invitation that is gone may as well have been taken back or have expired: only a new contact says that it was accepted. */
function answered(before: v.InferOutput<typeof toldShape> | null, now: v.InferOutput<typeof toldShape>): number {
  if (before === null) return 0;
  return Math.min(fresh(before.invites, now.invites).length, fresh(now.contacts, before.contacts).length);
}

function fresh(now: readonly string[], before: readonly string[] = []): readonly string[] {
  return now.filter((one) => !before.includes(one));
}
