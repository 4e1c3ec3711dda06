/**
 * What somebody may do beside reading.
 * @module
 */

import type { Rights } from '../../../messages/contract.ts';
import { t } from '../../../messages/text.ts';

const names = [['write', 'mayWrite'], ['files', 'mayFiles'], ['history', 'mayHistory']] as const;

export function RightsChoice({ rights, label, onChange }: { rights: Rights; label: string; onChange: (rights: Rights) => void }) {
  return (
    <fieldset class="choices">
      <legend class="sr-only">{label}</legend>
      {names.map(([right, text]) => (
        <label key={right} class="check">
          <input type="checkbox" checked={rights[right]} onChange={(event) => { onChange({ ...rights, [right]: event.currentTarget.checked }); }} />
          <span>{t(text)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** In one line, e.g. after a name. */
export function rightsText(rights: Rights): string {
  return new Intl.ListFormat(t('languageCode'), { type: 'unit' }).format([t('mayRead'), ...names.filter(([right]) => rights[right]).map(([, text]) => t(text))]);
}
