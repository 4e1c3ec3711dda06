/**
 * Entry of the small window in which a server's question is answered.
 * @module
 */

import { render } from 'preact';
import { t } from '../../messages/text.ts';
import { setUpPage } from '../components/page-setup.ts';
import { App } from './app.tsx';

setUpPage(t('serverAsks'));
const root = document.getElementById('app');
if (root !== null) render(<App question={location.hash.slice(1)} />, root);
