import { describe, expect, test } from 'vitest';
import { encodedInvite, holdsInvite, inviteCode, inviteLink, readInvite } from './invite.ts';

const token = '0f8fad5b-d9cb-469f-a165-70867728950e';
const provider = 'cloud.anna.example';
const invite = { token, provider };
const url = (text: string): string => text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const read = (text: string): unknown => readInvite(text, { own: 'cloud.ben.example' });

describe('reading an invitation', () => {
  test.each([
    ['a link to a where-are-you-from page', `https://cloud.anna.example/index.php/apps/contacts/wayf?token=${token}&providerDomain=${provider}`],
    ['a link with the older parameter', `https://cloud.anna.example/index.php/apps/sciencemesh/accept?token=${token}&provider=${provider}`],
    ['a link of a mesh directory, which is another host', `https://mesh.directory.example/iop/meshdir/?token=${token}&providerDomain=${provider}`],
    ['a link with more parameters', `https://x.example/open-cloud-mesh/accept-invite?lang=de&providerDomain=${provider}&token=${token}&utm=1#top`],
    ['a link whose query stands behind the hash', `https://x.example/#/accept?token=${token}&providerDomain=${provider}`],
    ['a link out of an HTML source', `<a href="https://x.example/w?token=${token}&amp;providerDomain=${provider}">`],
    ['a link at the end of a sentence', `Please follow https://x.example/w?token=${token}&providerDomain=${provider}.`],
    ['a code', `${token}@${provider}`],
    ['a code with blanks and line ends around', `\n  ${token}@${provider} \n`],
    ['a code in a sentence', `My code is (${token}@${provider}), see you!`],
    ['a code whose host is in upper case', `${token}@CLOUD.Anna.EXAMPLE`],
    ['a code in base64', encodedInvite(invite)],
    ['a code in base64 without padding', encodedInvite(invite).replace(/=+$/, '')],
    ['a code in base64url', url(encodedInvite(invite))],
    ['a link in base64', btoa(inviteLink(invite, 'https://cloud.anna.example'))],
  ])('finds it in %s', (_, text) => {
    expect(read(text)).toEqual({ invite });
  });

  test('takes the server from the parameter, never from the host of the link', () => {
    expect(read(`https://evil.example/w?token=${token}&providerDomain=${provider}`)).toEqual({ invite });
  });

  test('keeps a port', () => {
    expect(read(`${token}@cloud.anna.example:8443`)).toEqual({ invite: { token, provider: 'cloud.anna.example:8443' } });
  });

  test('writes an international host in ASCII', () => {
    expect(read(`${token}@wolke.bücher.example`)).toEqual({ invite: { token, provider: 'wolke.xn--bcher-kva.example' } });
  });

  test('goes on to the next where the first may not be followed', () => {
    expect(read(`${token}@localhost or ${token}@${provider}`)).toEqual({ invite });
  });

  test.each([
    ['nothing', ''],
    ['a sentence', 'Shall we share files?'],
    ['an e-mail address', 'anna.long.name.of.mine@cloud.example'],
    ['an e-mail address with a number', 'anna1984@cloud.example'],
    ['a UUID alone', token],
    ['the hash of a commit', 'e83c5163316f89bfbde7d9ab23ca2e25604af290'],
    ['a link without a provider', `https://x.example/w?token=${token}`],
    ['a link without a token', `https://x.example/w?providerDomain=${provider}`],
    ['a script', `javascript:alert('?token=${token}&providerDomain=${provider}')`],
    ['a token with a blank', `https://x.example/w?token=a%20b%20c%20d%20e&providerDomain=${provider}`],
    ['base64 of something else', btoa('just a longer text that means nothing at all')],
  ])('finds none in %s', (_, text) => {
    expect(read(text)).toEqual({ refused: 'no-invite' });
  });

  test.each([
    ['own-server', `${token}@cloud.ben.example`],
    ['own-server', `${token}@Cloud.Ben.Example:8443`],
    ['this-computer', `${token}@localhost`],
    ['this-computer', `${token}@nc.localhost:8080`],
    ['this-computer', `https://x.example/?token=${token}&providerDomain=127.0.0.1`],
    ['address', `https://x.example/?token=${token}&providerDomain=192.168.1.7`],
    ['address', `https://x.example/?token=${token}&providerDomain=%5B2001:db8::1%5D`],
    ['address', `https://x.example/?token=${token}&providerDomain=0xc0a80107`],
    ['single-name', `${token}@nas`],
    ['no-host', `https://x.example/?token=${token}&providerDomain=http://cloud.anna.example`],
    ['no-host', `https://x.example/?token=${token}&providerDomain=a@b.example`],
    ['no-host', `https://x.example/?token=${token}&providerDomain=`],
  ])('refuses, as %s, %s', (refused, text) => {
    expect(read(text)).toEqual({ refused });
  });

  test('follows an address for a developer who switched that on', () => {
    expect(readInvite(`${token}@127.0.0.1:8091`, { own: null, local: 'allowed' })).toEqual({ invite: { token, provider: '127.0.0.1:8091' } });
  });

  test('is not slow with a long hostile text', () => {
    expect(read(`${'a-'.repeat(200_000)}@`)).toEqual({ refused: 'no-invite' });
  });
});

describe('noticing an invitation on a page', () => {
  test.each([
    [true, `https://x.example/w?token=${token}&providerDomain=${provider}`],
    [true, `Code: ${token}@${provider}`],
    [false, 'write to anna@cloud.example'],
    [false, token],
    [false, `https://x.example/w?token=${token}`],
    [false, 'e83c5163316f89bfbde7d9ab23ca2e25604af290@github'],
  ])('says %j of %s', (noticed, text) => {
    expect(holdsInvite(text)).toBe(noticed);
  });
});

describe('writing an invitation', () => {
  test('makes a link and codes that are read again', () => {
    for (const text of [inviteLink(invite, 'https://cloud.anna.example/nc'), inviteCode(invite), encodedInvite(invite)]) expect(read(text)).toEqual({ invite });
  });

  test('leaves the port out, as Nextcloud does', () => {
    expect(inviteCode({ token, provider: 'cloud.anna.example:8443' })).toBe(`${token}@cloud.anna.example`);
  });
});
