import { describe, expect, test } from 'vitest';

import { Failure } from '../../core/problem.ts';
import { fakeServer, html, json, sentJson } from '../fake-server.ts';
import { acceptInvite, listInvites, mailInvite, makeInvite, readInviteSupport, resendInvite, revokeInvite } from './invitations.ts';

const token = '0f8fad5b-d9cb-469f-a165-70867728950e';
const host = 'cloud.example';
const open = { accepted: false, acceptedAt: null, createdAt: 1_700_000_000, expiredAt: 1_702_592_000, recipientEmail: 'ben@mail.example', recipientName: null, recipientProvider: null, recipientUserId: null, token, userId: 'anna' };

async function problemOf(promise: Promise<unknown>): Promise<unknown> {
  const failure: unknown = await promise.then(() => null, (error: unknown) => error);
  return failure instanceof Failure ? failure.problem : failure;
}

describe('whether invitations can be made', () => {
  test.each([
    [json([open]), 'enabled'],
    [json([]), 'enabled'],
    [json({ code: 'ocm_invites_disabled', message: 'OCM invites are disabled.' }, 403), 'disabled'],
    [html(404), 'absent'],
    [new Response('', { status: 405 }), 'absent'],
    [html(200), 'absent'],
  ] as const)('is told by the list of them', async (answer, support) => {
    expect(await readInviteSupport(fakeServer(answer))).toBe(support);
  });

  test('is asked with the header that Nextcloud wants from outside', async () => {
    const server = fakeServer(json([]));
    await readInviteSupport(server);
    expect(server.asked[0]).toMatchObject({ url: 'https://cloud.example/nc/index.php/apps/contacts/ocm/invitations', init: { headers: { 'OCS-APIRequest': 'true' } } });
  });

  test('is not told by a server that is busy', async () => {
    expect(await problemOf(readInviteSupport(fakeServer(html(503))))).toEqual({ kind: 'maintenance', host });
  });
});

describe('invitations', () => {
  test('are listed while they are open; one that can’t be read hides no other', async () => {
    expect(await listInvites(fakeServer(json([{ ...open, accepted: true }, { token: '<script>' }, open])))).toEqual([{ token, created: 1_700_000_000, expires: 1_702_592_000, email: 'ben@mail.example' }]);
  });

  test('are made with what was typed, and give their token', async () => {
    const server = fakeServer(json({ invite: `https://cloud.example/nc/index.php/apps/contacts/ocm-invites/${token}` }));
    expect(await makeInvite(server, { email: 'ben@mail.example', note: 'Hello' })).toBe(token);
    expect(sentJson(server.asked[0])).toEqual({ email: 'ben@mail.example', message: 'Hello' });
  });

  test('are made without an address where the server allows it', async () => {
    const server = fakeServer(json({ invite: `https://cloud.example/x/${token}/` }));
    await makeInvite(server, { email: '', note: '' });
    expect(sentJson(server.asked[0])).toEqual({});
  });

  test('are revoked, mailed again, given an address, and accepted at their own addresses', async () => {
    const server = fakeServer(json({ token }), json({}), json(open), json({ contact: 'https://cloud.example/c/1' }));
    await revokeInvite(server, token);
    await resendInvite(server, token);
    await mailInvite(server, token, { email: 'ben@mail.example', note: '' });
    expect(await acceptInvite(server, token, 'other.example')).toBe('https://cloud.example/c/1');
    const base = `https://cloud.example/nc/index.php/apps/contacts/ocm/invitations/${token}`;
    expect(server.asked.map(({ url, init }) => `${init.method ?? ''} ${url}`)).toEqual([`DELETE ${base}`, `PATCH ${base}/resend`, `PATCH ${base}/email`, `PATCH ${base}/accept`]);
    expect(sentJson(server.asked[3])).toEqual({ provider: 'other.example' });
  });

  test('that are gone already count as revoked', async () => {
    expect(await problemOf(revokeInvite(fakeServer(json({ message: 'Invite not found' }, 404)), token))).toBeNull();
  });
});

describe('what goes wrong', () => {
  test.each([
    [400, { message: 'Email address is required.' }, 'address-needed'],
    [422, { message: 'Invalid email address' }, 'bad-address'],
    [409, { message: 'An open invitation for this email exists' }, 'invited-already'],
    [502, { message: 'Could not send mail' }, 'mail-failed'],
    [403, { code: 'ocm_invites_disabled' }, 'disabled'],
  ] as const)('with making one: %i %j is %s', async (status, body, why) => {
    expect(await problemOf(makeInvite(fakeServer(json(body, status)), { email: '', note: '' }))).toEqual({ kind: 'invite', host, why });
  });

  test.each([
    [400, { message: 'Invalid or non existing token' }, 'unknown'],
    [400, { message: 'Invitation expired' }, 'expired'],
    [400, { message: 'Could not discover provider' }, 'no-invites-there'],
    [400, { message: 'The provider is your own server' }, 'own-server'],
    [404, { message: 'Invite not found' }, 'unknown'],
    [409, { code: 'ocm_invite_already_accepted', message: 'x' }, 'used'],
    [409, { message: 'Contact exists' }, 'used'],
    [410, { code: 'ocm_invite_expired' }, 'expired'],
    [422, { message: 'Your profile needs an email address and a name' }, 'profile'],
    [502, { message: 'Remote answered nonsense' }, 'remote-nonsense'],
    [502, { code: 'ocm_invite_local_contact_create_failed' }, 'no-contact-made'],
  ] as const)('with accepting one: %i %j is %s', async (status, body, why) => {
    expect(await problemOf(acceptInvite(fakeServer(json(body, status)), token, 'other.example'))).toEqual({ kind: 'invite', host, why });
  });

  test.each([
    [html(500), { kind: 'server-error', host, status: 500 }],
    [json({ message: 'x' }, 429), { kind: 'throttled', host, retryAfterSeconds: null }],
    [json({ message: '' }, 401), { kind: 'signed-out', host }],
  ] as const)('with the server itself', async (answer, problem) => {
    expect(await problemOf(acceptInvite(fakeServer(answer), token, 'other.example'))).toEqual(problem);
  });
});
