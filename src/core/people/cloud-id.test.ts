import { describe, expect, test } from 'vitest';
import { cloudIdKey, ownCloudId, readCloudId, writeCloudId } from './cloud-id.ts';

describe('reading a cloud id', () => {
  test.each([
    ['anna@cloud.example', 'anna', 'cloud.example'],
    ['  anna@cloud.example/nextcloud/ ', 'anna', 'cloud.example/nextcloud'],
    ['anna@mail.example@cloud.example', 'anna@mail.example', 'cloud.example'],
    ['anna@https://cloud.example/', 'anna', 'cloud.example'],
    ['anna@https://cloud.example/index.php', 'anna', 'cloud.example'],
    ['anna@http://cloud.example:8091', 'anna', 'http://cloud.example:8091'],
    ['Änna.Müller@wolke.example', 'Änna.Müller', 'wolke.example'],
  ])('%j is %j on %j', (text, user, server) => {
    expect(readCloudId(text)).toEqual({ user, server });
  });

  test.each(['', 'anna', '@cloud.example', 'anna@', 'an na@cloud.example', 'anna\u202e@cloud.example', 'anna@\\cloud', 'a'.repeat(600) + '@x'])('none is %j', (text) => {
    expect(readCloudId(text)).toBeNull();
  });

  test('is written as it was read', () => {
    expect(writeCloudId({ user: 'anna', server: 'cloud.example/nc' })).toBe('anna@cloud.example/nc');
  });
});

describe('a cloud id of one’s own', () => {
  test.each([
    ['https://cloud.example', 'anna@cloud.example'],
    ['https://cloud.example:8443/nc', 'anna@cloud.example:8443/nc'],
    ['http://127.0.0.1:8091', 'anna@http://127.0.0.1:8091'],
  ])('on %s is %s', (server, id) => {
    expect(writeCloudId(ownCloudId('anna', server))).toBe(id);
  });
});

describe('two ways to write one person', () => {
  test.each([
    ['anna@cloud.example', 'anna@Cloud.Example', true],
    ['anna@cloud.example:443', 'anna@cloud.example', true],
    ['anna@cloud.example', 'Anna@cloud.example', false],
    ['anna@cloud.example/a', 'anna@cloud.example/b', false],
  ])('%s and %s: %j', (one, other, same) => {
    const keys = [one, other].map((text) => readCloudId(text)).map((id) => (id === null ? null : cloudIdKey(id)));
    expect(keys[0] === keys[1]).toBe(same);
  });
});
