/**
 * Changing credentials: forms and their drafts, saving, the trash, undoing; and the generator.
 * @module
 */

import { searchIndex } from '../../core/credential/search.ts';
import { randomBytes } from '../../core/bytes.ts';
import { generatePassword } from '../../core/generator.ts';
import type { ScreenRequests } from '../../messages/contract.ts';
import type { ScreenHandlers } from '../answer.ts';
import { rowOf } from '../rows.ts';
import type { App } from './app.ts';

type Names = 'openForm' | 'keepDraft' | 'dropDraft' | 'saveCredential' | 'setTrashed' | 'destroyCredential' | 'duplicateCredential' | 'undo'
  | 'listVault' | 'getQueue' | 'sendQueue' | 'dismissQueued' | 'generate' | 'getGenerated';

export function writeHandlers(app: App): Pick<ScreenHandlers, Names> {
  const { session, writes } = app;
  /** Nothing is written while Latchkey is locked. */
  const used = <Ask, Reply>(handle: (ask: Ask) => Promise<Reply>) => async (ask: Ask): Promise<Reply> => {
    await session.use();
    return handle(ask);
  };
  return {
    openForm: used((ask) => writes.openForm(ask)),
    keepDraft: used(async (ask) => {
      const credential = ask.credential && (await writes.journal.resolve(ask.credential));
      await writes.drafts.keep({ ...ask, credential, problem: null, at: app.now() });
      return {};
    }),
    dropDraft: used(async ({ credential, vault }) => {
      await writes.drafts.drop(credential && (await writes.journal.resolve(credential)), vault);
      return {};
    }),
    saveCredential: used((ask) => writes.save(ask)),
    setTrashed: used((ask) => writes.setTrashed(ask)),
    destroyCredential: used((ask) => writes.destroy(ask)),
    duplicateCredential: used((ask) => writes.duplicate(ask)),
    undo: used((ask) => writes.undo(ask)),
    listVault: used((ask) => listVault(ask, app)),
    getQueue: used(async () => ({ writes: await writes.queue() })),
    sendQueue: used(async () => {
      await writes.send();
      return { writes: await writes.queue() };
    }),
    dismissQueued: used(async (ask) => {
      await writes.dismiss(ask);
      return {};
    }),
    generate: used(async ({ recipe }) => {
      const value = generatePassword(recipe, randomBytes);
      await app.generated.add(value, app.now());
      return { value };
    }),
    getGenerated: used(async () => ({ values: await app.generated.read() })),
  };
}

async function listVault({ vault, show, query, offset, limit }: ScreenRequests['listVault']['ask'], app: App): Promise<ScreenRequests['listVault']['reply']> {
  const names = new Map((await app.session.keyring.contents()).vaults.map(({ id, name }) => [id, name]));
  const loaded = await app.vaults.load();
  const all = [...loaded.values()].filter(({ id }) => vault === null || id === vault).flatMap((each) => [...each.lines().values()].map(({ entry }) => entry));
  // The search leaves out what is in the trash, so what is there is shown to it as if it weren't.
  const found = show === 'active' && vault === null
    ? (await app.vaults.search()).search(query)
    : searchIndex(all.filter(({ trashed }) => trashed === (show === 'trash')).map((entry) => ({ ...entry, trashed: false }))).search(query);
  return { rows: found.slice(offset, offset + limit).map((entry) => rowOf(entry, names)), total: found.length };
}
