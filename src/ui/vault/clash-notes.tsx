/**
 * What others had changed too when a change of ours arrived: whose values are kept, and where the others are.
 * @module
 */

import type { ClashNotice } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ItemIcon } from '../components/item-icon.tsx';
import { fieldNames, nameOf, sayWritten } from './actions.ts';
import { focusSoon, headingId } from './element-ids.ts';
import { load, tell, view } from './model.ts';

/** @param named - where it isn't plain which credential is meant */
export function ClashNotes({ clashes, named }: { clashes: readonly ClashNotice[]; named: boolean }) {
  return clashes.map((clash) => (
    <div key={clash.id} class="note" role="status">
      <Icon name="alert" />
      <div>
        <strong class="clamp" dir="auto">{named ? nameOf(clash.label) : t('clashTitle')}</strong>
        <Values clash={clash} />
        {clash.fields.includes('icon') ? <Picture clash={clash} /> : null}
        <div class="actions">
          {named ? <button type="button" class="button small" onClick={() => { view(clash.credential); focusSoon(headingId); }}>{t('details')}</button> : null}
          <button type="button" class="button quiet small" onClick={() => void dismiss(clash.id)}>{t('dismiss')}</button>
        </div>
      </div>
    </div>
  ));
}

/** Of a picture there is no other value in the history. */
function Values({ clash: { fields, kept } }: { clash: ClashNotice }) {
  const inHistory = fields.filter((field) => field !== 'icon');
  return inHistory.length === 0 ? null : <span>{t(kept === 'ours' ? 'savedWithClashes' : 'clashTheirs', { fields: fieldNames(inHistory) })}</span>;
}

function Picture({ clash: { id, label, picture } }: { clash: ClashNotice }) {
  if (picture === undefined) return <span>{t('clashPictures')}</span>;
  return (
    <>
      <span>{t('clashPictures')} {t('clashPictureOther')}</span>
      <div class="actions">
        <ItemIcon icon={picture === '' ? null : picture} label={label} />
        <button type="button" class="button small" onClick={() => void take(id)}>{t(picture === '' ? 'pictureRemove' : 'clashPictureTake')}</button>
      </div>
    </>
  );
}

async function take(id: string): Promise<void> {
  const answer = await send('takePicture', { id });
  if (answer.ok) sayWritten(t('clashPictureTaken'), answer.value);
  else tell(answer.problem);
  await load();
  focusSoon(headingId);
}

async function dismiss(id: string): Promise<void> {
  const answer = await send('dismissQueued', { id });
  if (!answer.ok) tell(answer.problem);
  await load();
  focusSoon(headingId);
}
