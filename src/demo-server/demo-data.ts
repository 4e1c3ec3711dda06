/**
 * What the demo begins with: one person, two vaults, and credentials as people really have them.
 * @module
 */

import type { Control } from './control/control.ts';
import { sealVault, testCredential } from './seal-vault.ts';
import type { OpenCredential } from './seal-vault.ts';
import { shopAccount } from './sites/shop.ts';
import type { CloudUser } from './state.ts';

export const demoUser: CloudUser = { userId: 'demo', password: 'demo', displayName: 'Demo', email: 'demo@mail.example' };
/** Somebody to share with. */
export const demoFriend: CloudUser = { userId: 'bea', password: 'bea', displayName: 'Bea' };
export const demoUsers: readonly CloudUser[] = [demoUser, demoFriend];

export const demoVaults = {
  personal: { name: 'Personal', vaultKey: 'demo vault key' },
  work: { name: 'Work', vaultKey: 'demo work key' },
} as const;

export const demoShopUrl = 'https://shop.example/login';

const day = 24 * 60 * 60;

/** An icon as Passman keeps them: a leaf of our own, 16 pixels wide. */
const leaf = {
  type: 'png',
  content: 'iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAYAAAAf8/9hAAAAV0lEQVR42mNggAL9bP//pGAGZECqZhRDyNUMN4QUxeefXQZjkgyAaULGRBtASDNeA7BpJtoAXJqJMoAUzSQZQHQ0kqIZwwBSNeM0gGYpker5gaIcCdMHAMRjIk1o6DNnAAAAAElFTkSuQmCC',
};

/** @param now - Unix seconds */
function personal(now: number): readonly OpenCredential[] {
  return [
    testCredential(demoVaults.personal.name),
    {
      label: 'Green Corner', ...shopAccount, email: 'alice@mail.example', url: demoShopUrl, tags: ['shopping', 'garden'], icon: leaf,
      description: 'Delivers on Tuesdays and Fridays.\nThe bell does not work: ask them to ring.', created: now - 400 * day, changed: now - 12 * day,
      customFields: [{ label: 'Customer number', value: '40-2231', secret: false }, { label: 'Gift card PIN', value: '8814', secret: true }],
    },
    { label: 'Green Corner, office', username: 'office@quiet-studio.example', password: 'paper-Lantern-71', url: 'https://shop.example/', tags: ['shopping', 'work'], created: now - 90 * day },
    { label: 'Green Corner wholesale', username: 'alice.w', password: 'Moss&Fern4ever', url: 'https://trade.shop.example/login', tags: ['garden'], created: now - 30 * day },
    {
      label: 'Mailbox', username: 'alice', email: 'alice@mail.example', password: 'v7#Kestrel-over-Dunes', url: 'https://mail.example/login', tags: ['mail'],
      otp: { secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', issuer: 'Mailbox', label: 'alice@mail.example' }, created: now - 900 * day, changed: now - 200 * day,
    },
    {
      label: 'Riverside Bank', username: '50188211', password: 'h8!Slate.Morning', url: 'https://www.riverside-bank.example', tags: ['money'],
      description: 'Branch on Mill Street, open until six.', renew_interval: 90 * day, expire_time: now + 40 * day,
      customFields: [{ label: 'Telephone PIN', value: '640193', secret: true }, { label: 'IBAN', value: 'XX00 0000 0000 0000 0000 00', secret: false }], created: now - 700 * day,
    },
    { label: 'City library', username: '00417-A', password: '1904', url: 'library.example', tags: ['books'], description: 'PIN is four digits, they insist.', created: now - 1500 * day },
    { label: 'Trains', email: 'alice@mail.example', password: 'Window+seat/2nd', url: 'https://trains.example/account/login', tags: ['travel'], created: now - 320 * day },
    { label: 'Home router', username: 'admin', password: 'not-the-default-9', url: 'http://192.168.1.1', tags: ['home'], created: now - 600 * day },
    { label: 'Forum of the choir', username: 'alice_alto', password: 'summer2019', url: 'https://forum.choir.example', tags: ['music'], compromised: true, created: now - 2500 * day },
    { label: 'Wi-Fi at home', password: 'seven-otters-in-a-boat', tags: ['home'], description: 'For guests: network "Otters", not "Otters-5".', created: now - 610 * day },
    {
      label: 'Old photo service', username: 'alice', password: 'Contrast!77', email: 'alice@mail.example', url: 'https://photos.example/login', tags: ['photos'],
      description: 'Its e-mail field was damaged on the server.', damaged: ['email'], created: now - 1800 * day,
    },
    { label: 'Cancelled gym', username: 'alice', password: 'sweat-and-tears', url: 'https://gym.example', delete_time: now - 3 * day, created: now - 800 * day, changed: now - 3 * day },
  ];
}

/** @param now - Unix seconds */
function work(now: number): readonly OpenCredential[] {
  return [
    testCredential(demoVaults.work.name),
    { label: 'Time sheet', username: 'a.winter', password: 'Ledger^Kiosk#12', url: 'https://time.quiet-studio.example', tags: ['office'], created: now - 100 * day },
    {
      label: 'Ticket system', username: 'a.winter', password: 'qZ4-Umbrella-qZ4', url: 'https://tickets.quiet-studio.example/login', tags: ['office'],
      otp: { secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', issuer: 'Tickets' }, created: now - 80 * day,
    },
    { label: 'Printer', username: 'admin', password: 'toner-low-again', url: 'http://printer.quiet-studio.example', description: 'Third floor.', created: now - 50 * day },
  ];
}

/**
 * Fills a fresh cloud that was started with {@link demoUsers}.
 * @param now - Unix milliseconds
 */
export async function seedDemo(control: Control, now: number): Promise<void> {
  const seconds = Math.floor(now / 1000);
  const { userId } = demoUser;
  control.seedVault(await sealVault({ userId, ...demoVaults.personal, credentials: personal(seconds), sharingKeyBits: 1024 }));
  control.seedVault(await sealVault({ userId, ...demoVaults.work, credentials: work(seconds), sharingKeyBits: 1024 }));
  control.seedVault(await sealVault({ userId: demoFriend.userId, name: 'Bea', vaultKey: 'bea vault key', credentials: [testCredential('Bea')], sharingKeyBits: 1024 }));
}
