/**
 * What the server's list of devices will call this browser: shown, and changed by those who care.
 * @module
 */

import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { headerText, longestDeviceName } from '../../core/device-name.ts';
import { t } from '../../messages/text.ts';

/** @param device - as it was typed; what is sent is `headerText` of it */
export function DeviceName({ device, onInput }: { device: string; onInput: (device: string) => void }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [editing, setEditing] = useState(false);
  useLayoutEffect(() => { if (editing) field.current?.select(); }, [editing]);
  if (!editing) return <p class="meta">{t('deviceNamed', { name: device })} <button type="button" class="link" onClick={() => { setEditing(true); }}>{t('deviceRename')}</button></p>;
  const sent = headerText(device);
  return (
    <div class="field">
      <label for={id}>{t('pairDevice')}</label>
      <input ref={field} id={id} class="input" type="text" value={device} maxLength={longestDeviceName} autocomplete="off" spellcheck={false} onInput={(event) => { onInput(event.currentTarget.value); }} />
      {sent === device || sent === '' ? null : <p class="hint">{t('pairDeviceBecomes', { name: sent })}</p>}
    </div>
  );
}
