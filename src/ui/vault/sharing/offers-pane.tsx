/**
 * What others want to share with us: taken into a vault, or declined.
 * @module
 */

import { useEffect, useId, useState } from 'preact/hooks';
import type { Problem } from '../../../core/problem.ts';
import type { ShareOffer } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { formatDate, t } from '../../../messages/text.ts';
import { byName, Choice } from '../../components/choice.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Empty } from '../../details/empty.tsx';
import { nameOf } from '../actions.ts';
import { focusSoon, headingId, listId } from '../element-ids.ts';
import { refreshList } from '../list-model.ts';
import { go, view } from '../model.ts';
import { say } from '../notice.ts';
import { PaneHead } from '../pane-head.tsx';
import { loadOffers, offerProblems, offers } from './offers.ts';
import { rightsText } from './rights-choice.tsx';

export function OffersPane() {
  useEffect(() => { void loadOffers(true); }, []);
  return (
    <>
      <PaneHead title={t('offers')} onBack={() => {
        go({ at: 'nothing' });
        focusSoon(listId);
      }} />
      <div class="pane-body">
        {offerProblems.value.map((problem) => <ProblemNote key={problem.kind} problem={problem} />)}
        {offers.value.length === 0 && offerProblems.value.length === 0 ? <Empty icon="check" title={t('noOffers')} text={t('noOffersHint')} /> : null}
        {offers.value.map((offer) => <Offer key={`${offer.account} ${offer.request}`} offer={offer} />)}
      </div>
    </>
  );
}

function Offer({ offer }: { offer: ShareOffer }) {
  const id = useId();
  const open = offer.vaults.filter((vault) => vault.open);
  const [chosen, setChosen] = useState(open[0]?.id ?? null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { account, request } = offer;
  const target = open.find((vault) => vault.id === chosen) ?? open[0];

  async function accept(): Promise<void> {
    if (!target) return;
    const answer = await send('acceptOffer', { account, request, vault: target.id });
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    await loadOffers();
    refreshList();
    view(answer.value.credential);
    focusSoon(headingId);
    say(t('offerAccepted', { label: nameOf(offer.label) }));
  }

  async function decline(): Promise<void> {
    const answer = await send('declineOffer', { account, request });
    setProblem(answer.ok ? null : answer.problem);
    if (!answer.ok) return;
    await loadOffers();
    focusSoon(headingId);
    say(t('offerDeclined', { label: nameOf(offer.label) }));
  }

  return (
    <section class="card sharing" aria-labelledby={`${id}-name`}>
      <h3 id={`${id}-name`} dir="auto">{nameOf(offer.label)}</h3>
      <p>{t('offeredBy', { date: formatDate(offer.since), who: offer.from })} <span class="meta">{rightsText(offer.rights)}</span></p>
      {open.length > 1 && target ? <Choice label={t('vault')} choices={byName(open)} value={target.id} onChoose={setChosen} /> : null}
      {target ? null : <p class="meta">{t('offerNeedsVault')}</p>}
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div class="actions">
        {target ? <button type="button" class="button primary small" onClick={() => void accept()}>{t('acceptInto', { vault: target.name })}</button> : null}
        <button type="button" class="button small" onClick={() => void decline()}>{t('decline')}</button>
      </div>
    </section>
  );
}
