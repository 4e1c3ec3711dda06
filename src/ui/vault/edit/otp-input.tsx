/**
 * The secret of one-time codes: shows the code it makes while it is typed, so that a slip is seen at once.
 * @module
 */

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { isCounterBased, parseOtp, totpAt, totpEndsAt } from '../../../core/totp.ts';
import { formatNumber, t } from '../../../messages/text.ts';
import { PasswordField } from '../../components/password-field.tsx';
import { useClock } from '../../components/use-clock.ts';
import { groupCode } from '../../components/use-code.ts';
import { QrInput } from './qr-input.tsx';

interface Props {
  value: string;
  onInput: (value: string) => void;
  /** A save was tried with a secret that makes no code. */
  refused: boolean;
}

export function OtpInput({ value, onInput, refused }: Props) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => { if (refused) field.current?.focus(); }, [refused]);
  const code = useTypedCode(isCounterBased(value) ? '' : value);
  const wrong = isCounterBased(value) ? t('codeCounter') : value.trim() !== '' && parseOtp(value) === null ? t('codeSecretWrong') : null;
  return (
    <QrInput onRead={onInput}>
      <PasswordField label={t('codeSecret')} value={value} onInput={onInput} autocomplete="off" field={field} hint={t('codeSecretHint')} error={refused ? wrong : null} />
      {/* A slip is said quietly while one is typing, and as an error when it is saved. */}
      <p class="meta" role="status">{code !== null ? <>{t('codeSecretWorks')} <span class="mono" dir="ltr">{groupCode(code.code)}</span>{code.more === '' ? '' : ` · ${code.more}`}</> : refused ? '' : wrong ?? ''}</p>
    </QrInput>
  );
}

function useTypedCode(value: string): { code: string; more: string } | null {
  const settings = parseOtp(value);
  const [code, setCode] = useState<string | null>(null);
  const now = useClock(settings === null ? null : Infinity);
  const endsAt = settings === null ? 0 : totpEndsAt(settings, now / 1000);
  useEffect(() => {
    let wanted = true;
    if (settings === null) setCode(null);
    else void totpAt(settings, now / 1000).then((made) => { if (wanted) setCode(made); });
    return () => { wanted = false; };
  }, [value, endsAt]);
  if (settings === null || code === null) return null;
  const unusual = settings.algorithm !== 'SHA1' || settings.period !== 30;
  return { code, more: [settings.issuer, unusual ? `${settings.algorithm}, ${t('secondsShort', { count: formatNumber(settings.period) })}` : ''].filter((text) => text !== '').join(' · ') };
}
