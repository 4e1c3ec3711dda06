/**
 * Passman's routes for the cloud's own tests, in the words of the contract.
 * @module
 */

import type { Cloud } from '../cloud.ts';
import { visit } from './visitor.ts';
import type { Got } from './visitor.ts';

export type Row = Record<string, unknown>;

export const sealedTexts = {
  description: 'd', email: 'e', username: 'u', password: 'p', url: 'l', tags: 't', files: 'f', custom_fields: 'c', otp: 'o',
} as const;
export const tenFields = [...Object.keys(sealedTexts), 'icon'];

export class PassmanClient {
  readonly #cloud: Cloud;
  readonly #login: readonly [string, string];

  constructor(cloud: Cloud, login: readonly [string, string]) {
    this.#cloud = cloud;
    this.#login = login;
  }

  async send(method: string, path: string, json?: unknown): Promise<Got> {
    return await visit(this.#cloud, { method, path: `/index.php/apps/passman/api/v2${path}`, login: this.#login, ...(json === undefined ? {} : { json }) });
  }

  async createVault(name = 'Vault'): Promise<Row> {
    return (await this.send('POST', '/vaults', { vault_name: name })).json as Row;
  }

  async create(vault: Row, more: Row = {}): Promise<Row> {
    return (await this.send('POST', '/credentials', { ...sealedTexts, vault_id: vault['vault_id'], label: 'Item', expire_time: 0, delete_time: 0, ...more })).json as Row;
  }

  async read(item: Row): Promise<Row> {
    return (await this.send('GET', `/credentials/${String(item['guid'])}`)).json as Row;
  }

  async patch(item: Row, change: Row): Promise<Got> {
    return await this.send('PATCH', `/credentials/${String(item['guid'])}`, { ...item, ...change });
  }

  async list(): Promise<Row[]> {
    return (await this.send('GET', '/vaults')).json as Row[];
  }
}

/** A credential without one of its keys. */
export function without(row: Row, key: string): Row {
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== key));
}
