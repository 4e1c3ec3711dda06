import { describe, expect, test } from 'vitest';

import { isCredentialId, type CredentialId } from '../../core/ids.ts';
import { fakeStorage } from '../testing/fake-storage.ts';
import { copies } from './copies.ts';

function credential(text: string): CredentialId {
  if (!isCredentialId(text)) throw new Error('no id');
  return text;
}

const [shop, bank] = [credential('aaaaaaaa/V/S'), credential('aaaaaaaa/V/B')];

function world() {
  const clock = { now: 1_000_000 };
  const session = fakeStorage();
  return { clock, session, kept: copies(session, () => clock.now) };
}

describe('a secret that was copied', () => {
  test('is known again, also after the worker’s death, and lies nowhere that can be read', async () => {
    const { kept, session, clock } = world();
    await kept.note('CNRY-shop', shop);
    await kept.note('CNRY-bank', bank);
    expect(await kept.whose('CNRY-shop')).toBe(shop);
    expect(await copies(session, () => clock.now).whose('CNRY-bank')).toBe(bank);
    expect(await kept.whose('CNRY-sho')).toBeNull();
    expect(JSON.stringify(await session.get('copies'))).not.toContain('CNRY');
  });

  test('is forgotten after ten minutes, and when Latchkey locks', async () => {
    const { kept, clock } = world();
    await kept.note('CNRY-shop', shop);
    clock.now += 10 * 60_000;
    expect(await kept.whose('CNRY-shop')).toBeNull();
    await kept.note('CNRY-shop', shop);
    await kept.forget();
    expect(await kept.whose('CNRY-shop')).toBeNull();
  });

  test('cannot be found by trying, and has another digest in each session', async () => {
    const { kept, clock, session } = world();
    await kept.note('1234', shop);
    for (let at = 0; at < 20; at += 1) expect(await kept.whose(`guess ${at}`)).toBeNull();
    expect(await kept.whose('1234')).toBeNull();
    clock.now += 60_000;
    expect(await kept.whose('1234')).toBe(shop);
    const other = world();
    await other.kept.note('1234', shop);
    const digest = async (area: typeof session) => JSON.stringify((await area.get('copies'))['copies']).replace(/.*"digest":"([^"]+)".*/, '$1');
    expect(await digest(other.session)).not.toBe(await digest(session));
  });
});

test('where it was pasted is told for its tab, until the person knows', async () => {
  const { kept } = world();
  await kept.warn({ tabId: 7, address: 'https://evil.example', credential: shop });
  await kept.warn({ tabId: 8, address: 'https://other.example', credential: bank });
  expect(await kept.pasteIn(7)).toMatchObject({ address: 'https://evil.example', credential: shop });
  await kept.dismiss(7);
  expect(await kept.pasteIn(7)).toBeNull();
  expect(await kept.pasteIn(8)).not.toBeNull();
});
