/**
 * Narrows the list by names, here where they can be read.
 * @module
 */

import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { query } from './model.ts';

export function SearchBox() {
  return (
    <div class="search-box">
      <Icon name="search" />
      <input id="search" type="search" class="input" aria-label={t('foldersSearch')} placeholder={t('foldersSearch')} autocomplete="off" spellcheck={false} value={query.value}
        onInput={({ currentTarget }) => { query.value = currentTarget.value; }}
        onKeyDown={(event) => { if (event.key === 'Escape') query.value = ''; }} />
    </div>
  );
}
