/**
 * What others had changed too when a change of ours arrived: whose values are kept, and where the others are.
 * @module
 */

import type { ClashNotice } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { nameOf } from './actions.ts';
import { fieldName } from './edit/field-name.ts';
import { focusSoon, headingId } from './element-ids.ts';
import { load, tell, view } from './model.ts';

/** @param named - where it isn't plain which credential is meant */
export function ClashNotes({ clashes, named }: { clashes: readonly ClashNotice[]; named: boolean }) {
  return clashes.map((clash) => (
    <div key={clash.id} class="note" role="status">
      <Icon name="alert" />
      <div>
        <strong class="clamp" dir="auto">{named ? nameOf(clash.label) : t('clashTitle')}</strong>
        <span>{t(clash.kept === 'ours' ? 'savedWithClashes' : 'clashTheirs', { fields: new Intl.ListFormat(t('languageCode')).format(clash.fields.map(fieldName)) })}</span>
        <div class="actions">
          {named ? <button type="button" class="button small" onClick={() => { view(clash.credential); focusSoon(headingId); }}>{t('details')}</button> : null}
          <button type="button" class="button quiet small" onClick={() => void dismiss(clash.id)}>{t('dismiss')}</button>
        </div>
      </div>
    </div>
  ));
}

async function dismiss(id: string): Promise<void> {
  const answer = await send('dismissQueued', { id });
  if (!answer.ok) tell(answer.problem);
  await load();
  focusSoon(headingId);
}
