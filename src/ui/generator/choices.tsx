/**
 * What a person can choose of a recipe.
 * @module
 */

import { useId } from 'preact/hooks';
import { passwordClasses, type PasswordClass } from '../../core/generator-recipes.ts';
import type { ChosenRecipes, PassphraseRecipe, PasswordRecipe, Recipe } from '../../messages/contract.ts';
import { formatNumber, t } from '../../messages/text.ts';

interface Props<Chosen> { chosen: Chosen; onChoose: (recipe: Recipe) => void }

export function Kinds({ recipes, onChoose }: { recipes: ChosenRecipes; onChoose: (recipe: Recipe) => void }) {
  const name = useId();
  return (
    <fieldset class="kinds">
      <legend class="sr-only">{t('generatorKind')}</legend>
      {(['password', 'passphrase'] as const).map((kind) => (
        <label key={kind} class="check"><input type="radio" name={name} checked={recipes.kind === kind} onChange={() => { onChoose(recipes[kind]); }} /><span>{t(kind)}</span></label>
      ))}
    </fieldset>
  );
}

const shown: Readonly<Record<PasswordClass, string>> = { lower: 'a–z', upper: 'A–Z', digits: '0–9', symbols: '!#%…' };
/** More of one class than this would be a password of that class. */
const mostOfClass = 9;

export function PasswordChoices({ chosen, onChoose }: Props<PasswordRecipe>) {
  const on = passwordClasses.filter((name) => chosen[name] !== null);
  const set = (name: PasswordClass, least: number | null): void => { onChoose(fitting({ ...chosen, [name]: least })); };
  return (
    <>
      <Slider label={t('length')} value={chosen.length} from={4} to={64} onInput={(length) => { onChoose(fitting({ ...chosen, length })); }} />
      <div class="choices">
        {passwordClasses.map((name) => (
          <span key={name} class="class-choice">
            {/* The last class stays: a password needs one. */}
            <Check label={shown[name]} on={chosen[name] !== null} fixed={on.length === 1 && chosen[name] !== null} onChange={(to) => { set(name, to ? 1 : null); }} />
            <input type="number" class="input least" min={0} max={mostOfClass} disabled={chosen[name] === null} value={chosen[name] ?? 0} aria-label={t('minimumOf', { class: shown[name] })} title={t('minimumOf', { class: shown[name] })}
              onChange={(event) => { set(name, Math.max(0, Math.min(mostOfClass, Math.round(event.currentTarget.valueAsNumber) || 0))); }} />
          </span>
        ))}
      </div>
      <Check label={t('avoidAmbiguous')} on={chosen.avoidAmbiguous} onChange={(avoidAmbiguous) => { onChoose({ ...chosen, avoidAmbiguous }); }} />
    </>
  );
}

/** Minimum counts always fit into the length. */
function fitting(recipe: PasswordRecipe): PasswordRecipe {
  const least = passwordClasses.reduce((sum, name) => sum + (recipe[name] ?? 0), 0);
  return { ...recipe, length: Math.max(recipe.length, least) };
}

export function PassphraseChoices({ chosen, onChoose }: Props<PassphraseRecipe>) {
  const id = useId();
  return (
    <>
      <Slider label={t('wordCount')} value={chosen.words} from={3} to={12} onInput={(words) => { onChoose({ ...chosen, words }); }} />
      <div class="slider">
        <label for={id}>{t('separator')}</label>
        <input id={id} type="text" class="input separator mono" maxLength={3} value={chosen.separator} autocomplete="off" spellcheck={false} onInput={(event) => { onChoose({ ...chosen, separator: event.currentTarget.value }); }} />
      </div>
      <div class="choices">
        <Check label={t('capitalWords')} on={chosen.capitals} onChange={(capitals) => { onChoose({ ...chosen, capitals }); }} />
        <Check label={t('numberInWords')} on={chosen.number} onChange={(number) => { onChoose({ ...chosen, number }); }} />
      </div>
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
