import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { startCloud, type Cloud } from '../../demo-server/cloud.ts';
import type { ServerWorld } from './server-of.ts';
import { agreedServer, probeServer } from './sign-in.ts';

const permitted: ServerWorld = { fetch: (...ask) => fetch(...ask), permissions: { contains: () => Promise.resolve(true), remove: () => Promise.resolve(true), getAll: () => Promise.resolve({}) } };

let cloud: Cloud;
beforeEach(async () => { cloud = await startCloud(); });
afterEach(() => cloud.close());

describe('the way to a server', () => {
  test('needs the permission for it first', async () => {
    const none = { ...permitted, permissions: { ...permitted.permissions, contains: () => Promise.resolve(false) } };
    await expect(probeServer(cloud.url, none)).rejects.toMatchObject({ problem: { kind: 'no-permission' } });
    expect(cloud.control.requests()).toEqual([]);
  });

  test('without TLS needs an explicit yes, unless it is this computer', () => {
    expect(() => agreedServer('http://nas.example', false)).toThrow('plain-http');
    expect(agreedServer('http://nas.example', true)).toBe('http://nas.example');
    expect(agreedServer('http://localhost:8080', false)).toBe('http://localhost:8080');
  });

  test('says when the server is being maintained', async () => {
    cloud.control.maintenance(true);
    await expect(probeServer(cloud.url, permitted)).rejects.toMatchObject({ problem: { kind: 'maintenance' } });
  });
});
