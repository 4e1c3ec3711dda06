/**
 * Entry of the page about people on other servers.
 * @module
 */

import { render } from 'preact';
import { t } from '../../messages/text.ts';
import { setUpPage } from '../components/page-setup.ts';
import { App } from './app.tsx';
import { load } from './model.ts';

void load();
setUpPage(t('peopleTitle'));
const root = document.getElementById('app');
if (root !== null) render(<App />, root);
