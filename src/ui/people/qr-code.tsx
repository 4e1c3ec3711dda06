/**
 * A QR code, drawn dark on light in either theme, since many cameras read no other.
 * @module
 */

import encodeQR from 'qr';
import { t } from '../../messages/text.ts';

/** @param name - what is in it, for those who can't see it */
export function QrCode({ text, name }: { text: string; name: string }) {
  const rows = rowsOf(text);
  if (rows === null) return <p class="meta">{t('qrTooLong')}</p>;
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg class="qr" width={rows.length * 4} viewBox={`0 0 ${rows.length} ${rows.length}`} role="img" aria-label={name} shape-rendering="crispEdges">
      <rect width="100%" height="100%" class="qr-light" />
      <path d={path} class="qr-dark" />
    </svg>
  );
}

/** Null: more than the largest code holds. */
function rowsOf(text: string): boolean[][] | null {
  try {
    return encodeQR(text, 'raw', { border: 2 });
  } catch {
    return null;
  }
}
