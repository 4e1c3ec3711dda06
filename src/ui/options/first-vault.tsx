/**
 * Opens the first vault and settles what unlocks Latchkey: the vault's key, or a password of its own.
 * @module
 */

import { useRef, useState } from 'preact/hooks';
import type { VaultId } from '../../core/ids.ts';
import type { VaultSummary } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { byName, Choice } from '../components/choice.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { VaultKeyForm } from '../components/vault-key-form.tsx';
import { longEnough, passwordHint } from './password-hint.ts';
import { justSetUp, take } from './state.ts';

interface Props {
  vaults: readonly VaultSummary[];
  vault: VaultSummary;
  onChoose: (vault: VaultId) => void;
}

export function FirstVault({ vaults, vault, onChoose }: Props) {
  const [own, setOwn] = useState(false);
  const [password, setPassword] = useState('');
  const field = useRef<HTMLInputElement>(null);
  return (
    <div class="stack">
      {vaults.length > 1 ? <Choice label={t('whichVault')} choices={byName(vaults)} value={vault.id} onChoose={onChoose} /> : null}
      <VaultKeyForm key={vault.id} vault={vault} unlockPassword={own ? password : null} mayOpen={!own || longEnough(password)} focus hint={t('vaultKeyHint')}
        onOpened={(state) => {
          justSetUp.value = true;
          take({ ok: true, value: state });
        }}>
        <fieldset>
          <legend class="label">{t('whatUnlocks')}</legend>
          <label class="check"><input type="radio" name="unlock" checked={!own} onChange={() => { setOwn(false); }} /><span>{t('unlockWithKey')}<span class="meta">{t('unlockWithKeyHint')}</span></span></label>
          <label class="check"><input type="radio" name="unlock" checked={own} onChange={() => { setOwn(true); }} /><span>{t('unlockWithOwn')}<span class="meta">{t('unlockWithOwnHint')}</span></span></label>
        </fieldset>
        {own ? <PasswordField label={t('newUnlockPassword')} value={password} onInput={setPassword} autocomplete="new-password" hint={passwordHint(password)} field={field} /> : null}
      </VaultKeyForm>
    </div>
  );
}
