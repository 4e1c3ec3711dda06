/**
 * How long something is shared.
 * @module
 */

import { formatDate, t, tn } from '../../messages/text.ts';
import { Choice } from '../components/choice.tsx';

const terms = (): (readonly [number, string])[] => [1, 7, 30, 90].map((days) => [days, tn('sharedDays', days)]);

/** @param days - null: until it is taken back */
export function Expiry({ days, onChange }: { days: number | null; onChange: (days: number | null) => void }) {
  return <Choice<number | null> label={t('sharedFor')} choices={[...terms(), [null, t('sharedForever')]]} value={days} onChoose={onChange} />;
}

/** For what is shared already. @param expires - its day now, `YYYY-MM-DD`; null: none. @param limited - never for ever */
export function NewExpiry({ expires, limited, days, onChange }: { expires: string | null; limited: boolean; days: number | null | 'as-is'; onChange: (days: number | null | 'as-is') => void }) {
  const now = expires === null ? t('sharedForever') : t('sharedUntil', { day: formatDate(Date.parse(expires) / 1000) });
  return <Choice<number | null | 'as-is'> label={t('sharedFor')} choices={[['as-is', now], ...terms(), ...(limited || expires === null ? [] : [[null, t('sharedForever')] as const])]} value={days} onChoose={onChange} />;
}

/** What is sealed never stays for ever. */
export function LimitedExpiry({ days, onChange }: { days: number; onChange: (days: number) => void }) {
  return <Choice label={t('sharedFor')} choices={terms()} value={days} onChoose={onChange} />;
}
