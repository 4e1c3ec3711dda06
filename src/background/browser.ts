/**
 * The browser's extension API with promises, in Chromium and Firefox alike.
 *
 * The polyfill passes through wherever promises are native. Its own types lack documents, offscreen
 * documents and session storage, so the fuller types of Chromium's API are put on it, here and only here.
 * @module
 */

import polyfill from 'webextension-polyfill';

export const browser = polyfill as unknown as typeof chrome;
