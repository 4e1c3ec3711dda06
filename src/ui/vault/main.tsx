/**
 * Entry of the vault page.
 * @module
 */

import { render } from 'preact';
import { t } from '../../messages/text.ts';
import { setUpPage } from '../components/page-setup.ts';
import { App } from './app.tsx';
import { listenToKeys } from './keyboard.ts';
import { followAddress, load } from './model.ts';

void load();
setUpPage(t('vaultTitle'));
followAddress();
listenToKeys();
const root = document.getElementById('app');
if (root !== null) render(<App />, root);
