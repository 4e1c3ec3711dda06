/**
 * Runs with every file of unit tests: of RSA keys, which take a fifth of a second each to find, a process makes a dozen of
 * a kind and deals them in turn. They are real ones, and within a test no two people have the same.
 * @module
 */

const enough = 12;
const make = crypto.subtle.generateKey.bind(crypto.subtle);
const made = new Map<string, ReturnType<typeof make>>();
const dealt = new Map<string, number>();

function deal(...ask: Parameters<typeof make>): ReturnType<typeof make> {
  const [algorithm] = ask;
  if (typeof algorithm === 'string' || !algorithm.name.startsWith('RSA')) return make(...ask);
  const kind = JSON.stringify(ask);
  const turn = dealt.get(kind) ?? 0;
  dealt.set(kind, turn + 1);
  const place = `${turn % enough} ${kind}`;
  const key = made.get(place) ?? make(...ask);
  made.set(place, key);
  return key;
}

// Once a process, which many files share.
if (crypto.subtle.generateKey.name !== deal.name) Object.defineProperty(crypto.subtle, 'generateKey', { configurable: true, writable: true, value: deal });
