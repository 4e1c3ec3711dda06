/**
 * A vault under another key: every record, its history, its files and the sharing keys, as Latchkey changes it.
 * @module
 */

import { encryptedFields } from '../../src/core/credential/sealed.ts';
import { manyKeysReader } from '../../src/core/envelopes/many-keys.ts';
import { vaultReader } from '../../src/core/envelopes/vault-reader.ts';
import { isAccountId, vaultId } from '../../src/core/ids.ts';
import type { Mark } from '../../src/background/vault-life/marks.ts';
import { rekeyVault } from '../../src/background/vault-life/rekey-run.ts';
import { resealer } from '../../src/background/vault-life/reseal.ts';
import { expectThat } from './report.ts';
import { makeVault, settleVault, type World } from './world.ts';

/** In a vault of its own. */
export async function checkKeyChange({ first, report, cleanup }: World): Promise<void> {
  report.chapter('Another vault key');
  const account = 'conformance';
  const vault = await report.check('a vault is made for it', async () => {
    const made = await makeVault(first, cleanup);
    await settleVault(first, made);
    return made;
  });
  if (vault === null || !isAccountId(account)) return;
  const next = `${vault.key} changed`;
  const { credentials, revisions, vaults } = first.passman;
  await report.check('everything is brought under it, and no version is lost or added', async () => {
    const [made] = (await vaults.get(vault.guid)).credentials;
    expectThat(made !== undefined, 'there is a credential');
    await credentials.replace({ ...made, username: await vault.writer.seal('"before"') });
    const kept = new Map<string, Mark>();
    const keys = [next, vault.key];
    const left = await rekeyVault({
      vault: vaultId(account, vault.guid), change: 'conformance', client: first.passman, resealer: resealer(keys, manyKeysReader(keys)),
      marks: {
        read: (_, guid) => Promise.resolve(kept.get(guid) ?? null),
        write: (_, guid, mark) => { kept.set(guid, mark); return Promise.resolve(); },
        clear: () => Promise.resolve(),
      },
      check: () => Promise.resolve(), settleWrites: () => Promise.resolve(), progress: () => undefined,
    });
    expectThat(left.length === 0, 'nothing is left under the old key');
    expectThat((await revisions.list(made.guid)).length === 1, 'there is one version, as before');
  });
  await report.check('the new key alone opens it: records, versions, the private sharing key', async () => {
    const reader = vaultReader(next);
    const { credentials: all, privateSharingKey } = await vaults.get(vault.guid);
    const history = (await Promise.all(all.map(({ guid }) => revisions.list(guid)))).flat().map(({ credential }) => credential);
    const openings = [...(await reader.open([...all, ...history], encryptedFields)).flatMap((each) => Object.values(each)), ...(await reader.openValues([privateSharingKey]))];
    expectThat(openings.every(({ state }) => state === 'read'), 'all of it opens');
  });
}
