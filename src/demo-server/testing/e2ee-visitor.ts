/**
 * For the cloud's own tests: a program that knows encrypted folders, step by step.
 * @module
 */

import type { Cloud } from '../cloud.ts';
import { visit, type Got } from './visitor.ts';

/** Everybody's password is their name. */
export const login = (name: string): string => `Basic ${Buffer.from(`${name}:${name}`).toString('base64')}`;

export interface Wish { as?: string; json?: object; headers?: Record<string, string>; body?: string }

export const idOf = (got: Got): number => Number.parseInt(String(got.headers['oc-fileid']), 10);
export const metadata = (text = '{"version":"2.0"}', token = '', signature = 'sig'): { json: object; headers: Record<string, string> } => ({ json: { metaData: text }, headers: { 'e2e-token': token, 'x-nc-e2ee-signature': signature } });

export interface E2eeVisitor {
  dav: (method: string, path: string, wish?: Wish) => Promise<Got>;
  /** With the `data` that was said. */
  ocs: (method: string, path: string, wish?: Wish) => Promise<Got & { said: Record<string, unknown> }>;
  lock: (id: number, counter: number, more?: Wish) => Promise<string>;
  unlock: (id: number, token: string, query?: string) => Promise<number>;
  /** Where all of Alice's files are. */
  names: () => string[];
  /** A folder that is encrypted and has metadata. */
  encrypted: (name?: string) => Promise<number>;
  subFolder: (parent: number, name: string, counter: number) => Promise<number>;
}

/** @param cloud - as it is then; with somebody called `alice` */
export function e2eeVisitor(cloud: () => Cloud): E2eeVisitor {
  async function dav(method: string, path: string, { as = 'alice', headers = {}, body }: Wish = {}): Promise<Got> {
    return visit(cloud(), { method, path: `/remote.php/dav/files/${as}${path}`, headers: { Authorization: login(as), 'x-e2ee-supported': 'true', ...headers }, ...(body !== undefined && { body }) });
  }

  async function ocs(method: string, path: string, { as = 'alice', json, headers = {} }: Wish = {}): Promise<Got & { said: Record<string, unknown> }> {
    const got = await visit(cloud(), {
      method, path: `/ocs/v2.php/apps/end_to_end_encryption/api/v2${path}${path.includes('?') ? '&' : '?'}format=json`,
      headers: { Authorization: login(as), 'OCS-APIRequest': 'true', 'x-e2ee-supported': 'true', ...headers }, ...(json !== undefined && { json }),
    });
    return { ...got, said: (got.json as { ocs: { data: Record<string, unknown> } }).ocs.data };
  }

  const lock = async (id: number, counter: number, more: Wish = {}): Promise<string> => String((await ocs('POST', `/lock/${id}`, { ...more, headers: { 'x-nc-e2ee-counter': String(counter) } })).said['e2e-token']);
  const unlock = async (id: number, token: string, query = ''): Promise<number> => (await ocs('DELETE', `/lock/${id}${query}`, { headers: { 'e2e-token': token } })).status;
  const names = (): string[] => cloud().control.fileTree('alice').map(({ path }) => path);

  async function encrypted(name = 'Secret'): Promise<number> {
    const id = idOf(await dav('MKCOL', `/${name}`));
    await ocs('PUT', `/encrypted/${id}`);
    const token = await lock(id, 1);
    await ocs('POST', `/meta-data/${id}`, metadata('{"version":"2.0"}', token));
    await unlock(id, token);
    return id;
  }

  async function subFolder(parent: number, name: string, counter: number): Promise<number> {
    const token = await lock(parent, counter);
    const id = idOf(await dav('MKCOL', `/Secret/${name}`, { headers: { 'e2e-token': token } }));
    await ocs('PUT', `/encrypted/${id}`);
    await ocs('POST', `/meta-data/${id}`, metadata('{"sub":1,"version":"2.0"}', token));
    await ocs('PUT', `/meta-data/${parent}`, metadata('{"version":"2.0","with":"sub"}', token));
    await unlock(parent, token);
    return id;
  }

  return { dav, ocs, lock, unlock, names, encrypted, subFolder };
}
