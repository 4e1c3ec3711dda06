/**
 * Makes a password by a recipe, in a panel under the password field.
 * @module
 */

import { signal } from '@preact/signals';
import { useEffect, useId, useState } from 'preact/hooks';
import { defaultPasswordRecipe } from '../../../core/generator-recipes.ts';
import type { Problem } from '../../../core/problem.ts';
import type { PasswordRecipe } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { formatNumber, t } from '../../../messages/text.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { Icon } from '../../components/icon.tsx';
import { SecretText } from '../../components/secret-text.tsx';

/** As last chosen while this page is open. */
const recipe = signal<PasswordRecipe>(defaultPasswordRecipe);

/** Milliseconds that a slider must rest: each password made is kept in the history. */
const rest = 250;

export function Generator({ onUse }: { onUse: (password: string) => void }) {
  const [made, setMade] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [again, setAgain] = useState(0);
  const chosen = recipe.value;
  useEffect(() => {
    let wanted = true;
    const timer = setTimeout(() => void send('generate', { recipe: chosen }).then((answer) => {
      if (!wanted) return;
      setMade(answer.ok ? answer.value.value : null);
      setProblem(answer.ok ? null : answer.problem);
    }), made === null ? 0 : rest);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [chosen, again]);
  return (
    <div class="generator card appear" role="group" aria-label={t('generator')}>
      <output class="made" aria-live="polite">{made === null ? null : <SecretText value={made} />}</output>
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div class="actions">
        <button type="button" class="button primary small" aria-disabled={made === null} onClick={() => { if (made !== null) onUse(made); }}>{t('usePassword')}</button>
        <button type="button" class="button small" onClick={() => { setAgain(again + 1); }}><Icon name="refresh" />{t('anotherPassword')}</button>
      </div>
      <PasswordChoices chosen={chosen} />
    </div>
  );
}

const classNames = [['lower', 'a–z'], ['upper', 'A–Z'], ['digits', '0–9'], ['symbols', '!#%…']] as const;

function PasswordChoices({ chosen }: { chosen: PasswordRecipe }) {
  const on = classNames.filter(([name]) => chosen[name] !== null);
  return (
    <>
      <Slider label={t('length')} value={chosen.length} from={8} to={64} onInput={(length) => { recipe.value = { ...chosen, length }; }} />
      <div class="choices">
        {classNames.map(([name, shown]) => (
          // The last class stays: a password needs one.
          <Check key={name} label={shown} on={chosen[name] !== null} fixed={on.length === 1 && chosen[name] !== null} onChange={(to) => { recipe.value = { ...chosen, [name]: to ? 1 : null }; }} />
        ))}
      </div>
      <Check label={t('avoidAmbiguous')} on={chosen.avoidAmbiguous} onChange={(avoidAmbiguous) => { recipe.value = { ...chosen, avoidAmbiguous }; }} />
    </>
  );
}

function Slider({ label, value, from, to, onInput }: { label: string; value: number; from: number; to: number; onInput: (value: number) => void }) {
  const id = useId();
  return (
    <div class="slider">
      <label for={id}>{label}</label>
      <input id={id} type="range" min={from} max={to} value={value} onInput={(event) => { onInput(event.currentTarget.valueAsNumber); }} />
      <span class="mono" aria-hidden="true">{formatNumber(value)}</span>
    </div>
  );
}

function Check({ label, on, fixed = false, onChange }: { label: string; on: boolean; fixed?: boolean; onChange: (on: boolean) => void }) {
  return <label class="check"><input type="checkbox" checked={on} disabled={fixed} onChange={(event) => { onChange(event.currentTarget.checked); }} /><span>{label}</span></label>;
}
