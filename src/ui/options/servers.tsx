/**
 * SelfPrivacy servers. What their pages need is loaded when there is one, or when somebody wants to pair one.
 * @module
 */

import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../../core/problem.ts';
import type { AppState } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../messages/text.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { Section } from './section.tsx';

const outdated: Problem = { kind: 'outdated' };

export function Servers({ state }: { state: AppState }) {
  const [View, setView] = useState<ComponentType<{ state: AppState; pairing: boolean }> | null>(null);
  const [pairing, setPairing] = useState(false);
  const [failed, setFailed] = useState(false);
  const open = (): Promise<void> => import('./servers/servers-view.tsx').then(({ ServersView }) => { setView(() => ServersView); }, () => { setFailed(true); });
  useEffect(() => {
    void send('getServers', {}).then((answer) => (answer.ok && answer.value.servers.length > 0 ? open() : undefined));
  }, []);
  return (
    <Section title={t('servers')} text={t('serversText')}>
      {failed ? <ProblemNote problem={outdated} /> : null}
      {View === null
        ? <div class="actions"><button type="button" class="button" onClick={() => {
          setPairing(true);
          void open();
        }}>{t('pairServer')}</button></div>
        : <View state={state} pairing={pairing} />}
    </Section>
  );
}
