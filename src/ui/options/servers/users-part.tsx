/**
 * People with a mailbox on the server. A new one's password is made here and kept in a vault first.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import { userNameFault, type UserNameFault } from '../../../core/selfprivacy/user-rules.ts';
import type { ServerSummary, VaultSummary } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { t, type TextKey } from '../../../messages/text.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SkeletonRows } from '../../components/skeleton.tsx';
import { TypedConfirm } from './typed-confirm.tsx';
import { useDetail, useDoing } from './use-server.ts';
import { openVaults, VaultSelect } from './vault-select.tsx';

const faults: Readonly<Record<Exclude<UserNameFault, 'empty'>, TextKey>> = { 'letters': 'refusedNameInvalid', 'too-long': 'refusedNameInvalid', 'reserved': 'refusedNameReserved' };

export function UsersPart({ server, vaults }: { server: ServerSummary; vaults: readonly VaultSummary[] }) {
  const { detail, problem, load } = useDetail(server.id, 'users');
  const doing = useDoing(server.id);
  const [asking, setAsking] = useState<string | null>(null);
  if (detail === null) return problem === null ? <SkeletonRows /> : <ProblemNote problem={problem} />;
  return (
    <>
      <p class="dim">{t('serverUsersText')}</p>
      {doing.problem === null ? null : <ProblemNote problem={doing.problem} />}
      {detail.users.length === 0 ? <p class="hint">{t('noServerUsers')}</p> : null}
      <ul class="lines">{detail.users.map((name) => (
        <li key={name}>
          <div class="texts"><span class="clipped"><bdi>{name}<wbr />@{server.domain}</bdi></span></div>
          <button type="button" class="button small" aria-label={t('removeUserNamed', { name })} onClick={() => { setAsking(name); }}>{t('unpair')}</button>
        </li>
      ))}</ul>
      {asking === null ? null : <TypedConfirm text={t('removeUserAsk', { name: asking })} yes={t('unpair')} domain={server.domain} onNo={() => { setAsking(null); }} onYes={(confirm) => {
        setAsking(null);
        void doing.change({ do: 'remove-user', name: asking, confirm }).then(load);
      }} />}
      <NewUser server={server} vaults={vaults} onMade={() => void load()} />
    </>
  );
}

function NewUser({ server, vaults, onMade }: { server: ServerSummary; vaults: readonly VaultSummary[]; onMade: () => void }) {
  const id = useId();
  const open = openVaults(vaults);
  const [vault, setVault] = useState(open[0]?.id ?? null);
  const [name, setName] = useState('');
  const [made, setMade] = useState<{ link: string | null } | null>(null);
  const doing = useDoing(server.id);
  const fault = userNameFault(name);

  async function make(event: Event): Promise<void> {
    event.preventDefault();
    if (vault === null || fault !== null || doing.busy) return;
    const answer = await doing.run(send('createServerUser', { server: server.id, vault, name, label: t('userLabel', { name, server: server.domain }) }));
    setMade(answer);
    if (answer === null) return;
    setName('');
    onMade();
  }

  if (vault === null) return <p class="hint">{t('needsOpenVault')}</p>;
  return (
    <form class="stack" onSubmit={(event) => void make(event)}>
      <VaultSelect vaults={open} vault={vault} onChoose={setVault} />
      <div class="field">
        <label for={id}>{t('newUserName')}</label>
        <input id={id} class="input" dir="ltr" value={name} maxLength={64} autocomplete="off" autocapitalize="off" spellcheck={false} aria-describedby={`${id}-fault`} onInput={(event) => { setName(event.currentTarget.value); }} />
        <p id={`${id}-fault`} class="hint">{fault === null || fault === 'empty' ? t('newUserHint') : t(faults[fault])}</p>
      </div>
      {doing.problem === null ? null : <ProblemNote problem={doing.problem} />}
      <div class="actions"><button type="submit" class="button" aria-disabled={doing.busy || fault !== null}>{t('newUser')}</button></div>
      {made === null ? null : <p class="meta" role="status">{t('userMade')} {made.link === null ? null : <>{t('userLink')} <PasswordLink link={made.link} /></>}</p>}
    </form>
  );
}

/** The address is the server's text: nothing but https is followed. */
function PasswordLink({ link }: { link: string }) {
  if (URL.parse(link)?.protocol !== 'https:') return <bdi>{link}</bdi>;
  return <a class="clipped" href={link} target="_blank" rel="noopener noreferrer">{link}</a>;
}
