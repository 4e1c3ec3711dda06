/**
 * The accounts, their app passwords, and who a Basic header or a session stands for.
 * @module
 */

import { randomInt } from 'node:crypto';

export interface Person {
  userId: string;
  password: string;
  displayName: string;
  email: string | null;
  twoFactor: boolean;
  admin: boolean;
  /** Unix seconds. */
  firstLogin: number;
  lastLogin: number;
}

export interface AppPassword {
  token: string;
  userId: string;
  /** What its owner typed when it was made: a user id or an e-mail address. */
  loginName: string;
  /** Shown under "Devices & sessions". */
  name: string;
  /** The owner asked for the device to be wiped. */
  wipe: boolean;
}

/** What a user name and a password prove. */
export type Proof =
  | { kind: 'password'; person: Person; loginName: string }
  | { kind: 'app-password'; person: Person; loginName: string; row: AppPassword }
  /** The right password, but the account has a second factor: nobody is signed in, and no failure is counted. */
  | { kind: 'second-factor-missing'; person: Person; loginName: string }
  | { kind: 'wrong' };

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export function randomText(length: number): string {
  return Array.from({ length }, () => letters[randomInt(letters.length)] ?? '').join('');
}

export class People {
  readonly list: Person[];
  readonly appPasswords: AppPassword[];

  constructor(list: Person[], appPasswords: AppPassword[]) {
    this.list = list;
    this.appPasswords = appPasswords;
  }

  find(userId: string): Person | undefined {
    return this.list.find((person) => person.userId === userId);
  }

  /** By user id (any case) or e-mail address, as the login form and Basic accept them. */
  byLoginName(name: string): Person | undefined {
    const wanted = name.toLowerCase();
    return this.list.find((person) => person.userId.toLowerCase() === wanted || person.email?.toLowerCase() === wanted);
  }

  prove(loginName: string, secret: string): Proof {
    const row = this.appPasswords.find((candidate) => candidate.token === secret);
    if (row !== undefined) {
      const person = this.find(row.userId);
      const named = row.loginName === loginName || this.byLoginName(loginName) === person;
      return person !== undefined && named && !row.wipe ? { kind: 'app-password', person, loginName, row } : { kind: 'wrong' };
    }
    const person = this.byLoginName(loginName);
    if (person?.password !== secret) return { kind: 'wrong' };
    return { kind: person.twoFactor ? 'second-factor-missing' : 'password', person, loginName };
  }

  /** Makes an app password of 72 letters and digits, as Nextcloud does. */
  issue(person: Person, loginName: string, name: string): AppPassword {
    const row = { token: randomText(72), userId: person.userId, loginName, name, wipe: false };
    this.appPasswords.push(row);
    return row;
  }

  revoke(token: string): void {
    const at = this.appPasswords.findIndex((row) => row.token === token);
    if (at >= 0) this.appPasswords.splice(at, 1);
  }
}
