/**
 * How long something is shared.
 * @module
 */

import { t, tn } from '../../messages/text.ts';
import { Choice } from '../components/choice.tsx';

const terms = (): (readonly [number, string])[] => [1, 7, 30, 90].map((days) => [days, tn('sharedDays', days)]);

/** @param days - null: until it is taken back */
export function Expiry({ days, onChange }: { days: number | null; onChange: (days: number | null) => void }) {
  return <Choice<number | null> label={t('sharedFor')} choices={[...terms(), [null, t('sharedForever')]]} value={days} onChoose={onChange} />;
}

/** What is sealed never stays for ever. */
export function LimitedExpiry({ days, onChange }: { days: number; onChange: (days: number) => void }) {
  return <Choice label={t('sharedFor')} choices={terms()} value={days} onChoose={onChange} />;
}
