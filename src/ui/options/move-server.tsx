/**
 * For a server that has another address now.
 * @module
 */

import { readServerAddress } from '../../core/server-address.ts';
import type { AccountSummary } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { AddressForm } from './address-form.tsx';
import { load } from './state.ts';

export function MoveServer({ account }: { account: AccountSummary }) {
  return (
    <details class="about-account">
      <summary>{t('moveServer')}</summary>
      <AddressForm aside onAnswer={() => void load()}
        texts={{ label: t('moveServerTo'), hint: t('moveServerHint'), yes: t('moveServerYes'), busy: t('lookingAtServer') }}
        read={(text) => {
          const found = readServerAddress(text);
          return found === null ? null : { origin: found.origin, ask: () => send('moveAccount', { account: account.id, address: found.server }) };
        }} />
    </details>
  );
}
