import { createCipheriv, createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import { argon2id } from '@noble/hashes/argon2.js';
import { expect, test } from 'vitest';

import { ImportRefused, type Outcome } from './outcome.ts';
import { readImport } from './read-import.ts';
import { bitwarden } from './testing/samples.ts';

/** The format's own description, done with Node's cryptography. */
function sealed(text: string, master: Uint8Array): string {
  const expand = (name: string) => createHmac('sha256', master).update(Buffer.concat([Buffer.from(name), Buffer.from([1])])).digest();
  const iv = Buffer.alloc(16, 7);
  const cipher = createCipheriv('aes-256-cbc', expand('enc'), iv);
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const mac = createHmac('sha256', expand('mac')).update(Buffer.concat([iv, ciphertext])).digest();
  return `2.${[iv, ciphertext, mac].map((part) => part.toString('base64')).join('|')}`;
}

function fileWith(kdf: Record<string, number>, master: Uint8Array): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ encrypted: true, passwordProtected: true, salt: 'c2FsdA==', ...kdf, encKeyValidation_DO_NOT_EDIT: sealed('x', master), data: sealed(JSON.stringify(bitwarden), master) }));
}

const pbkdf2 = fileWith({ kdfType: 0, kdfIterations: 6000 }, pbkdf2Sync('pässword', 'c2FsdA==', 6000, 32, 'sha256'));
const argon = fileWith({ kdfType: 1, kdfIterations: 2, kdfMemory: 16, kdfParallelism: 2 }, argon2id('pässword', createHash('sha256').update('c2FsdA==').digest(), { t: 2, m: 16 * 1024, p: 2, dkLen: 32 }));

async function open(file: Uint8Array, password: string): Promise<Outcome> {
  const outcome = readImport(file);
  if (outcome.is !== 'needs-password') throw new Error(outcome.is);
  return outcome.open(password);
}

test.each([['PBKDF2', pbkdf2], ['Argon2id', argon]])('a file under %s opens with its password', async (_, file) => {
  const outcome = await open(file, 'pässword');
  expect(outcome.is === 'read' && outcome.result.rows[0]?.login.form.password).toBe('p1');
});

test.each([['PBKDF2', pbkdf2], ['Argon2id', argon]])('a file under %s says that a password is wrong', async (_, file) => {
  await expect(open(file, 'other')).rejects.toMatchObject({ why: 'wrong-password' } satisfies Partial<ImportRefused>);
});

test.each([[{ kdfType: 0, kdfIterations: 2_000_000_000 }], [{ kdfType: 1, kdfIterations: 3, kdfMemory: 4096, kdfParallelism: 4 }], [{ kdfType: 1, kdfIterations: 0, kdfMemory: 16, kdfParallelism: 4 }]])('%o is refused before anything is computed', async (kdf) => {
  await expect(open(fileWith(kdf, new Uint8Array(32)), 'x')).rejects.toMatchObject({ why: 'too-costly' });
});
