/**
 * A link or a selection that a person chose in a page by the context menu, until the page about people has taken it.
 * @module
 */

export interface ChosenInvite {
  put: (text: string) => Promise<void>;
  /** Once. Empty: there is none. */
  take: () => Promise<string>;
}

const key = 'chosen-invite';
const longest = 20_000;

/** @param session - survives the worker, dies with the browser, and no page reads it */
export function chosenInvite(session: Pick<chrome.storage.StorageArea, 'get' | 'set' | 'remove'>): ChosenInvite {
  return {
    put: (text) => session.set({ [key]: text.slice(0, longest) }),
    async take() {
      const { [key]: text } = await session.get(key);
      await session.remove(key);
      return typeof text === 'string' ? text : '';
    },
  };
}
