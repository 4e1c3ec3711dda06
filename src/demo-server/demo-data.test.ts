import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { startCloud } from './cloud.ts';
import { demoUser, demoUsers, demoVaults, seedDemo } from './demo-data.ts';
import { shopAccount } from './sites/shop.ts';
import { PassmanClient } from './testing/passman-client.ts';
import type { Row } from './testing/passman-client.ts';

/** Opens an envelope with Node's own cipher: nothing of ours but the format. */
function open(stored: string, vaultKey: string): string {
  const envelope = JSON.parse(Buffer.from(stored, 'base64').toString('utf8')) as { iv: string; salt: string; ct: string };
  const [iv, salt, sealed] = [envelope.iv, envelope.salt, envelope.ct].map((text) => Buffer.from(text, 'base64')) as [Buffer, Buffer, Buffer];
  const cipher = createDecipheriv('aes-256-ccm', pbkdf2Sync(vaultKey, salt, 1000, 32, 'sha256'), iv.subarray(0, 13), { authTagLength: 8 });
  cipher.setAuthTag(sealed.subarray(-8));
  const plain = cipher.update(sealed.subarray(0, -8));
  cipher.final();
  return plain.toString('utf8');
}

describe('the demo', () => {
  test('begins with vaults that open with their keys, the shop account among them', async () => {
    const cloud = await startCloud({ users: demoUsers });
    try {
      await seedDemo(cloud.control, Date.now());
      const client = new PassmanClient(cloud, [demoUser.userId, demoUser.password]);
      const vaults = await client.list();
      expect(vaults.map((vault) => vault['name'])).toEqual(['Personal', 'Work']);
      const { credentials } = (await client.send('GET', `/vaults/${String(vaults[0]?.['guid'])}`)).json as { credentials: Row[] };
      const shop = credentials.find((row) => row['label'] === 'Green Corner');
      expect(open(String(shop?.['password']), demoVaults.personal.vaultKey)).toBe(JSON.stringify(shopAccount.password));
      expect(credentials.filter((row) => Object.values(row).includes(false)).map((row) => row['label'])).toEqual(['Old photo service']);
    } finally {
      await cloud.close();
    }
  });
});
