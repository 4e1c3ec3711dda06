import { describe, expect, test } from 'vitest';

import { Failure } from '../../core/problem.ts';
import { fakeServer, html, json } from '../fake-server.ts';
import { acceptMeshInvite, hasMesh, listPeople, makeMeshInvite } from './legacy.ts';

const token = '0f8fad5b-d9cb-469f-a165-70867728950e';
const text = (body: string, status = 200) => new Response(body, { status, headers: { 'Content-Type': 'text/plain; charset=UTF-8' } });
const anna = { user: 'anna', provider: 'anna.example', name: 'Anna', email: 'anna@mail.example' };

async function problemOf(promise: Promise<unknown>): Promise<unknown> {
  const failure: unknown = await promise.then(() => null, (error: unknown) => error);
  return failure instanceof Failure ? failure.problem : failure;
}

describe('the people of the mesh', () => {
  test.each([
    ['2022', '{"status":{"code":1},"accepted_users":[{"id":{"idp":"https://anna.example/","opaque_id":"anna","type":1},"display_name":"Anna","mail":"anna@mail.example"}]}', [anna]],
    ['2023', '[{"display_name":"Anna","idp":"anna.example","user_id":"anna","mail":"anna@mail.example"},{"nonsense":1}]', [anna]],
    ['2023, nobody', 'null', []],
    ['2022, nobody', '{"status":{"code":1}}', []],
    ['nothing at all', '', []],
  ])('are read as the app of %s writes them', async (_, body, people) => {
    expect(await listPeople(fakeServer(text(body)))).toEqual(people);
  });

  test.each([[text('null'), true], [html(404), false]] as const)('tell whether the app is there', async (answer, there) => {
    expect(await hasMesh(fakeServer(answer))).toBe(there);
  });

  test('are not read out of a page', async () => {
    expect(await problemOf(listPeople(fakeServer(html())))).toEqual({ kind: 'bad-answer', host: 'cloud.example', why: 'shape' });
  });
});

describe('invitations of the mesh', () => {
  test('are made, and come as a link of the mesh directory', async () => {
    const server = fakeServer(text(`https://mesh.directory.example/iop/meshdir/?token=${token}&providerDomain=anna.example`));
    expect(await makeMeshInvite(server)).toEqual({ token, provider: 'anna.example' });
  });

  test.each([text('Unexpected response from Reva', 500), text(''), html(500)])('say when the service behind the app is down', async (answer) => {
    expect(await problemOf(makeMeshInvite(fakeServer(answer)))).toEqual({ kind: 'invite', host: 'cloud.example', why: 'mesh-down' });
  });

  test('are accepted by a form; the answer is not believed', async () => {
    const server = fakeServer(text('Accepted invite'));
    await acceptMeshInvite(server, { token, provider: 'anna.example' });
    expect(server.asked[0]).toMatchObject({ url: 'https://cloud.example/nc/index.php/apps/sciencemesh/contacts/accept', init: { method: 'POST', body: `providerDomain=anna.example&token=${token}` } });
  });

  test('need a login that holds', async () => {
    expect(await problemOf(acceptMeshInvite(fakeServer(json({ message: '' }, 401)), { token, provider: 'anna.example' }))).toEqual({ kind: 'signed-out', host: 'cloud.example' });
  });
});
