/**
 * The link that anybody can open who has it: made with its terms, shown, copied, withdrawn.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import type { CredentialId } from '../../../core/ids.ts';
import { send } from '../../../messages/send.ts';
import { formatDate, t, tn } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { tell } from '../model.ts';
import { say } from '../notice.ts';
import type { SharingState } from './use-sharing.ts';

const lives = [[1, 'linkDay'], [7, 'linkWeek'], [30, 'linkMonth'], [365, 'linkYear']] as const;
const views = [1, 5, 20, null] as const;

export function PublicLink({ credential, state }: { credential: CredentialId; state: SharingState }) {
  const link = state.view?.link ?? null;
  return (
    <div class="stack-small">
      <h4 class="label">{t('publicLink')}</h4>
      {link === null ? <MakeLink credential={credential} state={state} /> : <Link credential={credential} state={state} />}
    </div>
  );
}

function MakeLink({ credential, state }: { credential: CredentialId; state: SharingState }) {
  const id = useId();
  const [days, setDays] = useState(30);
  const [most, setMost] = useState<number | null>(5);
  return (
    <form class="stack-small" onSubmit={(event) => {
      event.preventDefault();
      void state.run(send('publishLink', { credential, days, views: most })).then((ok) => { if (ok) say(t('linkMade')); });
    }}>
      <p class="meta">{t('linkHint')}</p>
      <div class="with-tools">
        <label class="sr-only" for={`${id}-days`}>{t('linkWorksFor')}</label>
        <select id={`${id}-days`} value={days} onChange={(event) => { setDays(Number(event.currentTarget.value)); }}>{lives.map(([value, text]) => <option key={value} value={value}>{t(text)}</option>)}</select>
        <label class="sr-only" for={`${id}-views`}>{t('linkViews')}</label>
        <select id={`${id}-views`} value={most ?? 0} onChange={(event) => { setMost(Number(event.currentTarget.value) || null); }}>{views.map((value) => <option key={value ?? 0} value={value ?? 0}>{value === null ? t('linkViewsUnlimited') : tn('linkViewsUpTo', value)}</option>)}</select>
        <button type="submit" class="button small" disabled={state.busy}>{t('makeLink')}</button>
      </div>
    </form>
  );
}

function Link({ credential, state }: { credential: CredentialId; state: SharingState }) {
  const [url, setUrl] = useState<string | null>(null);
  const link = state.view?.link;
  if (!link) return null;
  async function toggle(): Promise<void> {
    const answer = url === null ? await send('revealLink', { credential }) : null;
    if (answer?.ok === false) tell(answer.problem);
    setUrl(answer?.ok === true ? answer.value.url : null);
  }
  async function copy(): Promise<void> {
    const answer = await send('copyLink', { credential });
    if (answer.ok) say(t('linkCopied'));
    else tell(answer.problem);
  }
  return (
    <>
      <p class="meta">{link.viewsLeft === null ? t('linkViewsUnlimited') : tn('linkViewsLeft', link.viewsLeft)}{link.expires === null ? null : <> · {t('linkUntil', { date: formatDate(link.expires) })}</>}</p>
      {url === null ? null : <p class="made secret" dir="ltr">{url}</p>}
      <div class="actions">
        <button type="button" class="button small" onClick={() => void copy()}><Icon name="copy" />{t('copyLink')}</button>
        <button type="button" class="button small" aria-pressed={url !== null} onClick={() => void toggle()}><Icon name={url === null ? 'show' : 'hide'} />{t('showLink')}</button>
        <button type="button" class="button small danger" onClick={() => void state.run(send('withdrawLink', { credential })).then((ok) => { if (ok) say(t('linkWithdrawn')); })}>{t('withdrawLink')}</button>
      </div>
    </>
  );
}
