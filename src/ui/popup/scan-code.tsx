/**
 * Reads the QR code on the page behind the popup, shows what it holds, and gives it to a login.
 * @module
 */

import { useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import { isCounterBased, parseOtp } from '../../core/totp.ts';
import type { CredentialView, Site } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { readQr } from '../qr/read-qr.ts';
import { view } from './model.ts';

/** `found`: an address of a code, not saved yet. */
type Step = { at: 'start' } | { at: 'looking' } | { at: 'found'; uri: string; from: string } | { at: 'said'; text: string } | { at: 'failed'; problem: Problem };

/** Only for a login that has no code yet: one that works is not put at risk by a page. */
export function ScanCode({ shown }: { shown: CredentialView }) {
  const [step, setStep] = useState<Step>({ at: 'start' });
  const site = view.value?.site ?? null;
  const has = shown.otp.state === 'unreadable' || shown.otp.value !== null;
  if (has || site === null || !shown.access.rights.write || shown.trashed !== null) return null;
  async function save(uri: string): Promise<void> {
    const answer = await send('addCode', { credential: shown.row.id, otp: uri });
    if (!answer.ok) setStep({ at: 'failed', problem: answer.problem });
    else if (answer.value.kept === 'draft') setStep({ at: 'said', text: t('codeInDraft') });
    // Once it is saved, the details show the code itself.
  }
  if (step.at === 'found') {
    return (
      <div class="note plain" role="status">
        <Icon name="check" />
        <div>
          <span>{step.from === '' ? t('codeFound') : t('codeFoundFrom', { from: step.from })}</span>
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
          void lookAt(site).then(setStep);
        }}><Icon name="search" />{t('scanCode')}</button>
        <p class="meta" role="status">{step.at === 'said' ? step.text : ''}</p>
      </div>
    </>
  );
}

async function lookAt({ tabId, documentId }: Site): Promise<Step> {
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
