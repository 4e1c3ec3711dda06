/**
 * Entry of the Files page.
 * @module
 */

import { render } from 'preact';
import { t } from '../../messages/text.ts';
import { setUpPage } from '../components/page-setup.ts';
import { App } from './app.tsx';
import { followAddress, load } from './model.ts';

setUpPage(t('foldersTitle'));
followAddress();
void load();
const root = document.getElementById('app');
if (root !== null) render(<App />, root);
