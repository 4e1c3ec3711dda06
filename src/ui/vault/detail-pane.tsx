/**
 * The right-hand pane: a credential to read or to edit, a new one, or nothing yet.
 * @module
 */

import type { CredentialId } from '../../core/ids.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ItemIcon } from '../components/item-icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { SkeletonRows } from '../components/skeleton.tsx';
import { Copying } from '../details/copying.ts';
import { ChangePasswordLink } from '../details/change-password-link.tsx';
import { DetailsFacts, DetailsWarnings } from '../details/details-facts.tsx';
import { DetailsFields } from '../details/details-fields.tsx';
import { useDetails } from '../details/use-details.ts';
import { copy, nameOf } from './actions.ts';
import { ClashNotes } from './clash-notes.tsx';
import { CompromisedButton } from './compromised-button.tsx';
import { DetailActions } from './detail-actions.tsx';
import { focusSoon, listId } from './element-ids.ts';
import { FillOver } from './fill-over.tsx';
import { FilesSection } from './files/files-section.tsx';
import { History } from './history/history.tsx';
import { clashes, go, place, queue } from './model.ts';
import { EditPane } from './edit/edit-pane.tsx';
import { Shortcuts } from './organise/shortcuts.tsx';
import { StarButton } from './organise/star-button.tsx';
import { OffersPane } from './sharing/offers-pane.tsx';
import { SharingSection } from './sharing/sharing-section.tsx';
import { PaneHead } from './pane-head.tsx';
import { MakeVaultPane, VaultPane } from './vault-pane.tsx';
import { UnsentPane } from './unsent-pane.tsx';

export function DetailPane() {
  const at = place.value;
  return (
    <section class="detail-pane" aria-label={t('details')}>
      {at.at === 'nothing' ? <p class="pick dim">{t('pickOne')}</p> : null}
      {at.at === 'unsent' ? <UnsentPane /> : null}
      {at.at === 'view' ? <Details key={at.credential} credential={at.credential} /> : null}
      {at.at === 'edit' ? <EditPane key={at.credential} credential={at.credential} vault={null} /> : null}
      {at.at === 'vault' ? <VaultPane key={at.vault} vault={at.vault} /> : null}
      {at.at === 'make-vault' ? <MakeVaultPane /> : null}
      {at.at === 'shortcuts' ? <Shortcuts /> : null}
      {at.at === 'offers' ? <OffersPane /> : null}
      {at.at === 'new' ? <EditPane key="new" credential={null} vault={at.vault} /> : null}
    </section>
  );
}

function Details({ credential }: { credential: CredentialId }) {
  const { shown, problem } = useDetails(credential);
  const back = (): void => {
    go({ at: 'nothing' });
    focusSoon(listId);
  };
  if (shown === null) {
    return <><PaneHead title={t('details')} onBack={back} /><div class="pane-body">{problem === null ? <SkeletonRows /> : <ProblemNote problem={problem} />}</div></>;
  }
  return (
    <>
      <PaneHead title={nameOf(shown.row.label)} icon={<ItemIcon icon={shown.row.icon} label={shown.row.label} />} onBack={back}>{shown.trashed === null ? <StarButton row={shown.row} /> : null}</PaneHead>
      <div class="pane-body">
        {shown.trashed === null ? <FillOver row={shown.row} /> : null}
        <DetailActions shown={shown} />
        <Waiting credential={credential} />
        <ClashNotes clashes={clashes.value.filter((clash) => clash.credential === credential)} named={false} />
        <DetailsWarnings shown={shown} />
        <Copying.Provider value={(row, part) => void copy(row, part)}><DetailsFields shown={shown} files="elsewhere" /></Copying.Provider>
        <ChangePasswordLink shown={shown} />
        <CompromisedButton shown={shown} />
        <FilesSection key={`files ${credential}`} shown={shown} />
        <History key={`history ${credential}`} shown={shown} />
        <SharingSection key={`sharing ${credential}`} shown={shown} />
        <DetailsFacts shown={shown} />
      </div>
    </>
  );
}

/** A change of it that the server doesn't know yet. */
function Waiting({ credential }: { credential: CredentialId }) {
  const write = queue.value.find((one) => one.credential === credential);
  if (write === undefined) return null;
  if (write.problem !== null && write.stuck) return <ProblemNote problem={write.problem}><span>{t('stuckHint')}</span></ProblemNote>;
  return <p class="quiet-line" role="status"><Icon name="clock" />{t('waitsToBeSent')} {t('queuedHint')}</p>;
}
