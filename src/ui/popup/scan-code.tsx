/**
 * Reads the QR code on the page behind the popup, shows what it holds, and gives it to a login.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import { isCounterBased, parseOtp } from '../../core/totp.ts';
import type { CredentialView, Site } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { readQr } from '../qr/read-qr.ts';
import { view } from './model.ts';

/** Milliseconds. */
const undoFor = 10_000;

/** `found`: an address of a code, not saved yet. `undo`: what takes back what was said. */
export type ScanStep = { at: 'start' } | { at: 'looking' } | { at: 'found'; uri: string; from: string } | { at: 'said'; text: string; undo?: string | null } | { at: 'failed'; problem: Problem };

/** Where there is a code already, it is said beforehand that it is replaced. One that can't be read is left alone. */
export function ScanCode({ shown }: { shown: CredentialView }) {
  const [step, setStep] = useState<ScanStep>({ at: 'start' });
  const site = view.value?.site ?? null;
  const undo = step.at === 'said' ? step.undo ?? null : null;
  useEffect(() => {
    if (undo === null) return;
    const timer = setTimeout(() => { setStep({ at: 'start' }); }, undoFor);
    return () => { clearTimeout(timer); };
  }, [undo]);
  if (shown.otp.state === 'unreadable' || site === null || !shown.access.rights.write || shown.trashed !== null) return null;
  const has = shown.otp.value !== null;
  async function save(uri: string): Promise<void> {
    // Pressed twice, the second answer would have nothing to undo.
    setStep({ at: 'looking' });
    const answer = await send('addCode', { credential: shown.row.id, otp: uri });
    if (!answer.ok) setStep({ at: 'failed', problem: answer.problem });
    else if (answer.value.kept === 'draft') setStep({ at: 'said', text: t('codeInDraft') });
    // The details show the code itself.
    else if (has) setStep({ at: 'said', text: t(answer.value.kept === 'queued' ? 'queuedHint' : 'codeReplaced'), undo: answer.value.undo });
  }
  async function takeBack(undo: string): Promise<void> {
    const answer = await send('undo', { undo });
    setStep(answer.ok ? { at: 'said', text: t('undone') } : { at: 'failed', problem: answer.problem });
  }
  if (step.at === 'found') {
    return (
      <div class="note plain" role="status">
        <Icon name="check" />
        <div>
          <span>{step.from === '' ? t('codeFound') : t('codeFoundFrom', { from: step.from })}</span>
          {has ? <span>{t('codeReplaces')}</span> : null}
          <div class="actions"><button type="button" class="button primary small" onClick={() => void save(step.uri)}>{t('saveCode')}</button></div>
        </div>
      </div>
    );
  }
  return (
    <>
      {step.at === 'failed' ? <ProblemNote problem={step.problem} /> : null}
      <div class="actions">
        <button type="button" class="button small" aria-disabled={step.at === 'looking'} onClick={() => {
          setStep({ at: 'looking' });
          void lookForCode(site).then(setStep);
        }}><Icon name="search" />{t(has ? 'scanReplace' : 'scanCode')}</button>
        <p class="meta" role="status">{step.at === 'said' ? step.text : ''}</p>
        {undo === null ? null : <button type="button" class="button small" onClick={() => void takeBack(undo)}>{t('undo')}</button>}
      </div>
    </>
  );
}

/** Looks at what is seen of the page. */
export async function lookForCode({ tabId, documentId }: Site): Promise<ScanStep> {
  const answer = await send('capturePage', { tabId, documentId });
  if (!answer.ok) return { at: 'failed', problem: answer.problem };
  const text = (await readQr(pictureOf(answer.value.image)))?.trim() ?? null;
  if (text === null) return { at: 'said', text: t('qrNoneOnPage') };
  const settings = /^(?:otpauth|steam):\/\//i.test(text) ? parseOtp(text) : null;
  if (isCounterBased(text)) return { at: 'said', text: t('codeCounter') };
  if (settings === null) return { at: 'said', text: t('qrNoCode') };
  return { at: 'found', uri: text, from: [settings.issuer, settings.label].filter((part) => part !== '').join(' · ') };
}

/** @param address - `data:image/png;base64,…` */
function pictureOf(address: string): Blob {
  const bytes = Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (byte) => byte.charCodeAt(0));
  return new Blob([bytes], { type: 'image/png' });
}
