/**
 * Warns of a secret that was copied here and pasted into a page that its login isn't for.
 * @module
 */

import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { JoinSites, strangersIn } from './join-sites.tsx';
import { load, view } from './model.ts';

export function PastedNote() {
  const { pasted = null, site = null } = view.value ?? {};
  if (pasted === null || site === null) return null;
  const { label, problem } = pasted;
  const strangers = strangersIn(problem);
  return (
    <div class="note loss" role="alert" data-warning="pasted">
      <Icon name="alert" />
      <div>
        <strong>{t('pastedElsewhere', { label: label === '' ? t('untitled') : label, login: problem.login, page: problem.page })}</strong>
        <span>{t('pastedElsewhereNext')}</span>
        <div class="actions">
          <button type="button" class="button small" onClick={() => void send('dismissPasted', { tabId: site.tabId }).then(load)}>{t('pastedUnderstood')}</button>
          {strangers === null ? null : <JoinSites sites={strangers} />}
        </div>
      </div>
    </div>
  );
}
