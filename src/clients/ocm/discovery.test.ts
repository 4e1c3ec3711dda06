import { describe, expect, test } from 'vitest';

import { Failure } from '../../core/problem.ts';
import { fakeServer, html, json } from '../fake-server.ts';
import { readDiscovery } from './discovery.ts';

const webdav = [{ name: 'file', shareTypes: ['user', 'group'], protocols: { webdav: '/public.php/webdav/' } }];
/** As each software says it (contracts: ScienceMesh §2). */
const said = {
  nextcloud32: { enabled: true, apiVersion: '1.0-proposal1', version: '1.1.0', endPoint: 'https://cloud.example/index.php/ocm', provider: 'Nextcloud', resourceTypes: webdav, capabilities: ['/invite-accepted', '/notifications', '/shares'] },
  between: { enabled: true, apiVersion: '1.1.0', endPoint: 'https://cloud.example/ocm', resourceTypes: webdav, capabilities: ['invite-accepted', 'notifications', 'shares'], inviteAcceptDialog: '' },
  contacts: { enabled: true, apiVersion: '1.1.0', endPoint: 'https://cloud.example/ocm', provider: 'Anna’s', resourceTypes: webdav, capabilities: ['notifications', 'shares', 'exchange-token', 'http-sig', 'invite-accepted'], inviteAcceptDialog: 'https://cloud.example/index.php/apps/contacts/ocm/invite-accept-dialog' },
  reva: { enabled: true, apiVersion: '1.2.0', endPoint: 'https://cloud.example/ocm', resourceTypes: webdav, capabilities: ['invites', 'protocol-object', 'invite-wayf'], criteria: ['must-invite'], inviteAcceptDialog: '/open-cloud-mesh/accept-invite' },
} as const;

describe('asking a server of the mesh what it can do', () => {
  test.each([
    ['nextcloud32', { version: '1.1.0', takesShares: true, takesInvites: false, mustInvite: false, inviteDialog: null }],
    ['between', { version: '1.1.0', takesInvites: false }],
    ['contacts', { name: 'Anna’s', takesInvites: true, inviteDialog: 'https://cloud.example/index.php/apps/contacts/ocm/invite-accept-dialog' }],
    ['reva', { version: '1.2.0', takesInvites: true, mustInvite: true, inviteDialog: 'https://cloud.example/open-cloud-mesh/accept-invite' }],
  ] as const)('understands %s', async (software, expected) => {
    expect(await readDiscovery(fakeServer(json(said[software])))).toMatchObject(expected);
  });

  test('asks as nobody, at the well-known place first, then at the older ones', async () => {
    const server = fakeServer(html(404), html(404), json(said.nextcloud32));
    expect(await readDiscovery(server)).not.toBeNull();
    expect(server.asked.map(({ url }) => url.replace('https://cloud.example/nc', ''))).toEqual(['/.well-known/ocm', '/ocm-provider/', '/index.php/ocm-provider/']);
    for (const { init } of server.asked) expect(init.headers).not.toHaveProperty('Authorization');
  });

  test('does not follow the well-known place elsewhere, and looks further', async () => {
    const server = fakeServer(new Response(null, { status: 301, headers: { Location: 'https://evil.example/ocm' } }), json(said.contacts));
    expect(await readDiscovery(server)).toMatchObject({ takesInvites: true });
  });

  test.each([
    ['another host', 'https://evil.example/accept'],
    ['a script', 'javascript:alert(1)'],
    ['http', 'http://cloud.example/accept'],
  ])('takes no page of %s for its own', async (_, inviteAcceptDialog) => {
    expect(await readDiscovery(fakeServer(json({ ...said.reva, inviteAcceptDialog })))).toMatchObject({ takesInvites: false, inviteDialog: null });
  });

  test.each([
    ['a page', html()],
    ['nothing there', html(404)],
    ['switched off', json({ ...said.contacts, enabled: false })],
    ['something else in JSON', json({ message: 'ocm not supported' }, 404)],
    ['a list', json([])],
    ['an error', html(500)],
  ])('knows nothing of sharing: %s', async (_, answer) => {
    expect(await readDiscovery(fakeServer(answer))).toBeNull();
  });

  test('says that a server can’t be reached', async () => {
    const failure: unknown = await readDiscovery(fakeServer(new TypeError('no route'))).then(() => null, (error: unknown) => error);
    expect(failure instanceof Failure && failure.problem).toEqual({ kind: 'unreachable', host: 'cloud.example' });
  });
});
