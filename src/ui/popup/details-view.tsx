/**
 * One login, whole: every field with its copy, secrets revealed on purpose.
 * @module
 */

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CredentialId } from '../../core/ids.ts';
import type { CredentialView } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { IconButton } from '../components/icon-button.tsx';
import { Icon } from '../components/icon.tsx';
import { ItemIcon } from '../components/item-icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { SkeletonRows } from '../components/skeleton.tsx';
import { Copying } from '../details/copying.ts';
import { copy, fill, openSite, openWindow, showList } from './actions.ts';
import { opened } from './details-row.ts';
import { ChangePasswordLink } from '../details/change-password-link.tsx';
import { DetailsFacts, DetailsWarnings } from '../details/details-facts.tsx';
import { DetailsFields } from '../details/details-fields.tsx';
import { useDetails } from '../details/use-details.ts';
import { takeScroll, trouble } from './model.ts';
import { ScanCode } from './scan-code.tsx';
import { StatusBar } from './status-bar.tsx';
import { TroubleNote } from './trouble-note.tsx';

export function DetailsView({ credential }: { credential: CredentialId }) {
  const { shown: found, problem } = useDetails(credential);
  const shown = found?.row.id === credential ? found : null;
  const body = useRef<HTMLDivElement>(null);
  // For the keys.
  useLayoutEffect(() => {
    opened.value = shown;
    if (shown !== null) body.current?.scrollTo(0, takeScroll() || body.current.scrollTop);
    return () => { opened.value = null; };
  }, [shown]);
  // Seldom wanted where there is one.
  const hasCode = shown?.row.hasCode === true;
  return (
    <main class="details">
      <DetailsHead shown={shown} />
      <div ref={body} class="body">
        {trouble.value === null ? null : <TroubleNote {...trouble.value} />}
        {problem === null ? null : <ProblemNote problem={problem} />}
        {shown === null ? (problem === null ? <SkeletonRows /> : null) : <><DetailsActions shown={shown} />{hasCode ? null : <ScanCode shown={shown} />}<DetailsWarnings shown={shown} /><Copying.Provider value={(row, part) => void copy(row, part)}><DetailsFields shown={shown} /></Copying.Provider><ChangePasswordLink shown={shown} />{hasCode ? <ScanCode shown={shown} /> : null}<DetailsFacts shown={shown} /></>}
      </div>
      <StatusBar row={null} />
    </main>
  );
}

function DetailsHead({ shown }: { shown: CredentialView | null }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const id = shown?.row.id;
  useLayoutEffect(() => { heading.current?.focus(); }, [id]);
  return (
    <header class="view-head">
      <IconButton icon="back" name={t('backToList')} keys="Esc" onClick={showList} />
      {shown === null ? null : <ItemIcon icon={shown.row.icon} label={shown.row.label} />}
      <h1 ref={heading} tabIndex={-1} class="clamp">{shown === null ? t('details') : shown.row.label === '' ? t('untitled') : shown.row.label}</h1>
    </header>
  );
}

function DetailsActions({ shown }: { shown: CredentialView }) {
  const address = shown.url.state === 'unreadable' ? '' : shown.url.value;
  return (
    <div class="actions">
      <button type="button" class="button primary small" onClick={() => void fill(shown.row)}>{t('fill')} <kbd aria-hidden="true">⏎</kbd></button>
      {/^https?:\/\//i.test(address) ? <button type="button" class="button small" onClick={() => void openSite(shown.row)}><Icon name="open" />{t('openSite')}</button> : null}
      <a class="button small" href={`/src/ui/vault/index.html#credential=${shown.row.id}&edit`} target="_blank" aria-label={t('editInTab', { label: shown.row.label })}><Icon name="edit" />{t('edit')}</a>
      <button type="button" class="button small" onClick={() => void openWindow(shown.row)}><Icon name="window" />{t('openInWindow')}</button>
    </div>
  );
}
