/**
 * The browser's extension API, in Chromium and Firefox alike: `chrome`, which answers with promises in both since
 * Manifest V3. A listener of messages that answers later does so by callback, since promises of listeners are newer
 * than the oldest Chromium that we run in.
 * @module
 */

export const browser = chrome;
