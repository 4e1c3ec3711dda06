/**
 * Export: what, as what, and the unlock password once more; then a file to save.
 * @module
 */

import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { VaultId } from '../../../core/ids.ts';
import type { Problem } from '../../../core/problem.ts';
import { t, tn } from '../../../messages/text.ts';
import { byName, Choice } from '../../components/choice.tsx';
import { Icon } from '../../components/icon.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { ProblemNote } from '../../components/problem-note.tsx';
import { focusSoon, headingId } from '../element-ids.ts';
import { openVaults } from '../model.ts';
import { buildExport, type Built, type ExportFormat, type Style } from './build-export.ts';
import { Progress } from './progress.tsx';
import { useSaid } from './said.ts';

const shortestPassphrase = 8;
const formats: readonly ExportFormat[] = ['encrypted', 'passman', 'csv'];

export function ExportView() {
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);
  const [built, setBuilt] = useState<Built | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const alive = useRef(true);
  useEffect(() => () => { alive.current = false; }, []);
  useEffect(() => () => { if (built !== null) URL.revokeObjectURL(built.url); }, [built]);
  if (built !== null) return <Ready built={built} onAgain={() => { setBuilt(null); }} />;
  const start = async (ask: Asked): Promise<void> => {
    setProblem(null);
    setProgress({ done: 0, total: 0 });
    focusSoon(headingId);
    const answer = await buildExport(ask, (done, total) => { if (alive.current) setProgress({ done, total }); return alive.current; });
    if (!alive.current) return;
    setProgress(null);
    if (answer.ok) setBuilt(answer.value);
    else setProblem(answer.problem);
  };
  // What was typed and chosen is still there if it fails.
  return (
    <>
      {progress === null ? null : <Progress text={t('exportBuilding')} {...progress} />}
      <div class="stack" hidden={progress !== null}><p class="dim">{t('exportIntro')}</p><Form problem={problem} onStart={(ask) => void start(ask)} /></div>
    </>
  );
}

type Asked = Parameters<typeof buildExport>[0];

function Form({ problem, onStart }: { problem: Problem | null; onStart: (ask: Asked) => void }) {
  const [vault, setVault] = useState<VaultId | null>(null);
  const [format, setFormat] = useState<ExportFormat>('encrypted');
  const [style, setStyle] = useState<Style>('exact');
  const [password, setPassword] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [tried, setTried] = useState(false);
  const fields = { unlock: useRef<HTMLInputElement>(null), passphrase: useRef<HTMLInputElement>(null), repeat: useRef<HTMLInputElement>(null) };
  useEffect(() => { if (problem !== null) fields.unlock.current?.select(); }, [problem]);
  const sealed = format === 'encrypted';
  const tooShort = sealed && passphrase.length < shortestPassphrase;
  const differs = sealed && passphrase !== repeated;
  const submit = (event: Event): void => {
    event.preventDefault();
    setTried(true);
    if (tooShort) fields.passphrase.current?.focus();
    else if (differs) fields.repeat.current?.focus();
    else if (password === '') fields.unlock.current?.focus();
    else onStart({ format, vault, password, passphrase: sealed ? passphrase : null, style });
  };
  return (
    <form class="stack" onSubmit={submit}>
      <Choice label={t('exportWhat')} choices={[[null, t('exportAllVaults')], ...byName(openVaults.value)]} value={vault} onChoose={setVault} />
      <fieldset class="stack-small">
        <legend>{t('exportAs')}</legend>
        {formats.map((each) => <FormatChoice key={each} format={each} now={format} onChoose={setFormat} />)}
      </fieldset>
      {sealed ? (
        <>
          <PasswordField label={t('exportPassphrase')} value={passphrase} onInput={setPassphrase} autocomplete="new-password" hint={t('exportPassphraseHint')} error={tried && tooShort ? t('exportTooShort') : null} field={fields.passphrase} />
          <PasswordField label={t('exportRepeat')} value={repeated} onInput={setRepeated} autocomplete="new-password" error={tried && !tooShort && differs ? t('exportRepeatWrong') : null} field={fields.repeat} />
        </>
      ) : <Warning />}
      {format === 'csv' ? <StyleChoice style={style} onChoose={setStyle} /> : null}
      <PasswordField label={t('exportUnlock')} value={password} onInput={setPassword} autocomplete="current-password" hint={t('exportUnlockHint')} field={fields.unlock} />
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div class="actions"><button type="submit" class={sealed ? 'button primary' : 'button danger'}>{t('exportTitle')}</button></div>
    </form>
  );
}

function FormatChoice({ format, now, onChoose }: { format: ExportFormat; now: ExportFormat; onChoose: (format: ExportFormat) => void }) {
  const [name, hint] = format === 'encrypted' ? [t('exportEncrypted'), t('exportEncryptedHint')] : format === 'passman' ? [t('exportPassman'), t('exportPassmanHint')] : [t('exportCsv'), t('exportCsvHint')];
  const id = useId();
  return (
    <label class="check">
      <input type="radio" name="export-format" checked={now === format} aria-describedby={id} onChange={() => { onChoose(format); }} />
      <span class="stack-small"><span>{name}</span><span id={id} class="dim">{hint}</span></span>
    </label>
  );
}

function StyleChoice({ style, onChoose }: { style: Style; onChoose: (style: Style) => void }) {
  return (
    <fieldset class="stack-small">
      <legend>{t('exportFor')}</legend>
      {(['exact', 'guarded'] as const).map((each) => (
        <label key={each} class="check"><input type="radio" name="export-style" checked={style === each} onChange={() => { onChoose(each); }} /><span>{each === 'exact' ? t('exportExact') : t('exportGuarded')}</span></label>
      ))}
    </fieldset>
  );
}

function Warning() {
  return <div class="note loss"><Icon name="alert" /><div><strong>{t('exportWarnTitle')}</strong><span>{t('exportWarnNext')}</span></div></div>;
}

function Ready({ built, onAgain }: { built: Built; onAgain: () => void }) {
  const { formulas, style } = built;
  const link = useRef<HTMLAnchorElement>(null);
  useSaid(t('exportReady'));
  useLayoutEffect(() => { link.current?.focus(); }, []);
  return (
    <div class="stack" data-export="ready">
      <h3>{t('exportReady')}</h3>
      <p>{tn('exportedCount', built.total)}</p>
      {formulas === 0 ? null : <p class="note">{style === 'guarded' ? tn('exportGuardedCount', formulas) : tn('exportFormulas', formulas)}</p>}
      {built.damaged === 0 ? null : <p class="note">{tn('exportDamaged', built.damaged)}</p>}
      {built.files === 0 ? null : <p class="note">{tn('exportFiles', built.files)}</p>}
      <div class="actions">
        <a ref={link} class="button primary" href={built.url} download={built.name}>{t('exportSave')}</a>
        <button type="button" class="button" onClick={onAgain}>{t('exportAnother')}</button>
      </div>
    </div>
  );
}
