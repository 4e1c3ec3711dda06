// Asks what the popup will show before its scripts are loaded, and so wakes a sleeping worker earlier.
// `src/ui/popup/asked-first.ts` takes the answer; the shape is `Message` in `src/messages/contract.ts`.
globalThis.askedFirst = chrome.runtime.sendMessage({ to: 'screen-router', name: 'getPopup', ask: {}, version: chrome.runtime.getManifest().version });
// Whoever takes the answer hears of a failure; until then it is not an unhandled one.
globalThis.askedFirst.catch(() => undefined);
