/**
 * Shares one of the person's files or folders with somebody on another server.
 * @module
 */

import { useEffect, useId, useState } from 'preact/hooks';
import type { AccountId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { ChoiceRow } from '../../messages/people-contract.ts';
import { send } from '../../messages/send.ts';
import { formatSize, t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { SkeletonRows } from '../components/skeleton.tsx';
import { say } from '../vault/notice.ts';
import { Expiry } from './expiry.tsx';
import { change } from './model.ts';
import { Refusal } from './refusal.tsx';

interface Props { account: AccountId; cloudId: string; name: string; onDone: () => void }

export function ShareFile({ account, cloudId, name, onDone }: Props) {
  const id = useId();
  const [folder, setFolder] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<string | null>(null);
  const [mayChange, setMayChange] = useState(false);
  const [days, setDays] = useState<number | null>(7);
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);

  async function share(): Promise<void> {
    if (busy || chosen === null) return;
    setBusy(true);
    const sending = send('shareFile', { account, path: [...folder, chosen], cloudId, mayChange, days, note: note.trim() });
    const refused = await change(sending);
    const answer = await sending;
    setBusy(false);
    setProblem(refused);
    if (!answer.ok) return;
    say(`${t('nowSharedWith', { what: chosen, name })}${answer.value.noteKept ? '' : ` ${t('noteNotKept')}`}`);
    onDone();
  }

  return (
    <form class="row-form appear" aria-label={t('shareFileWith', { name })} onSubmit={(event) => { event.preventDefault(); void share(); }}>
      <FilePicker account={account} folder={folder} chosen={chosen} onFolder={(path) => { setFolder(path); setChosen(null); }} onChoose={setChosen} />
      <div class="pair">
        <Expiry days={days} onChange={setDays} />
        <div class="field"><label for={`${id}-note`}>{t('noteForThem')}</label><input id={`${id}-note`} class="input" type="text" dir="auto" maxLength={500} value={note} onInput={(event) => { setNote(event.currentTarget.value); }} /></div>
      </div>
      <label class="check"><input type="checkbox" checked={mayChange} onChange={(event) => { setMayChange(event.currentTarget.checked); }} /><span>{t('mayChangeIt')}</span></label>
      {problem === null ? null : <Refusal problem={problem} cloudId={cloudId} onAgain={() => void share()} />}
      <div class="actions">
        <button type="submit" class="button primary" aria-disabled={busy || chosen === null}>{chosen === null ? t('chooseFirst') : t('shareThis', { what: chosen })}</button>
        <button type="button" class="button" onClick={onDone}>{t('cancel')}</button>
      </div>
    </form>
  );
}

/** `filesOnly`: a folder is only looked into. */
interface PickerProps { filesOnly?: boolean; account: AccountId; folder: readonly string[]; chosen: string | null; onFolder: (path: readonly string[]) => void; onChoose: (name: string) => void }

export function FilePicker({ filesOnly = false, account, folder, chosen, onFolder, onChoose }: PickerProps) {
  const [rows, setRows] = useState<readonly ChoiceRow[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const place = JSON.stringify(folder);
  useEffect(() => {
    let stale = false;
    setRows(null);
    void send('listChoices', { account, path: folder }).then((answer) => {
      if (stale) return;
      setRows(answer.ok ? answer.value.rows : []);
      setProblem(answer.ok ? null : answer.problem);
    });
    return () => { stale = true; };
  }, [account, place]);
  return (
    <div class="field" role="group" aria-label={t('whichFile')}>
      <span class="label">{t('whichFile')}</span>
      <div class="path">
        <button type="button" class="link" onClick={() => { onFolder([]); }}>{t('allMyFiles')}</button>
        {folder.map((name, at) => <span key={`${at} ${name}`}>/ <button type="button" class="link" onClick={() => { onFolder(folder.slice(0, at + 1)); }}><bdi>{name}</bdi></button></span>)}
      </div>
      {problem === null ? null : <ProblemNote problem={problem} />}
      {rows === null ? <SkeletonRows /> : (
        <ul class="choices">
          {rows.length === 0 && problem === null ? <li class="dim padded">{t('nothingInside')}</li> : null}
          {rows.map((row) => <li key={row.name}><FileChoice row={row} filesOnly={filesOnly} chosen={row.name === chosen} onOpen={() => { onFolder([...folder, row.name]); }} onChoose={() => { onChoose(row.name); }} /></li>)}
        </ul>
      )}
    </div>
  );
}

function FileChoice({ row, filesOnly, chosen, onOpen, onChoose }: { row: ChoiceRow; filesOnly: boolean; chosen: boolean; onOpen: () => void; onChoose: () => void }) {
  if (row.encrypted) return <button type="button" class="choice" disabled title={t('problemShareEncrypted')}><Icon name="lock" /><bdi class="clip">{row.name}</bdi><span class="meta">{t('encryptedHere')}</span></button>;
  if (row.isFolder && filesOnly) return <button type="button" class="choice" aria-label={t('lookInsideOf', { name: row.name })} onClick={onOpen}><Icon name="vault" /><bdi class="clip">{row.name}</bdi><span class="meta">{t('aFolder')}</span></button>;
  return (
    <div class="path">
      <button type="button" class="choice" aria-pressed={chosen} onClick={onChoose}><Icon name={row.isFolder ? 'vault' : 'file'} /><bdi class="clip">{row.name}</bdi><span class="meta">{row.isFolder ? t('aFolder') : formatSize(row.size)}</span></button>
      {row.isFolder ? <button type="button" class="link" aria-label={t('lookInsideOf', { name: row.name })} onClick={onOpen}>{t('lookInside')}</button> : null}
    </div>
  );
}
