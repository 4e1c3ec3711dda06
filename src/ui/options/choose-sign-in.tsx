/**
 * The ways to sign in; the safest first, the one for administrators last and small. Over http neither goes on without an explicit yes.
 * @module
 */

import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ServerProbe } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { DeviceName } from './device-name.tsx';
import { PlainHttpConsent } from './plain-http-consent.tsx';
import { plainHttpAccepted } from './plain-http.ts';

interface Props {
  probe: ServerProbe;
  /** What the server is to call this browser. */
  device: string;
  onDevice: (device: string) => void;
  onChoose: (way: 'flow' | 'password' | 'app') => void;
  onBack: () => void;
}

export function ChooseSignIn({ probe, device, onDevice, onChoose, onBack }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => { heading.current?.focus(); }, []);
  const held = probe.plainHttp && plainHttpAccepted.value !== probe.server;
  const choose = (way: 'flow' | 'password') => () => { if (!held) onChoose(way); };
  return (
    <div class="stack">
      <h3 ref={heading} tabIndex={-1}>{t('serverFound', { product: probe.productName, version: probe.version, host: probe.host })}</h3>
      {probe.plainHttp ? <PlainHttpConsent probe={probe} /> : null}
      <p class="dim">{t('signInWithBrowserHint')}</p>
      <div class="actions">
        <button type="button" class="button primary" aria-disabled={held} onClick={choose('flow')}>{t('signInWithBrowser')}</button>
        <button type="button" class="button" aria-disabled={held} onClick={choose('password')}>{t('signInWithPassword')}</button>
        <button type="button" class="button quiet" onClick={onBack}>{t('otherServer')}</button>
      </div>
      <DeviceName device={device} onInput={onDevice} />
      {probe.plainHttp ? null : <p class="meta">{t('exAppOffer')} <button type="button" class="link" onClick={() => { onChoose('app'); }}>{t('exAppChoose')}</button></p>}
    </div>
  );
}
