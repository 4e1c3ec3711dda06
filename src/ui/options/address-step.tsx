/**
 * The address of the Nextcloud to sign in to.
 * @module
 */

import { readServerAddress } from '../../core/server-address.ts';
import type { ServerProbe } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { AddressForm } from './address-form.tsx';

export function AddressStep({ address, onProbed }: { address: string; onProbed: (probe: ServerProbe) => void }) {
  return (
    <AddressForm address={address} onAnswer={onProbed}
      texts={{ label: t('serverAddress'), hint: t('serverAddressHint'), example: t('serverAddressExample'), yes: t('continue'), busy: t('lookingAtServer') }}
      read={(text) => {
        const found = readServerAddress(text);
        return found === null ? null : { origin: found.origin, ask: () => send('probeServer', { address: found.server }) };
      }} />
  );
}
