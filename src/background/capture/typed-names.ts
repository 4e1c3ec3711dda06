/**
 * Names that were typed on the first page of a login in two steps: kept for the password that follows in the same tab on
 * the same site, sealed as the password will be, for as long as it.
 * @module
 */

import * as v from 'valibot';

import { decodeBase64, encodeBase64 } from '../../core/bytes.ts';
import { stored, type StorageArea } from '../stored.ts';
import type { LetterBox } from '../writes/letter-box.ts';
import { keptMs, type Pending } from './pending.ts';

const most = 20;
const shape = v.object({ names: v.array(v.object({ tabId: v.number(), site: v.string(), at: v.number(), sealed: v.string() })) });
type Where = Pick<Pending, 'tabId' | 'site'>;

/** Not safe against two at once: the caller does one thing after the other. */
export interface TypedNames {
  /** Takes the place of the one before. @throws {Failure} `locked` where it cannot be sealed */
  put: (where: Where, name: string) => Promise<void>;
  /** Sealed, for {@link TypedNames.open}; null: none. */
  find: (where: Where) => Promise<string | null>;
  /** @returns empty: it was sealed before everything was forgotten. @throws {Failure} `locked` */
  open: (where: Where, sealed: string) => Promise<string>;
  forgetTab: (tabId: number) => Promise<void>;
}

export function typedNames({ session, box, now }: { session: StorageArea; box: Pick<LetterBox, 'seal' | 'open'>; now: () => number }): TypedNames {
  const item = stored(session, 'capture-names', shape);
  const read = async () => ((await item.read())?.names ?? []).filter(({ at }) => at <= now() && now() - at < keptMs);
  const same = (one: Where, other: Where) => one.tabId === other.tabId && one.site === other.site;
  return {
    async put({ tabId, site }, name) {
      const sealed = encodeBase64(await box.seal({ name }, contextOf({ tabId, site })));
      await item.write({ names: [{ tabId, site, at: now(), sealed }, ...(await read()).filter((each) => !same(each, { tabId, site }))].slice(0, most) });
    },
    find: async (where) => (await read()).find((each) => same(each, where))?.sealed ?? null,
    async open(where, sealed) {
      const found = v.safeParse(v.object({ name: v.string() }), await box.open(decodeBase64(sealed) ?? new Uint8Array(), contextOf(where)));
      return found.success ? found.output.name : '';
    },
    async forgetTab(tabId) {
      const names = (await read()).filter((each) => each.tabId !== tabId);
      if (names.length > 0) await item.write({ names });
      else await item.remove();
    },
  };
}

function contextOf({ tabId, site }: Where): string {
  return `latchkey capture name ${tabId} ${site}`;
}
