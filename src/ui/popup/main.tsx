/**
 * Entry of the popup: asks first, draws at once, draws again when the answer is there.
 * @module
 */

import { render } from 'preact';
import { t } from '../../messages/text.ts';
import { setUpPage } from '../components/page-setup.ts';
import { App } from './app.tsx';
import { keepPlace } from './keep-place.ts';
import { listenToKeys } from './keyboard.ts';
import { load } from './model.ts';

void load();
setUpPage(t('appName'));
// A real popup is as wide as its content says; in a tab or a side panel the same page fills what there is.
if (chrome.extension.getViews({ type: 'popup' }).includes(window)) document.documentElement.classList.add('in-popup');
listenToKeys();
keepPlace();
const root = document.getElementById('app');
if (root !== null) render(<App />, root);
