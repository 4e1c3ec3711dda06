/**
 * The DNS record that proves that mail comes from this server, to be copied.
 * @module
 */

import { useState } from 'preact/hooks';
import type { ServerSummary } from '../../../messages/contract.ts';
import { t } from '../../../messages/text.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { SkeletonRows } from '../../components/skeleton.tsx';
import { useDetail } from './use-server.ts';

export function DnsPart({ server }: { server: ServerSummary }) {
  const { detail, problem } = useDetail(server.id, 'dns');
  const [copied, setCopied] = useState('');
  if (detail === null) return problem === null ? <SkeletonRows /> : <ProblemNote problem={problem} />;
  const copy = (text: string): void => void navigator.clipboard.writeText(text).then(() => { setCopied(text); });
  return (
    <>
      <p class="dim">{t('dnsText')}</p>
      <ul class="lines">{([['dnsName', detail.name], ['dnsType', detail.type], ['dnsValue', detail.value]] as const).map(([label, value]) => (
        <li key={label}>
          <div class="texts"><span class="meta">{t(label)}</span><span class="clipped copyable" dir="ltr">{value}</span></div>
          <button type="button" class="button small" aria-label={t('copyNamed', { name: t(label) })} onClick={() => { copy(value); }}>{t(copied === value ? 'copiedIt' : 'copyIt')}</button>
        </li>
      ))}</ul>
    </>
  );
}
