import { describe, expect, test } from 'vitest';
import { originPattern, readServerAddress } from './server-address.ts';

const root = 'https://cloud.example';

describe('reading a server address', () => {
  test.each([
    ['https://cloud.example', root],
    ['cloud.example', root],
    ['  cloud.example \n', root],
    ['https://cloud.example/', root],
    ['https://cloud.example///', root],
    ['HTTPS://Cloud.Example', root],
    ['Https://CLOUD.example/INDEX.PHP/apps/files', root],
    ['//cloud.example', root],
    ['https:cloud.example', root],
    ['https:/cloud.example', root],
    ['https//cloud.example', root],
    ['https:///cloud.example', root],
    ['https:\\\\cloud.example\\', root],
    ['cloud.example.', root],
    ['https://cloud.example./login', root],
    ['https://cloud.example:443/', root],
    ['https://cloud.example/index.php', root],
    ['https://cloud.example/index.php/login?redirect_url=/apps/files', root],
    ['https://cloud.example/index.php/apps/passman/#/vault/1', root],
    ['https://cloud.example/apps/files/?dir=/&fileid=4', root],
    ['https://cloud.example/apps/dashboard/', root],
    ['cloud.example/login', root],
    ['https://cloud.example/login/v2/flow/abc', root],
    ['https://cloud.example/settings/user/security#devices', root],
    ['https://cloud.example/remote.php/dav/files/alice/', root],
    ['https://cloud.example/remote.php/webdav', root],
    ['https://cloud.example/public.php/webdav', root],
    ['https://cloud.example/ocs/v2.php/cloud/user?format=json', root],
    ['https://cloud.example/status.php', root],
    ['https://cloud.example/s/AbCdEf123', root],
    ['https://cloud.example/f/4711', root],
    ['https://cloud.example/u/alice', root],
    ['https://cloud.example/call/x7y8', root],
    ['https://cloud.example/.well-known/carddav', root],
    ['https://cloud.example?x=1', root],
    ['https://cloud.example#top', root],
    ['<https://cloud.example/>', root],
    ['"cloud.example"', root],
    ['https://cloud.example/,', root],
    ['\u200bhttps://cloud.example\u200b', root],
    ['alice@cloud.example', root],
  ])('corrects %j', (text, server) => {
    expect(readServerAddress(text)?.server).toBe(server);
  });

  test.each([
    ['https://example.org/nextcloud', 'https://example.org/nextcloud'],
    ['example.org/nextcloud/', 'https://example.org/nextcloud'],
    ['example.org/Next%20Cloud/index.php', 'https://example.org/Next%20Cloud'],
    ['https://example.org/nextcloud/index.php/apps/files/', 'https://example.org/nextcloud'],
    ['https://example.org/my/cloud/apps/files', 'https://example.org/my/cloud'],
    ['https://example.org/nextcloud/ocs/v1.php/cloud/user', 'https://example.org/nextcloud'],
    ['https://example.org/apps/nextcloud/index.php/login', 'https://example.org/apps/nextcloud'],
    ['https://example.org/x/../nextcloud//s/AbC', 'https://example.org/nextcloud'],
    ['https://example.org/s', 'https://example.org/s'],
    ['bob@example.org/nextcloud', 'https://example.org/nextcloud'],
  ])('keeps the sub-path of %j', (text, server) => {
    expect(readServerAddress(text)?.server).toBe(server);
  });

  test.each([
    ['localhost', 'http://localhost'],
    ['localhost:8080/index.php/login', 'http://localhost:8080'],
    ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['[::1]:8080', 'http://[::1]:8080'],
    ['nc.localhost', 'http://nc.localhost'],
    ['https://localhost', 'https://localhost'],
    ['nas:8443', 'https://nas:8443'],
    ['192.168.1.7', 'https://192.168.1.7'],
    ['localhost.example', 'https://localhost.example'],
  ])('picks the scheme for %j', (text, server) => {
    expect(readServerAddress(text)?.server).toBe(server);
  });

  test('gives origin and host, with an unusual port, and no sub-path', () => {
    expect(readServerAddress('Example.org:8443/nc/')).toEqual({ server: 'https://example.org:8443/nc', origin: 'https://example.org:8443', host: 'example.org:8443', plainHttp: false });
  });

  test('writes an international name in ASCII', () => {
    expect(readServerAddress('wolke.bücher.example')?.host).toBe('wolke.xn--bcher-kva.example');
  });

  test.each([
    ['http://cloud.example', true],
    ['http://192.168.1.7', true],
    ['http://localhost.evil.example', true],
    ['http://127.0.0.1.evil.example', true],
    ['http://localhost:8080', false],
    ['http://127.1.2.3', false],
    ['http://[::1]', false],
    ['https://cloud.example', false],
  ])('says whether %j is sent in plain text: %j', (text, plainHttp) => {
    expect(readServerAddress(text)?.plainHttp).toBe(plainHttp);
  });

  test.each([
    '', '   ', 'https://', 'not an address', 'https://cloud .example', 'ftp://cloud.example', 'javascript:alert(1)', 'data:text/html,x',
    'file:///etc/passwd', 'chrome://settings', 'https://alice:secret@cloud.example', 'https://cloud.example@evil.example', 'alice:secret@cloud.example',
    'mailto:alice@cloud.example', 'https://cloud.example:99999', 'https://[::1', 'https://cloud..example', '@', '/', 'https://%zz', 'a'.repeat(3000),
  ])('finds none in %j', (text) => {
    expect(readServerAddress(text)).toBeNull();
  });
});

describe('the permission for one server', () => {
  test.each([
    ['https://cloud.example/nextcloud', 'with-ports', 'https://cloud.example/*'],
    ['https://cloud.example:8443', 'with-ports', 'https://cloud.example:8443/*'],
    ['https://cloud.example:8443', 'without-ports', 'https://cloud.example/*'],
    ['http://[::1]:8080', 'with-ports', 'http://[::1]:8080/*'],
  ] as const)('for %s, %s, is %s', (address, ports, pattern) => {
    expect(originPattern(address, ports)).toBe(pattern);
  });
});
