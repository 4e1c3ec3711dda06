/**
 * Makes a password or passphrase by a recipe. What is done with it is the screen's own.
 * @module
 */

import type { ComponentChildren } from 'preact';
import { t } from '../../messages/text.ts';
import { IconButton } from '../components/icon-button.tsx';
import { Icon } from '../components/icon.tsx';
import { ProblemNote } from '../components/problem-note.tsx';
import { SecretText } from '../components/secret-text.tsx';
import { StrengthMeter } from '../components/strength-meter.tsx';
import { Kinds, PassphraseChoices, PasswordChoices } from './choices.tsx';
import { rulesText } from './rules-text.ts';
import type { GeneratorLife } from './use-generator.ts';

export function Generator({ life, children }: { life: GeneratorLife; children: ComponentChildren }) {
  const { recipes, made, problem, site } = life;
  const rules = site?.rules ?? null;
  return (
    <>
      <div class="made">
        <output aria-live="polite">{made === null ? null : <SecretText value={made.value} />}</output>
        <IconButton icon="refresh" name={t('anotherPassword')} onClick={life.again} />
      </div>
      {made === null ? null : <StrengthMeter password={made.value} />}
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div class="actions">{children}</div>
      {recipes === null ? null : <Kinds recipes={recipes} onChoose={life.choose} />}
      {rules === null || recipes === null ? null : <p class="quiet-line meta"><Icon name="info" />{recipes.kind === 'password' ? t('siteRulesUsed', { rules: rulesText(rules) }) : t('rulesNotForPassphrase', { rules: rulesText(rules) })}</p>}
      {recipes?.kind === 'password' ? <PasswordChoices chosen={recipes.password} onChoose={life.choose} /> : null}
      {recipes?.kind === 'passphrase' ? <PassphraseChoices chosen={recipes.passphrase} onChoose={life.choose} /> : null}
    </>
  );
}
