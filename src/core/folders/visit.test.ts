import { expect, test } from 'vitest';

import { readLinkAddress } from './visit.ts';

test.each([
  ['https://cloud.example/s/kE3n-Tok', 'https://cloud.example', 'kE3n-Tok'],
  ['cloud.example/index.php/s/kE3nTok/', 'https://cloud.example', 'kE3nTok'],
  [' <https://home.example:8443/nextcloud/index.php/s/kE3nTok?dir=/#here> ', 'https://home.example:8443/nextcloud', 'kE3nTok'],
])('%s is a link', (text, server, token) => {
  expect(readLinkAddress(text)).toEqual({ server, origin: new URL(server).origin, token });
});

test.each(['', 'cloud.example', 'https://cloud.example/apps/files', 'https://cloud.example/s/', 'http://cloud.example/s/kE3nTok', 'https://a:b@cloud.example/s/kE3nTok', `https://cloud.example/s/${'a'.repeat(65)}`])('%j is none that is opened', (text) => {
  expect(readLinkAddress(text)).toBeNull();
});
