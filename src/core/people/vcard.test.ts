import { describe, expect, test } from 'vitest';
import { readCard, writeCard } from './vcard.ts';

describe('reading a vCard', () => {
  test('finds name, mail addresses and cloud ids, with groups, parameters and folded lines', () => {
    const card = readCard('BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Müller\\, Anna\r\nitem1.EMAIL;TYPE="home,pref":anna@mail.exam\r\n ple\r\nCLOUD;TYPE=HOME:anna@cloud.example\r\ncloud:anna@work.example/nc\r\nEND:VCARD\r\n');
    expect(card).toEqual({
      name: 'Müller, Anna', emails: ['anna@mail.example'],
      cloudIds: [{ user: 'anna', server: 'cloud.example' }, { user: 'anna', server: 'work.example/nc' }],
    });
  });

  test('leaves a cloud id out that cannot be read', () => {
    expect(readCard('BEGIN:VCARD\nFN:Anna\nCLOUD:nonsense\nEND:VCARD')?.cloudIds).toEqual([]);
  });

  test('takes no line of another name', () => {
    expect(readCard('BEGIN:VCARD\nX-CLOUD:a@b.example\nNOTE:CLOUD:a@b.example\nEND:VCARD')?.cloudIds).toEqual([]);
  });

  test.each(['', 'FN:Anna', '<html>'])('finds no card in %j', (text) => {
    expect(readCard(text)).toBeNull();
  });
});

describe('writing a vCard', () => {
  const card = { name: 'Änna; Müller, \\ "x"\nEND:VCARD', emails: ['a@b.example'], cloudIds: [{ user: 'ä'.repeat(60), server: 'cloud.example' }] };

  test('is read again, and a name cannot end it', () => {
    expect(readCard(writeCard(card, 'id-1'))).toEqual({ ...card, name: 'Änna; Müller, \\ "x" END:VCARD' });
  });

  test('has lines of at most 75 octets', () => {
    for (const line of writeCard(card, 'id-1').split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
  });
});
