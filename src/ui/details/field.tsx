/**
 * One line of the details: its name, its value, what can be done with it; or why it cannot be read.
 * @module
 */

import type { ComponentChildren } from 'preact';
import type { UnreadableReason } from '../../core/credential/credential.ts';
import type { FieldView, Part, Row } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { IconButton } from '../components/icon-button.tsx';
import { Icon } from '../components/icon.tsx';
import { useCopying } from './copying.ts';
import { reasonText } from './reason-text.ts';

export function Field({ label, actions, children }: { label: string; actions?: ComponentChildren; children: ComponentChildren }) {
  return (
    <div class="line">
      <dt class="meta">{label}</dt>
      <dd>{children}</dd>
      {actions === undefined ? null : <dd class="line-actions">{actions}</dd>}
    </div>
  );
}

/** Draws a value that could be read, or says why it could not. */
export function ReadField<Value>({ label, reading, children }: { label: string; reading: FieldView<Value>; children: (value: Value) => ComponentChildren }) {
  return reading.state === 'unreadable' ? <Unreadable label={label} why={reading.why} /> : <>{children(reading.value)}</>;
}

export function TextField({ row, label, reading, part }: { row: Row; label: string; reading: FieldView<string>; part: Part }) {
  return (
    <ReadField label={label} reading={reading}>
      {(value) => value === '' ? null : <Field label={label} actions={<CopyButton row={row} label={label} part={part} />}><bdi>{value}</bdi></Field>}
    </ReadField>
  );
}

export function CopyButton({ row, label, part }: { row: Row; label: string; part: Part }) {
  const copy = useCopying();
  return <IconButton icon="copy" name={t('copyField', { field: label })} onClick={() => { copy(row, part); }} />;
}

/** One bad field never hides the others, and nothing writes over it. */
function Unreadable({ label, why }: { label: string; why: UnreadableReason }) {
  return (
    <Field label={label}>
      <span class="unreadable"><Icon name="alert" /><span><strong>{t('cannotBeRead')}</strong> {reasonText(why)} {t('ciphertextKept')}</span></span>
    </Field>
  );
}
