import { describe, expect, it } from 'vitest';
import { matchEntry } from './match.ts';

type Verdict = number | 'other-site' | 'insecure';

const rules: [string, string, Verdict][] = [
  ['https://bank.com/#latchkey=host', 'https://bank.com/any', 4],
  ['bank.com#latchkey=host', 'https://bank.com/any', 4],
  ['bank.com#LATCHKEY=HOST', 'https://www.bank.com/', 'other-site'],
  ['https://bank.com#latchkey=host', 'https://www.bank.com/', 'other-site'],
  ['https://www.bank.com#latchkey=host', 'https://bank.com/', 'other-site'],
  ['https://bank.com#latchkey=host', 'http://bank.com/', 'insecure'],
  ['https://bank.com:8443#latchkey=host', 'https://bank.com/', 'other-site'],
  ['https://bank.com/app#latchkey=start', 'https://bank.com/app', 4],
  ['https://bank.com/app#latchkey=start', 'https://bank.com/app/login?x', 4],
  ['https://bank.com/app#latchkey=start', 'https://bank.com/app?x', 4],
  ['https://bank.com/app#latchkey=start', 'https://bank.com/apple', 'other-site'],
  ['https://bank.com/app/#latchkey=start', 'https://bank.com/app', 'other-site'],
  ['https://bank.com/app#latchkey=start', 'https://bank.com/other/app', 'other-site'],
  ['https://bank.com/app#latchkey=start', 'https://www.bank.com/app', 'other-site'],
  ['https://bank.com/a?b=1#latchkey=exact', 'https://bank.com/a?b=1', 4],
  ['https://bank.com/a?b=1#latchkey=exact', 'https://bank.com/a?b=1#top', 4],
  ['https://bank.com/a?b=1#latchkey=exact', 'https://bank.com/a?b=12', 'other-site'],
  ['https://bank.com/a#latchkey=exact', 'https://bank.com/a/', 'other-site'],
  ['https://bank.com/*/login#latchkey=pattern', 'https://bank.com/de/login', 4],
  ['https://bank.com/*/login#latchkey=pattern', 'https://bank.com/de/at/login?next=x', 4],
  ['https://bank.com/*/login#latchkey=pattern', 'https://bank.com/login', 'other-site'],
  ['https://bank.com/*/login#latchkey=pattern', 'https://bank.com/de/login/x', 'other-site'],
  ['https://bank.com/a*b*#latchkey=pattern', 'https://bank.com/a-b-c', 4],
  ['https://bank.com/*ab#latchkey=pattern', 'https://bank.com/b', 'other-site'],
  ['https://*.bank.com/*#latchkey=pattern', 'https://a.b.bank.com/x', 2],
  ['https://*.bank.com/*#latchkey=pattern', 'https://bank.com/x', 4],
  ['https://*.bank.com/*#latchkey=pattern', 'https://evilbank.com/x', 'other-site'],
  ['https://*.com/*#latchkey=pattern', 'https://bank.com/x', 'other-site'],
  ['https://bank.com/*.*.*.*.*.*.*.*.*.*.*!#latchkey=pattern', `https://bank.com/${'.'.repeat(2000)}`, 'other-site'],
  ['https://bank.com https://blog.bank.com#latchkey=never', 'https://blog.bank.com/', 'other-site'],
  ['https://bank.com https://blog.bank.com#latchkey=never', 'https://www.bank.com/', 2],
  ['https://bank.com https://bank.com/forum#latchkey=never', 'https://bank.com/forum/x', 'other-site'],
  ['https://bank.com https://bank.com/forum#latchkey=never', 'https://bank.com/forums', 4],
  ['https://bank.com#latchkey=never', 'https://bank.com/', 'other-site'],
  ['https://bank.com/#/login&latchkey=host', 'https://bank.com/', 4],
  ['https://bank.com/#/login&latchkey=host', 'https://www.bank.com/', 'other-site'],
  ['https://bank.com#latchkey=evil', 'https://www.bank.com/', 2],
  ['https://bank.com#latchkey=host', 'https://evil.com/#latchkey=host', 'other-site'],
];

describe('a login with a rule behind its address', () => {
  it.each(rules)('stored for %j is answered on %s with %s', (stored, page, expected) => {
    const match = matchEntry(stored, new URL(page));
    expect(match.offer ? match.strength : match.why).toBe(expected);
  });
});
