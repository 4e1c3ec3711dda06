import { afterAll, beforeEach, beforeAll, describe, expect, test } from 'vitest';

import { startCloud, type Cloud } from '../../src/demo-server/cloud.ts';
import { foldersOf } from '../../src/background/testing/folders-at.ts';
import { fetchByHost } from '../../src/demo-server/testing/fetch-by-host.ts';
import { sealVault } from '../../src/demo-server/seal-vault.ts';
import { readOptions, type Options } from './options.ts';
import type { Report } from './report.ts';
import { runConformance, type Run } from './run.ts';

let cloud: Cloud;
let printed: string[];
const first = { name: 'alice', password: 'alice-CANARY-1' };
const second = { name: 'bob', password: 'bob-CANARY-2' };

beforeAll(async () => {
  cloud = await startCloud({ users: [first, second].map(({ name, password }) => ({ userId: name, password, displayName: `${name} Ä` })) });
});
beforeEach(() => {
  cloud.control.reset();
  printed = [];
});
afterAll(() => cloud.close());

function start(options: Partial<Options> = {}): Run {
  return runConformance({ server: cloud.url, first, second, exApp: null, elsewhere: null, words: null, words2: null, largestFile: 2048, insecure: false, ...options }, options.elsewhere == null ? fetch : fetchByHost(cloud), (line) => printed.push(line));
}

/** What a run must never leave behind: app passwords and vaults, on the server. */
async function expectNothingLeft(): Promise<void> {
  expect(cloud.control.devices('alice')).toEqual([]);
  expect(cloud.control.devices('bob')).toEqual([]);
  for (const { name, password } of [first, second]) {
    const headers = { Authorization: `Basic ${btoa(`${name}:${password}`)}` };
    const answer = await fetch(`${cloud.url}/index.php/apps/passman/api/v2/vaults`, { headers });
    expect(await answer.json()).toEqual([]);
  }
}

function failuresOf({ failed }: Report): string[] {
  const lines = printed.filter((line) => line.includes('✗'));
  expect(lines).toHaveLength(failed);
  return lines;
}

describe('conformance', () => {
  test('finds nothing wrong with the embedded cloud, prints no secret, leaves nothing behind', async () => {
    // Two refused app passwords and one wrong password: the most that a run may cost.
    cloud.control.failuresAllowed(4);
    cloud.control.addNeighbour('wolke.example', 'nextcloud-32', [{ userId: 'ben', password: 'ben-CANARY-3' }]);
    const results = await start({ elsewhere: { server: 'https://wolke.example', login: { name: 'ben', password: 'ben-CANARY-3' } } }).done;
    expect(failuresOf(results)).toEqual([]);
    expect(results.passed).toBeGreaterThan(100);
    expect(results.skipped).toBe(0);
    expect(printed.join('\n')).not.toMatch(/CANARY|Basic |BEGIN|[A-Za-z0-9]{72}/);
    await expectNothingLeft();
  });

  test.each([
    ['under a path', { subPath: '/nextcloud' }],
    ['with pretty addresses', { prettyUrls: true }],
  ])('finds nothing wrong with a Nextcloud %s', async (_, place) => {
    const elsewhere = await startCloud({ ...place, users: [first, second].map(({ name, password }) => ({ userId: name, password, displayName: `${name} Ä` })) });
    const results = await start({ server: elsewhere.url }).done;
    expect(failuresOf(results)).toEqual([]);
    await elsewhere.close();
  });

  test.each(['1.14', '1.17'] as const)('finds nothing wrong with an older Nextcloud, of encryption app %s', async (line) => {
    cloud.control.e2ee({ line });
    const results = await start().done;
    expect(failuresOf(results)).toEqual([]);
    expect(printed.find((text) => text.includes('comes back'))).toContain('✓');
  });

  test('finds nothing wrong where names need care in an address, and where there are vaults and a run that was cut off', async () => {
    const [one, two] = [{ name: 'ann lee@example.org', password: 'pä ss:1' }, { name: "o'neil_%+b.c", password: 'pw 2' }];
    const elsewhere = await startCloud({ users: [one, two].map(({ name, password }) => ({ userId: name, password, displayName: name })) });
    for (const { name } of [one, two]) elsewhere.control.seedVault(await sealVault({ userId: name, name: 'Personal', vaultKey: 'k', credentials: [{ label: 'Läden' }, { label: 'Old' }] }));
    const run = (): Run => start({ server: elsewhere.url, first: one, second: two });
    const cut = run();
    while (!printed.some((line) => line.includes('its own key and its fields'))) await new Promise((done) => setTimeout(done, 5));
    elsewhere.control.addFault({ match: { method: 'DELETE', path: '.' }, kind: 'status', status: 500 });
    cut.stop();
    expect((await cut.done).failed).toBeGreaterThan(0);
    elsewhere.control.clearFaults();
    printed = [];
    expect(failuresOf(await run().done)).toEqual([]);
    await elsewhere.close();
  });

  test('knows one person under two names, and asks nothing of sharing then', async () => {
    const results = await start({ second: { ...first, name: 'ALICE' } }).done;
    expect(failuresOf(results)).toEqual([]);
    // Passman, and an encrypted folder.
    expect(results.skipped).toBe(3);
  });

  test('waits where the server asks for it, and is as patient as the server is slow', async () => {
    const waits: number[] = [];
    cloud.control.addFault({ match: { method: 'POST', path: '/api/v2/credentials$' }, times: 1, kind: 'status', status: 429, headers: { 'retry-after': '7' } });
    cloud.control.addFault({ match: { method: 'GET', path: '/api/v2/vaults' }, times: 2, kind: 'status', status: 429 });
    cloud.control.addFault({ match: { path: '/revision' }, times: 3, kind: 'delay', milliseconds: 300 });
    const results = await runConformance({ server: cloud.url, first, second: null, exApp: null, elsewhere: null, words: null, words2: null, largestFile: 2048, insecure: false }, fetch, (line) => printed.push(line), (milliseconds) => {
      waits.push(milliseconds);
      return Promise.resolve();
    }).done;
    expect(failuresOf(results)).toEqual([]);
    expect(waits.sort((one, other) => one - other)).toEqual([5000, 7000, 30_000]);
  });

  test('removes what an earlier run left, and nothing else', async () => {
    const old = new Date(Date.now() - 7_200_000).toISOString().slice(0, 19);
    const recent = new Date().toISOString().slice(0, 19);
    const names = [`Latchkey conformance ${old}`, `Latchkey conformance ${old} ✓`, `Latchkey conformance ${recent}`, `My Latchkey conformance ${old}`, 'Personal'];
    const [credential] = (await sealVault({ userId: 'alice', name: '', vaultKey: 'k', credentials: [{ label: 'x' }] })).credentials;
    for (const name of names) cloud.control.seedVault({ userId: 'alice', name, credentials: [credential!] });
    expect(failuresOf(await start({ second: null }).done)).toEqual([]);
    const answer = await fetch(`${cloud.url}/index.php/apps/passman/api/v2/vaults`, { headers: { Authorization: `Basic ${btoa(`${first.name}:${first.password}`)}` } });
    expect((await answer.json() as { name: string }[]).map(({ name }) => name)).toEqual(names.slice(2));
  });

  test.each([
    ['without a second person', false],
    ['where sharing is switched off', true],
  ])('leaves out sharing %s', async (_, two) => {
    cloud.control.sharing({ user: false, link: false });
    const results = await start(two ? {} : { second: null }).done;
    expect(failuresOf(results)).toEqual([]);
    expect(results.skipped).toBe(two ? 2 : 3);
  });

  test.each([
    ['spoils a field', { path: '/api/v2/credentials/', method: 'GET' }, { kind: 'corrupt-field', field: 'password' }, /password comes back/],
    ['fails with an error', { path: '/api/v2/file$', method: 'POST' }, { kind: 'status', status: 500 }, /a file is stored, .*server-error/],
    ['redirects', { path: '/revision$', method: 'GET' }, { kind: 'redirect', to: 'https://evil.example/' }, /redirected/],
  ] as const)('names what is wrong with a server that %s, and still cleans up', async (_, match, fault, named) => {
    cloud.control.addFault({ match, ...fault });
    const results = await start().done;
    expect(results.failed).toBeGreaterThan(0);
    expect(failuresOf(results).join('\n')).toMatch(named);
    cloud.control.clearFaults();
    await expectNothingLeft();
  });

  test('cleans up when it is stopped half way', async () => {
    const run = start();
    while (!printed.some((line) => line.includes('is made with a value'))) await new Promise((done) => setTimeout(done, 5));
    run.stop();
    const { passed, failed } = await run.done;
    expect(failed).toBe(0);
    expect(passed).toBeLessThan(50);
    await expectNothingLeft();
  });

  test('stops early, and says why, at a wrong password and at no Nextcloud', async () => {
    expect(failuresOf(await start({ first: { name: 'alice', password: 'no' } }).done).join()).toMatch(/wrong-login/);
    printed = [];
    expect(failuresOf(await start({ server: `${cloud.url}/nowhere` }).done).join()).toMatch(/not-nextcloud/);
  });
});

describe('signing in through AppAPI', () => {
  const exApp = { id: 'latchkey', version: '1.0.0', secret: 'exapp-CANARY' };

  test('is checked with the same clients', async () => {
    cloud.control.appApi().register(exApp);
    await start({ second: null, exApp }).done;
    const lines = printed.join('\n');
    for (const check of ['the app is known and enabled', 'OCS: it acts as the person it names', 'Passman: the same vaults']) expect(lines).toMatch(new RegExp(`✓ ${check}`));
    expect(lines).not.toContain('CANARY');
  });

  test('fails with a wrong secret, after one try', async () => {
    cloud.control.appApi().register({ ...exApp, secret: 'another' });
    const results = await start({ second: null, exApp }).done;
    expect(failuresOf(results).join()).toMatch(/app-refused/);
    expect(cloud.control.requests().filter(({ headerNames }) => headerNames.includes('authorization-app-api'))).toHaveLength(1);
  });
});

describe('keys for encrypted folders that are there already', () => {
  test('are left alone where nobody gives their words', async () => {
    const keys = { Authorization: `Basic ${btoa(`${first.name}:${first.password}`)}`, 'OCS-APIRequest': 'true', 'x-e2ee-supported': 'true', 'Content-Type': 'application/json' };
    const address = `${cloud.url}/ocs/v2.php/apps/end_to_end_encryption/api/v2/private-key?format=json`;
    await fetch(address, { method: 'POST', headers: keys, body: JSON.stringify({ privateKey: 'of another device' }) });
    const results = await start({ second: null }).done;
    expect(failuresOf(results)).toEqual([]);
    expect(printed.find((line) => line.includes('encrypted folders of alice'))).toContain('--words');
    expect(await (await fetch(address, { headers: keys })).text()).toContain('of another device');
  });
});

describe('encrypted folders that are there already', () => {
  test('are read with their words, and left as they are, whatever is wrong with one of them', async () => {
    const alice = await foldersOf({ server: cloud.url, loginName: first.name, password: first.password, fetch });
    const words = await alice.setUp();
    const root = await alice.root('Taxes');
    await alice.upload(root, 'a.txt', 'one');
    await alice.folders.make({ place: root, name: 'Deeper' });
    await alice.root('Spoilt');
    const spoilt = cloud.control.fileTree(first.name).find(({ path }) => path === '/Spoilt')!.fileId;
    cloud.control.replaceMetadata(spoilt, cloud.control.folderMetadata(spoilt)!.final.text!, 'c2lnbmF0dXJl');
    const before = cloud.control.fileTree(first.name);
    const results = await start({ second: null, words }).done;
    expect(failuresOf(results)).toEqual([expect.stringMatching(/encrypted folder 1 of 2 opens.*folder-doubt/)]);
    expect(printed.find((line) => line.includes('encrypted folder 2 of 2'))).toMatch(/✓.*2 folders, 1 files, 1 of them read, 0 missing/);
    expect(cloud.control.fileTree(first.name)).toEqual(before);
    expect(printed.join('\n')).not.toMatch(/Taxes|Spoilt/);
  });
});

describe('its options', () => {
  test('come from the command line, else from the environment', () => {
    expect(readOptions(['--server', 'cloud.example/login', '--user', 'a', '--password', 'b'], { LATCHKEY_USER2: 'c', LATCHKEY_PASSWORD2: 'd', LATCHKEY_WORDS2: 'able zoo' })).toEqual({
      server: 'https://cloud.example', first: { name: 'a', password: 'b' }, second: { name: 'c', password: 'd' }, exApp: null, elsewhere: null, words: null, words2: 'able zoo', largestFile: 64 * 1024 * 1024, insecure: false,
    });
  });

  test('name an app only if it is whole', () => {
    const login = ['--server', 'cloud.example', '--user', 'a', '--password', 'b'];
    expect(readOptions([...login, '--exapp', 'i', '--exapp-version', '1', '--exapp-secret', 's'], {})?.exApp).toEqual({ id: 'i', version: '1', secret: 's' });
    expect(readOptions([...login, '--exapp', 'i'], {})?.exApp).toBeNull();
    expect(readOptions([...login, '--server2', 'wolke.example', '--server2-user', 'ben', '--server2-password', 'p'], {})?.elsewhere).toEqual({ server: 'https://wolke.example', login: { name: 'ben', password: 'p' } });
    expect(readOptions([...login, '--server2', 'wolke.example'], {})?.elsewhere).toBeNull();
  });

  test.each([[[]], [['--server', 'x', '--user', 'a']], [['--nonsense']], [['--server', 'no address', '--user', 'a', '--password', 'b']]])('are wrong: %j', (args) => {
    expect(readOptions(args, {})).toBeNull();
  });
});
