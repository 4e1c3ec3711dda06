/**
 * Entry of the menu in web pages. Its address holds a nonce that is good once; without it, it shows nothing. It listens to
 * no message of the page around it.
 * @see guides: threats S-10
 * @module
 */

import { render } from 'preact';
import { t } from '../../messages/text.ts';
import { setUpPage } from '../components/page-setup.ts';
import { App } from './app.tsx';
import { listenToPresses } from './guard.ts';
import { listenToKeys } from './keys.ts';
import { leave, take, view } from './model.ts';

const [nonce = '', up] = location.hash.slice(1).split('/');
setUpPage(t('appName'));
document.documentElement.classList.toggle('up', up === 'up');
listenToPresses();
listenToKeys();
// Beside what is drawn there is the page to see, and who presses there means it.
document.addEventListener('click', (event) => { if (event.isTrusted && view.value !== null && event.target instanceof Element && event.target.closest('.menu') === null) leave('page'); });
const root = document.getElementById('app');
if (root !== null) render(<App />, root);
if (nonce !== '') void take(nonce);
