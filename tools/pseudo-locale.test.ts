import { describe, expect, test } from 'vitest';
import { pseudoLocale, pseudoText } from './pseudo-locale.ts';

describe('the pseudo-locale', () => {
  test('keeps placeholders as they are', () => {
    expect(pseudoText('No login for $site$')).toContain('$site$');
  });

  test.each(['Fill', 'Unlock password', 'Nothing was sent or changed. Unlock it and try again.'])('makes %j at least 40 %% longer', (text) => {
    expect(pseudoText(text).length).toBeGreaterThanOrEqual(text.length * 1.4);
  });

  test('leaves no plain letter', () => {
    expect(pseudoText('The quick brown fox jumps over the lazy dog')).not.toMatch(/[a-z]/i);
  });

  test('keeps what code reads', () => {
    expect(pseudoLocale({ languageCode: { message: 'en' } })['languageCode']?.message).toBe('en');
  });
});
