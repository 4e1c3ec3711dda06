/**
 * Entry of the options page.
 * @module
 */

import { render } from 'preact';
import { t } from '../../messages/text.ts';
import { setUpPage } from '../components/page-setup.ts';
import { App } from './app.tsx';
import { load } from './state.ts';

void load();
setUpPage(t('optionsTitle'));
const root = document.getElementById('app');
if (root !== null) render(<App />, root);
