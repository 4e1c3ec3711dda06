/**
 * Makes a `User-Agent` header count that a request of ours carries: Chromium's fetch drops it without a word.
 *
 * A rule of the browser says it instead, for as long as the request is on its way: for its very address, and only for
 * what this extension asks outside of tabs. So nothing has to be switched off, taken away with an account, or set up
 * again when worker or browser have started anew.
 * @see contracts: AppAPI §8.1; e2ee §0.5
 * @module
 */

/** As much of `chrome.declarativeNetRequest` as this needs. */
export type SessionRules = Pick<typeof chrome.declarativeNetRequest, 'getSessionRules' | 'updateSessionRules'>;

/** What a request counts as that belongs to no tab. */
const noTab = -1;

/** @param ourselves - the extension's id, by which the browser knows who asks */
export function namedRequests(usual: typeof globalThis.fetch, rules: SessionRules, ourselves: string): typeof globalThis.fetch {
  let lastId = 0;
  let swept: Promise<void> | null = null;

  /** Rules that a worker's death has left behind. */
  async function sweep(): Promise<void> {
    const left = await rules.getSessionRules();
    if (left.length > 0) await rules.updateSessionRules({ removeRuleIds: left.map(({ id }) => id) });
  }

  async function put(address: string, agent: string): Promise<number> {
    await (swept ??= sweep());
    const id = ++lastId;
    await rules.updateSessionRules({ addRules: [ruleFor(id, address, { agent, ourselves })] });
    return id;
  }

  return async (input, init) => {
    const agent = new Headers(init?.headers).get('User-Agent');
    if (agent === null) return usual(input, init);
    // Where it cannot be had, the request goes by the browser's own name: the server decides what that is worth.
    const id = await put(new Request(input).url, agent).catch(() => null);
    try {
      return await usual(input, init);
    } finally {
      if (id !== null) await rules.updateSessionRules({ removeRuleIds: [id] }).catch(() => undefined);
    }
  };
}

function ruleFor(id: number, address: string, { agent, ourselves }: { agent: string; ourselves: string }): chrome.declarativeNetRequest.Rule {
  return {
    id,
    condition: { urlFilter: `|${address}|`, isUrlFilterCaseSensitive: true, initiatorDomains: [ourselves], tabIds: [noTab], resourceTypes: ['xmlhttprequest'] },
    action: { type: 'modifyHeaders', requestHeaders: [{ header: 'User-Agent', operation: 'set', value: agent }] },
  };
}
