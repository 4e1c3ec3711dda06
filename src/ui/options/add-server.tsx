/**
 * Connects an account: address, permission, a look at the server, then the way to sign in.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import { headerText } from '../../core/device-name.ts';
import type { ServerProbe } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { AddressStep } from './address-step.tsx';
import { ChooseSignIn } from './choose-sign-in.tsx';
import { ExAppDoor } from './ex-app-door.tsx';
import { LoginFlowStep } from './login-flow-step.tsx';
import { PasswordStep } from './password-step.tsx';

type Stage =
  | { at: 'address' }
  | { at: 'choose' | 'password' | 'app'; probe: ServerProbe }
  /** `probe` is null when the page was reloaded while a sign-in was waiting. */
  | { at: 'flow'; probe: ServerProbe | null };

export function AddServer({ address = '', onAdded }: { address?: string; onAdded: () => void }) {
  const [stage, setStage] = useState<Stage>({ at: 'address' });
  const [device, setDevice] = useState<string | null>(null);
  // An empty one is none.
  const deviceName = headerText(device ?? '') || undefined;
  useEffect(() => {
    void send('getLoginFlow', {}).then((answer) => {
      if (answer.ok && answer.value.state === 'waiting') setStage({ at: 'flow', probe: null });
    });
  }, []);
  const back = (): void => { setStage({ at: 'address' }); };
  switch (stage.at) {
    case 'address':
      return <AddressStep address={address} onProbed={(probe) => { setStage({ at: 'choose', probe }); }} />;
    case 'choose':
      return <ChooseSignIn probe={stage.probe} device={device ?? stage.probe.deviceName} onDevice={setDevice} onChoose={(at) => { setStage({ at, probe: stage.probe }); }} onBack={back} />;
    case 'flow':
      return <LoginFlowStep probe={stage.probe} deviceName={deviceName} onDone={onAdded} onBack={back} />;
    case 'app':
      return <ExAppDoor probe={stage.probe} onDone={onAdded} onBrowser={() => { setStage({ at: 'flow', probe: stage.probe }); }} onBack={() => { setStage({ at: 'choose', probe: stage.probe }); }} />;
    case 'password':
      return <PasswordStep probe={stage.probe} deviceName={deviceName} onDone={onAdded} onBack={() => { setStage({ at: 'choose', probe: stage.probe }); }} />;
  }
}
