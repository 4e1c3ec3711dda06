import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exAppStub } from './stub.ts';

const printed: string[] = [];
const stub = exAppStub((line) => printed.push(line));
let base = '';
beforeAll(async () => {
  await new Promise<void>((done) => stub.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(stub.address() as AddressInfo).port}`;
});
afterAll(() => stub.close());

describe('the stub of an app', () => {
  test.each([
    ['GET', '/heartbeat', 200, { status: 'ok' }], ['POST', '/init', 404, {}], ['PUT', '/enabled?enabled=1', 200, { error: '' }], ['PUT', '/enabled?enabled=0', 200, { error: '' }], ['GET', '/constructor', 404, {}],
  ] as const)('answers %s %s', async (method, path, status, json) => {
    const answer = await fetch(base + path, { method, headers: { 'AUTHORIZATION-APP-API': 'OnNlY3JldA==' } });
    expect([answer.status, await answer.json()]).toEqual([status, json]);
    expect(printed.join()).not.toContain('OnNlY3JldA');
  });
});
