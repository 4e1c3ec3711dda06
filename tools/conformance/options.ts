/**
 * What the command was asked to do.
 * @module
 */

import { parseArgs } from 'node:util';

import { readServerAddress } from '../../src/core/server-address.ts';

export interface Login {
  name: string;
  password: string;
}

export interface Options {
  /** Base address without a trailing slash. */
  server: string;
  first: Login;
  /** For what needs two people. */
  second: Login | null;
  /** An app registered with AppAPI, to sign in as. */
  exApp: { id: string; version: string; secret: string } | null;
  /** Somebody on another server, for what is shared between two. */
  elsewhere: { server: string; login: Login } | null;
  /** Of the first person's key for encrypted folders, where there is one already. */
  words: string | null;
  /** The same of the second person. */
  words2: string | null;
  /** Bytes of the largest file that is put into an encrypted folder. */
  largestFile: number;
  /** Take any certificate. */
  insecure: boolean;
}

export const usage = `npm run conformance -- --server URL --user NAME --password PASS [--user2 NAME --password2 PASS]
                           [--exapp ID --exapp-version V --exapp-secret S]
                           [--server2 URL --server2-user NAME --server2-password PASS]
                           [--words 'TWELVE WORDS'] [--words2 'TWELVE WORDS'] [--insecure]

Runs the clients' contract against a live Nextcloud with Passman, in throw-away vaults that are
removed afterwards. Real passwords let it check more than app passwords. What is not given is taken
from LATCHKEY_SERVER, LATCHKEY_USER, LATCHKEY_PASSWORD, LATCHKEY_USER2 and LATCHKEY_PASSWORD2. With --exapp, an
app that is registered with AppAPI acts as the first person too. With --server2, a file is shared with somebody there.
Keys for encrypted folders are made for the run and removed after it; keys that are there already stay untouched:
with --words and --words2 (or LATCHKEY_WORDS, LATCHKEY_WORDS2) they are used, and the encrypted folders that the first
person has are read, never written to; without them that chapter is left out.`;

/** 64 MiB: beyond what is sent in one request. */
const largestFile = 64 * 1024 * 1024;

/** @returns null where something is missing or wrong: show {@link usage} */
export function readOptions(args: string[], environment: Record<string, string | undefined>): Options | null {
  const found = parse(args);
  if (found === null) return null;
  const { values } = found;
  const address = readServerAddress(values.server ?? environment['LATCHKEY_SERVER'] ?? '');
  const first = login(values.user ?? environment['LATCHKEY_USER'], values.password ?? environment['LATCHKEY_PASSWORD']);
  const second = login(values.user2 ?? environment['LATCHKEY_USER2'], values.password2 ?? environment['LATCHKEY_PASSWORD2']);
  if (address === null || first === null) return null;
  return { server: address.server, first, second, exApp: exAppIn(values), elsewhere: elsewhereIn(values), words: values.words ?? environment['LATCHKEY_WORDS'] ?? null, words2: values.words2 ?? environment['LATCHKEY_WORDS2'] ?? null, largestFile, insecure: values.insecure === true };
}

function parse(args: string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({ args, options: { server: text, user: text, password: text, user2: text, password2: text, 'exapp': text, 'exapp-version': text, 'exapp-secret': text, 'server2': text, 'server2-user': text, 'server2-password': text, words: text, words2: text, insecure: { type: 'boolean' } } });
  } catch {
    return null;
  }
}

function exAppIn(values: Readonly<Record<string, string | boolean | undefined>>): Options['exApp'] {
  const [id, version, secret] = ['exapp', 'exapp-version', 'exapp-secret'].map((name) => values[name]);
  return typeof id === 'string' && typeof version === 'string' && typeof secret === 'string' ? { id, version, secret } : null;
}

function elsewhereIn(values: Readonly<Record<string, string | boolean | undefined>>): Options['elsewhere'] {
  const [server, name, password] = ['server2', 'server2-user', 'server2-password'].map((key) => values[key]);
  const address = typeof server === 'string' ? readServerAddress(server) : null;
  const found = typeof name === 'string' && typeof password === 'string' ? login(name, password) : null;
  return address === null || found === null ? null : { server: address.server, login: found };
}

function login(name: string | undefined, password: string | undefined): Login | null {
  return name && password ? { name, password } : null;
}
