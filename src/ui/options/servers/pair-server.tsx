/**
 * Pairs a server: its domain, the permission for its API alone, and the words of another device or of the recovery kit.
 * @module
 */

import { useId, useState } from 'preact/hooks';
import type { ServerId } from '../../../core/ids.ts';
import type { PhraseReading } from '../../../core/mnemonic/read-phrase.ts';
import type { Problem } from '../../../core/problem.ts';
import { deviceNameOn } from '../../../core/selfprivacy/device-name.ts';
import { apiOf, readDomain } from '../../../core/selfprivacy/domain.ts';
import type { Lack } from '../../../core/selfprivacy/versions.ts';
import { send } from '../../../messages/send.ts';
import { t } from '../../../messages/text.ts';
import { onFirefox } from '../../components/platform.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { AddressForm } from '../address-form.tsx';
import { Lacks } from './lacks.tsx';
import { PhraseNote } from './phrase-note.tsx';

interface Probe { domain: string; version: string; lacks: readonly Lack[] }
type How = 'invitation' | 'recovery';
type Reading = Exclude<PhraseReading, { state: 'good' }>;

interface Props {
  /** Of a server that is to be paired again; '': a person types it. */
  domain: string;
  /** `name`: what the server calls this browser; null: it didn't say. */
  onPaired: (server: ServerId, name: string | null) => void;
  onCancel: () => void;
}

export function PairServer({ domain, onPaired, onCancel }: Props) {
  const [probe, setProbe] = useState<Probe | null>(null);
  return probe === null
    ? <DomainStep domain={domain} onProbed={setProbe} onCancel={onCancel} />
    : <PhraseStep probe={probe} onPaired={onPaired} onBack={() => { setProbe(null); }} />;
}

function DomainStep({ domain: address, onProbed, onCancel }: { domain: string; onProbed: (probe: Probe) => void; onCancel: () => void }) {
  return (
    <AddressForm address={address} onAnswer={onProbed}
      texts={{ label: t('serverDomain'), hint: t('serverDomainHint'), example: t('serverDomainExample'), yes: t('continue'), busy: t('lookingAtServer') }}
      read={(text) => {
        const domain = readDomain(text);
        return domain === null ? null : { origin: apiOf(domain), ask: () => send('probeSelfPrivacy', { domain }) };
      }}>
      <button type="button" class="button" onClick={onCancel}>{t('cancel')}</button>
    </AddressForm>
  );
}

function PhraseStep({ probe, onPaired, onBack }: Pick<Props, 'onPaired'> & { probe: Probe; onBack: () => void }) {
  const id = useId();
  const [how, setHow] = useState<How>('invitation');
  const [phrase, setPhrase] = useState('');
  const [device, setDevice] = useState(onFirefox() ? 'LatchkeyFirefox' : 'LatchkeyChrome');
  const [reading, setReading] = useState<Reading | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const words = how === 'invitation' ? 12 : 18;

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    const checked = await send('checkPhrase', { phrase, words });
    const wrong = checked.ok && checked.value.reading.state !== 'good' ? checked.value.reading : null;
    setReading(wrong);
    if (checked.ok && wrong === null) {
      const answer = await send('pairServer', { domain: probe.domain, phrase, device, how });
      if (answer.ok) onPaired(answer.value.server, answer.value.name);
      else setProblem(answer.problem);
    } else if (!checked.ok) setProblem(checked.problem);
    setBusy(false);
  }

  return (
    <form class="stack" onSubmit={(event) => void submit(event)}>
      <p><strong><bdi>{probe.domain}</bdi></strong> <span class="meta">{t('serverVersion', { version: probe.version })}</span></p>
      <Lacks lacks={probe.lacks} />
      <HowChoice how={how} onChoose={(choice) => {
        setHow(choice);
        setReading(null);
      }} />
      <div class="field">
        <label for={id}>{t('pairWords', { count: words })}</label>
        <textarea id={id} class="input" dir="ltr" rows={3} value={phrase} autocomplete="off" autocapitalize="off" spellcheck={false} aria-describedby={`${id}-note`}
          onInput={(event) => { setPhrase(event.currentTarget.value); }} />
        <div id={`${id}-note`} role="status">{reading === null ? null : <PhraseNote reading={reading} words={words} onReplace={(position, word) => { setPhrase(replaceWord(phrase, position, word)); }} />}</div>
      </div>
      <DeviceField device={device} onInput={setDevice} />
      <p class="note"><span>{t('pairRoot')}</span></p>
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div class="actions">
        <button type="submit" class="button primary" aria-disabled={busy}>{busy ? t('pairing') : t('pair')}</button>
        <button type="button" class="button" onClick={onBack}>{t('back')}</button>
      </div>
    </form>
  );
}

function HowChoice({ how, onChoose }: { how: How; onChoose: (how: How) => void }) {
  const id = useId();
  return (
    <fieldset>
      <legend>{t('pairHow')}</legend>
      {(['invitation', 'recovery'] as const).map((choice) => (
        <label key={choice} class="check">
          <input type="radio" name={id} checked={how === choice} onChange={() => { onChoose(choice); }} />
          <span>{t(choice === 'invitation' ? 'pairByInvitation' : 'pairByRecovery')}<span class="meta">{t(choice === 'invitation' ? 'pairByInvitationHint' : 'pairByRecoveryHint')}</span></span>
        </label>
      ))}
    </fieldset>
  );
}

function DeviceField({ device, onInput }: { device: string; onInput: (device: string) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t('pairDevice')}</label>
      <input id={id} class="input" dir="ltr" value={device} maxLength={40} autocomplete="off" spellcheck={false} onInput={(event) => { onInput(event.currentTarget.value); }} />
      {deviceNameOn(device) === device ? null : <p class="hint">{t('pairDeviceBecomes', { name: deviceNameOn(device) })}</p>}
    </div>
  );
}

/** Puts a word in the place of the one at this position, and leaves the rest as it was typed. */
function replaceWord(phrase: string, position: number, word: string): string {
  let at = 0;
  return phrase.replace(/\p{L}+/gu, (typed) => (++at === position ? word : typed));
}
