/**
 * Begins a new login for the site behind the popup, also with the code of a QR code that is seen there. It opens in a
 * tab, as a draft: the popup would be gone at the first click beside it.
 * @module
 */

import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Site } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { lookForCode, type ScanStep } from './scan-code.tsx';

/** @param children - another thing to do, between */
export function NewForSite({ site, children }: { site: Site; children: ComponentChildren }) {
  const [step, setStep] = useState<ScanStep>({ at: 'start' });
  const busy = step.at === 'looking';
  async function begin(otp: string | null): Promise<void> {
    setStep({ at: 'looking' });
    const { tabId, documentId } = site;
    const answer = await send('newForSite', { tabId, documentId, otp });
    if (answer.ok) window.close();
    else setStep({ at: 'failed', problem: answer.problem });
  }
  async function scan(): Promise<void> {
    setStep({ at: 'looking' });
    const found = await lookForCode(site);
    if (found.at === 'found') await begin(found.uri);
    else setStep(found);
  }
  return (
    <>
      <div class="actions">
        <button type="button" class="button primary small" aria-disabled={busy} onClick={() => void begin(null)}><Icon name="plus" />{t('newItem')}</button>
        {children}
        <button type="button" class="button quiet small" aria-disabled={busy} onClick={() => void scan()}><Icon name="search" />{t('newFromCode')}</button>
      </div>
      <p class="meta" role="status">{step.at === 'said' ? step.text : ''}</p>
      {step.at === 'failed' ? <ProblemNote problem={step.problem} /> : null}
    </>
  );
}
