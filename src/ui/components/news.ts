/**
 * Hears the background say that something on screen has changed.
 * @module
 */

/** Calls `heard` for each `{news: 'changed'}`; returns how to stop. Never answers: others may be asked at the same time. */
export function onNews(heard: () => void): () => void {
  const listener = (message: unknown): undefined => {
    if (typeof message === 'object' && message !== null && 'news' in message && message.news === 'changed') heard();
  };
  chrome.runtime.onMessage.addListener(listener);
  return () => { chrome.runtime.onMessage.removeListener(listener); };
}
