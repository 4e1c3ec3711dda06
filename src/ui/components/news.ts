/**
 * Hears the background say that something on screen has changed.
 * @module
 */

/**
 * Calls `heard` for each `{news: 'changed'}` of the background; returns how to stop. Never answers: others may be asked
 * at the same time. Our script in a web page can send messages too: whatever comes out of a tab is no news.
 */
export function onNews(heard: () => void): () => void {
  const listener = (message: unknown, sender: chrome.runtime.MessageSender): undefined => {
    if (sender.tab === undefined && typeof message === 'object' && message !== null && 'news' in message && message.news === 'changed') heard();
  };
  chrome.runtime.onMessage.addListener(listener);
  return () => { chrome.runtime.onMessage.removeListener(listener); };
}
