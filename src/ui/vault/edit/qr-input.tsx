/**
 * Takes the secret of one-time codes from the picture of a QR code: a file, a paste, a drop.
 * @module
 */

import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { parseOtp } from '../../../core/totp.ts';
import { t } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { readQr } from '../../qr/read-qr.ts';

/** Wraps the field, so that a picture can be pasted or dropped on it. */
export function QrInput({ onRead, children }: { onRead: (uri: string) => void; children: ComponentChildren }) {
  const file = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState('');
  async function take(image: Blob): Promise<void> {
    const text = await readQr(image);
    const usable = text !== null && /^(?:otpauth|steam):\/\//i.test(text.trim()) && parseOtp(text) !== null;
    setSaid(text === null ? t('qrNone') : usable ? t('qrRead') : t('qrNoCode'));
    if (usable) onRead(text.trim());
  }
  /** Whether there was a picture. */
  function takeFrom(items: DataTransfer | null): boolean {
    const image = [...(items?.files ?? [])].find(({ type }) => type.startsWith('image/'));
    if (image !== undefined) void take(image);
    return image !== undefined;
  }
  return (
    <div class="stack-small" onPaste={(event) => { if (takeFrom(event.clipboardData)) event.preventDefault(); }}
      onDragOver={(event) => { event.preventDefault(); }}
      onDrop={(event) => {
        // A file that is dropped beside would otherwise be opened in place of this page.
        event.preventDefault();
        takeFrom(event.dataTransfer);
      }}>
      {children}
      <div class="password-line">
        <p class="meta" role="status">{said === '' ? t('qrHint') : said}</p>
        <button type="button" class="button quiet small" onClick={() => { file.current?.click(); }}><Icon name="file" />{t('qrFromImage')}</button>
      </div>
      <input ref={file} type="file" accept="image/*" hidden aria-label={t('qrFromImage')} onChange={(event) => {
        const [chosen] = event.currentTarget.files ?? [];
        event.currentTarget.value = '';
        if (chosen !== undefined) void take(chosen);
      }} />
    </div>
  );
}
