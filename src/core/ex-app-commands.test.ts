import { describe, expect, test } from 'vitest';

import { daemonCommand, registerCommand, unregisterCommand } from './ex-app-commands.ts';

describe('the commands of an administrator', () => {
  test('register a daemon that starts nothing, and the app with its secret', () => {
    expect(daemonCommand('https://cloud.example/nextcloud')).toBe('php occ app_api:daemon:register manual_install "Manual Install" manual-install http 127.0.0.1 https://cloud.example/nextcloud');
    expect(registerCommand({ appId: 'latchkey-0a1b', appVersion: '1.0.0' }, 's3cret_')).toBe(
      'php occ app_api:app:register latchkey-0a1b manual_install --json-info \'{"id":"latchkey-0a1b","name":"Latchkey","daemon_config_name":"manual_install","version":"1.0.0","secret":"s3cret_","port":9031}\' --wait-finish',
    );
    expect(unregisterCommand('latchkey-0a1b')).toBe('php occ app_api:app:unregister latchkey-0a1b --force');
  });

  test('run nothing that stands in an address', () => {
    expect(daemonCommand('https://cloud.example/$(reboot)\';id')).toContain('\'https://cloud.example/$(reboot)\'\\\'\';id\'');
  });
});
