/**
 * The accounts: whom Latchkey is signed in as, and where.
 * @module
 */

import type { AppState } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { AccountCard } from './account-card.tsx';
import { AddServer } from './add-server.tsx';
import { Section } from './section.tsx';
import { connecting, load } from './state.ts';

export function Accounts({ state }: { state: AppState }) {
  const adding = connecting.value;
  const setAdding = (address: string | null): void => { connecting.value = address; };
  const none = state.accounts.length === 0;
  return (
    <Section title={t('accounts')} text={t('accountsText')}>
      {none ? null : <ul class="cards">{state.accounts.map((account) => <AccountCard key={account.id} account={account} onSignIn={setAdding} />)}</ul>}
      {adding !== null || none ? (
        <div class="card padded">
          <AddServer key={adding} address={adding ?? ''} onAdded={() => {
            setAdding(null);
            void load();
          }} />
        </div>
      ) : <div class="actions"><button type="button" class="button" onClick={() => { setAdding(''); }}>{t('addAccount')}</button></div>}
    </Section>
  );
}
