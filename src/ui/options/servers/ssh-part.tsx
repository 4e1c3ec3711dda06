/**
 * SSH: whether it is open, by password too, and whose keys it takes.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import type { ServerSummary } from '../../../messages/contract.ts';
import { t } from '../../../messages/text.ts';
import { Choice } from '../../components/choice.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SkeletonRows } from '../../components/skeleton.tsx';
import { useDetail, useDoing, type Doing } from './use-server.ts';

export function SshPart({ server }: { server: ServerSummary }) {
  const { detail, problem, load } = useDetail(server.id, 'ssh');
  const doing = useDoing(server.id);
  if (detail === null) return problem === null ? <SkeletonRows /> : <ProblemNote problem={problem} />;
  const { enabled, passwordLogin } = detail;
  const change = (next: { enabled: boolean; passwordLogin: boolean | null }): void => void doing.change({ do: 'change-ssh', ...next }).then(load);
  return (
    <>
      {doing.problem === null ? null : <ProblemNote problem={doing.problem} />}
      <label class="setting check"><span>{t('sshEnabled')}</span><input type="checkbox" checked={enabled} disabled={doing.busy} onChange={(event) => { change({ enabled: event.currentTarget.checked, passwordLogin }); }} /></label>
      {passwordLogin === null ? null : <label class="setting check"><span>{t('sshPasswordLogin')}<span class="meta">{t('sshPasswordLoginHint')}</span></span><input type="checkbox" checked={passwordLogin} disabled={doing.busy} onChange={(event) => { change({ enabled, passwordLogin: event.currentTarget.checked }); }} /></label>}
      {detail.keys.length === 0 ? <p class="hint">{t('noSshKeys')}</p> : null}
      <ul class="lines">{detail.keys.map(({ user, key }) => (
        <li key={`${user} ${key}`}>
          <div class="texts"><span class="clipped"><bdi>{shortKey(key)}</bdi></span><span class="meta">{user}</span></div>
          <button type="button" class="button small" aria-label={t('removeKeyOf', { user })} onClick={() => void doing.change({ do: 'remove-key', user, key }).then(load)}>{t('unpair')}</button>
        </li>
      ))}</ul>
      <NewKey users={detail.users} doing={doing} onAdded={() => void load()} />
    </>
  );
}

function NewKey({ users, doing, onAdded }: { users: readonly string[]; doing: Doing; onAdded: () => void }) {
  const id = useId();
  const [user, setUser] = useState(users[0] ?? 'root');
  const [key, setKey] = useState('');
  async function add(event: Event): Promise<void> {
    event.preventDefault();
    if (key.trim() === '' || !(await doing.change({ do: 'add-key', user, key: key.trim().replace(/\s+/g, ' ') }))) return;
    setKey('');
    onAdded();
  }
  return (
    <form class="stack" onSubmit={(event) => void add(event)}>
      <Choice label={t('keyFor')} choices={users.map((name) => [name, name] as const)} value={user} onChoose={setUser} />
      <div class="field"><label for={id}>{t('newKey')}</label><textarea id={id} class="input" dir="ltr" rows={2} value={key} autocomplete="off" spellcheck={false} onInput={(event) => { setKey(event.currentTarget.value); }} /></div>
      <div class="actions"><button type="submit" class="button" aria-disabled={doing.busy}>{t('addKey')}</button></div>
    </form>
  );
}

/** Kind, the end of what it is, and its comment. */
function shortKey(key: string): string {
  const [kind = '', body = '', ...comment] = key.split(' ');
  return [kind, body.length > 16 ? `…${body.slice(-12)}` : body, ...comment].join(' ');
}
