/**
 * "Save this login?": what was typed into the page, to be looked over, changed, saved or sent away.
 *
 * The search box keeps the focus, so that whoever is typing when the popup opens by itself saves nothing by accident.
 * @module
 */

import { useEffect, useId, useState } from 'preact/hooks';
import type { CredentialId, VaultId } from '../../core/ids.ts';
import type { Problem } from '../../core/problem.ts';
import type { CaptureCard } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { byName, Choice, loginName } from '../components/choice.tsx';
import { HostName } from '../components/host-name.tsx';
import { Icon } from '../components/icon.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { mask, shownFor } from '../details/reveal.tsx';
import { loadCapture, saved, type OpenCard, type Saved } from './capture-state.ts';
import { searchId } from './keyboard.ts';
import { load, view } from './model.ts';

/** Milliseconds. */
const undoFor = 10_000;

interface CardForm { credential: CredentialId | null; label: string; username: string; vault: VaultId; password: string | null }

function useCard({ id, login }: OpenCard) {
  const { credential, label, username, vault } = login;
  const [form, setForm] = useState<CardForm>({ credential, label, username, vault, password: null });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const chosen = login.choices.find((choice) => choice.credential === form.credential) ?? null;
  const fail = (what: Problem) => {
    if (what.kind === 'locked') void load();
    else setProblem(what);
  };
  async function save(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const answer = await send('saveCapture', { capture: id, ...form });
    setBusy(false);
    if (!answer.ok) {
      fail(answer.problem);
      return;
    }
    const text = t(chosen === null ? 'captureSaved' : 'captureUpdated', { label: answer.value.label });
    const { state, undo } = answer.value;
    saved.value = { state, undo, text: state === 'queued' ? `${text} ${t('queuedHint')}` : text };
    await load();
    toSearch();
  }
  async function dismiss(how: 'later' | 'never'): Promise<void> {
    const answer = await send('dismissCapture', { capture: id, how });
    if (!answer.ok) {
      fail(answer.problem);
      return;
    }
    await loadCapture();
    toSearch();
  }
  return { form, change: (part: Partial<CardForm>) => { setForm((now) => ({ ...now, ...part })); }, chosen, busy, problem, fail, save, dismiss };
}

/** The card goes, and what had the focus with it. */
function toSearch(): void {
  document.getElementById(searchId)?.focus();
}

export function Card({ card }: { card: OpenCard }) {
  const { login } = card;
  const heading = useId();
  const { form, change, chosen, busy, problem, fail, save, dismiss } = useCard(card);
  return (
    <form class="capture" aria-labelledby={heading} onSubmit={(event) => void save(event)}>
      <h2 id={heading} dir="auto">{chosen === null ? t('captureSave') : t('captureUpdate', { label: chosen.label })}</h2>
      <Where card={card} />
      {problem === null ? null : <ProblemNote problem={problem} />}
      {login.choices.length === 0 ? null : <Choice label={t('captureTarget')} choices={[[null, t('captureNew')], ...login.choices.map((one) => [one.credential, loginName(one)] as const)]} value={form.credential} onChoose={(credential) => { change({ credential }); }} />}
      {chosen === null
        ? (
          <>
            <Line label={t('itemName')} value={form.label} onInput={(label) => { change({ label }); }} />
            <Line label={t('username')} value={form.username} onInput={(username) => { change({ username }); }} />
          </>
        )
        : chosen.account === '' ? null : <Fixed label={t('username')} value={chosen.account} />}
      <Password capture={card.id} isNew={chosen !== null} value={form.password} onInput={(password) => { change({ password }); }} fail={fail} />
      {chosen === null ? <IntoVault value={form.vault} onInput={(vault) => { change({ vault }); }} /> : <p class="meta">{t('captureOldKept')}</p>}
      <div class="actions">
        <button type="submit" class="button primary small" aria-disabled={busy}>{chosen === null ? t('save') : t('captureDoUpdate')}</button>
        <button type="button" class="button small" onClick={() => void dismiss('later')}>{t('captureLater')}</button>
        <button type="button" class="button quiet small" onClick={() => void dismiss('never')}>{t('captureNever')}</button>
      </div>
    </form>
  );
}

function Fixed({ label, value }: { label: string; value: string }) {
  return <p class="fixed"><span class="label">{label}</span><span class="clip" dir="auto">{value}</span></p>;
}

function Where({ card: { host, domain, secure, elsewhere } }: { card: CaptureCard }) {
  return (
    <>
      <p class="where">
        <span class="sr-only">{t('captureTypedOn')} </span>
        <HostName host={host} domain={domain} />
      </p>
      {elsewhere ? <p class="meta">{t('captureElsewhere')}</p> : null}
      {secure ? null : <p class="meta insecure"><Icon name="alert" />{t('captureInsecure')}</p>}
    </>
  );
}

function Line({ label, value, onInput }: { label: string; value: string; onInput: (value: string) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} class="input" type="text" dir="auto" autocomplete="off" spellcheck={false} value={value} onInput={(event) => { onInput(event.currentTarget.value); }} />
    </div>
  );
}

interface PasswordProps { capture: string; isNew: boolean; value: string | null; onInput: (value: string) => void; fail: (problem: Problem) => void }

/** Masked and out of this page until it is asked for; then it can be changed. */
function Password({ capture, isNew, value, onInput, fail }: PasswordProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const [shown, setShown] = useState(false);
  const label = isNew ? t('captureNewPassword') : t('password');
  useEffect(() => {
    if (!shown) return undefined;
    const timer = setTimeout(() => { setShown(false); }, shownFor);
    return () => { clearTimeout(timer); };
  }, [shown, value]);

  async function toggle(): Promise<void> {
    if (!shown && typed === null) {
      const answer = await send('revealCapture', { capture });
      if (!answer.ok) {
        fail(answer.problem);
        return;
      }
      setTyped(answer.value.value);
    }
    setShown(!shown);
  }

  const attributes = { id, class: 'input secret', dir: 'ltr', autocomplete: 'off', spellcheck: false, draggable: false, onInput: (event: { currentTarget: HTMLInputElement }) => { onInput(event.currentTarget.value); } } as const;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="with-button">
        {typed === null
          ? <input {...attributes} type="text" readOnly value={mask} aria-description={t('hidden')} />
          : shown ? <input {...attributes} type="text" value={value ?? typed} /> : <input {...attributes} type="password" value={value ?? typed} />}
        <IconButton icon={shown ? 'hide' : 'show'} name={t('showField', { field: label })} pressed={shown} onClick={() => void toggle()} />
      </div>
    </div>
  );
}

function IntoVault({ value, onInput }: { value: VaultId; onInput: (vault: VaultId) => void }) {
  const open = (view.value?.app.vaults ?? []).filter(({ state }) => state !== 'closed');
  const [only] = open;
  if (open.length > 1) return <Choice label={t('vault')} choices={byName(open)} value={value} onChoose={onInput} />;
  return only === undefined ? null : <Fixed label={t('vault')} value={only.name} />;
}

/** Stays for ten seconds, longer while it is pointed at or has the focus. */
export function SavedNote({ saved: { text, undo } }: { saved: Saved }) {
  const [held, setHeld] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => { saved.value = null; }, undoFor);
    return () => { clearTimeout(timer); };
  }, [held, text]);

  async function takeBack(): Promise<void> {
    const answer = undo === null ? null : await send('undo', { undo });
    if (answer?.ok === false) setProblem(answer.problem);
    else if (answer !== null) {
      saved.value = { state: answer.value.state, undo: null, text: t('captureUndone') };
      await load();
      toSearch();
    }
  }

  return (
    <div class="note plain" onMouseEnter={() => { setHeld(true); }} onMouseLeave={() => { setHeld(false); }} onFocusCapture={() => { setHeld(true); }} onBlurCapture={() => { setHeld(false); }}>
      <Icon name="check" />
      <div>
        <span>{text}</span>
        {problem === null ? null : <ProblemNote problem={problem} />}
        {undo === null ? null : <div class="actions"><button type="button" class="button small" onClick={() => void takeBack()}>{t('undo')}</button></div>}
      </div>
    </div>
  );
}
