/**
 * Signing in as an app of the server, through AppAPI: what that means, what an administrator types, and the check.
 * @module
 */

import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Problem } from '../../../core/problem.ts';
import type { ExAppProposal, ServerProbe } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { t } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { RegisterExApp } from './register-ex-app.tsx';
import { exAppWarnings } from './warnings.tsx';

export interface ExAppStepProps {
  probe: ServerProbe;
  onDone: () => void;
  /** The safer way. */
  onBrowser: () => void;
  onBack: () => void;
}

export function ExAppStep(props: ExAppStepProps) {
  const [proposal, setProposal] = useState<ExAppProposal | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [understood, setUnderstood] = useState(false);
  const { probe, onBack, onBrowser, onDone } = props;
  useEffect(() => {
    void send('proposeExApp', { server: probe.server }).then((answer) => {
      if (answer.ok) setProposal(answer.value);
      else setProblem(answer.problem);
    });
  }, []);
  if (understood && proposal !== null) return <RegisterExApp proposal={proposal} onDone={onDone} onBack={() => { setUnderstood(false); }} />;
  return (
    <div class="stack">
      <Heading host={probe.host} />
      <div class="note plain"><Icon name="health" /><div><span>{t('exAppSafer')}</span><div class="actions"><button type="button" class="button small primary" onClick={onBrowser}>{t('signInWithBrowser')}</button></div></div></div>
      {problem === null ? null : <ProblemNote problem={problem} />}
      {proposal === null ? <div class="actions"><button type="button" class="button quiet" onClick={onBack}>{t('back')}</button></div> : <Understand warnings={exAppWarnings(proposal.keepsFilesWhenDisabled)} onYes={() => { setUnderstood(true); }} onBack={onBack} />}
    </div>
  );
}

function Heading({ host }: { host: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => { heading.current?.focus(); }, []);
  return <h3 ref={heading} tabIndex={-1}>{t('exAppAt', { host })}</h3>;
}

/** Each sentence is ticked by itself. */
function Understand({ warnings, onYes, onBack }: { warnings: readonly string[]; onYes: () => void; onBack: () => void }) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const all = warnings.every((text) => ticked.has(text));
  const tick = (text: string, on: boolean): void => { setTicked(new Set(on ? [...ticked, text] : [...ticked].filter((one) => one !== text))); };
  return (
    <form class="stack" onSubmit={(event) => {
      event.preventDefault();
      if (all) onYes();
    }}>
      <fieldset>
        <legend>{t('exAppTick')}</legend>
        {warnings.map((text) => (
          <label key={text} class="check"><input type="checkbox" checked={ticked.has(text)} onChange={(event) => { tick(text, event.currentTarget.checked); }} /><span>{text}</span></label>
        ))}
      </fieldset>
      <div class="actions">
        <button type="submit" class="button" aria-disabled={!all}>{t('exAppGoOn')}</button>
        <button type="button" class="button quiet" onClick={onBack}>{t('back')}</button>
      </div>
    </form>
  );
}
