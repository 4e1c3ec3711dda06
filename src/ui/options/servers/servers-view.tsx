/**
 * The paired servers, and the way to pair another one.
 * @module
 */

import { useEffect, useRef, useState } from 'preact/hooks';
import type { AppState, ServerSummary } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { t } from '../../../messages/text.ts';
import { inOrder } from '../../components/in-order.ts';
import { onNews } from '../../components/news.ts';
import { askToNotify, mayNotify } from '../permissions.ts';
import './servers.css';
import { PairServer } from './pair-server.tsx';
import { ServerCard } from './server-card.tsx';

const askServers = inOrder(() => send('getServers', {}));

/** Once the browser allows it, a service that stops is told of. */
function Notify() {
  const [allowed, setAllowed] = useState(true);
  useEffect(() => { void mayNotify().then(setAllowed); }, []);
  return allowed ? null : <button type="button" class="button" onClick={() => void askToNotify().then(setAllowed)}>{t('serverNotify')}</button>;
}

export function ServersView({ state, pairing: begun }: { state: AppState; pairing: boolean }) {
  const [servers, setServers] = useState<readonly ServerSummary[]>([]);
  /** The domain of a server that is paired again, '' for another one. */
  const [pairing, setPairing] = useState<string | null>(begun ? '' : null);
  /** A server that was paired just now is welcomed. */
  const [fresh, setFresh] = useState<{ id: ServerSummary['id']; name: string | null } | null>(null);
  const load = async (): Promise<void> => {
    const answer = await askServers();
    if (answer?.ok === true) setServers(answer.value.servers);
  };
  useEffect(() => {
    void load();
    return onNews(() => void load());
  }, []);
  const list = useRef<HTMLUListElement>(null);
  // Who comes from a notification wants to see them, wherever on the page they are.
  useEffect(() => {
    if (location.hash === '#servers') list.current?.focus();
  }, [servers.length > 0]);
  return (
    <>
      {servers.length === 0 ? null : <ul class="cards" ref={list} tabIndex={-1}>{servers.map((server) => <ServerCard key={server.id} server={server} state={state} fresh={server.id === fresh?.id ? fresh : null} onPairAgain={() => { setPairing(server.domain); }} onChanged={() => void load()} />)}</ul>}
      {pairing !== null
        ? <div class="card padded"><PairServer key={pairing} domain={pairing} onPaired={(id, name) => {
          setPairing(null);
          setFresh({ id, name });
          void load();
        }} onCancel={() => { setPairing(null); }} /></div>
        : <div class="actions"><button type="button" class="button" onClick={() => { setPairing(''); }}>{t(servers.length === 0 ? 'pairServer' : 'pairAnotherServer')}</button>{servers.length === 0 ? null : <Notify />}</div>}
    </>
  );
}
