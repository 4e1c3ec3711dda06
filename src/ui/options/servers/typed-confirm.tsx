/**
 * Asks for the server's domain to be typed before something is done that cannot be undone, or takes the server away.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import { t } from '../../../messages/text.ts';

interface Props {
  text: string;
  yes: string;
  domain: string;
  /** A second question, to be ticked. */
  also?: string;
  onYes: (confirm: string) => void;
  onNo: () => void;
}

export function TypedConfirm({ text, yes, domain, also, onYes, onNo }: Props) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [ticked, setTicked] = useState(also === undefined);
  const sure = typed.trim() === domain && ticked;
  return (
    <form class="confirm appear stack" aria-label={text} onSubmit={(event) => {
      event.preventDefault();
      if (sure) onYes(typed.trim());
    }}>
      <p>{text}</p>
      {also === undefined ? null : <label class="check"><input type="checkbox" checked={ticked} onChange={(event) => { setTicked(event.currentTarget.checked); }} /><span>{also}</span></label>}
      <div class="field">
        <label for={id}>{t('typeDomain', { domain })}</label>
        <input id={id} class="input" dir="ltr" value={typed} autocomplete="off" autocapitalize="off" spellcheck={false} autofocus onInput={(event) => { setTyped(event.currentTarget.value); }} />
      </div>
      <div class="actions">
        <button type="submit" class="button small danger" aria-disabled={!sure}>{yes}</button>
        <button type="button" class="button small" onClick={onNo}>{t('cancel')}</button>
      </div>
    </form>
  );
}
