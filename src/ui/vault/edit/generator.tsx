/**
 * The generator as a panel under the password field.
 * @module
 */

import { send } from '../../../messages/send.ts';
import { t } from '../../../messages/text.ts';
import { Generator as MakeSecret } from '../../generator/generator.tsx';
import { GeneratedHistory } from '../../generator/history.tsx';
import { useGenerator } from '../../generator/use-generator.ts';

export function Generator({ onUse }: { onUse: (password: string) => void }) {
  const life = useGenerator(null);
  const { made } = life;
  function use(): void {
    if (made === null) return;
    // From now on it stays longest in the history.
    void send('revealGenerated', { id: made.id });
    onUse(made.value);
  }
  return (
    <div class="generator card appear" role="group" aria-label={t('generator')}>
      <MakeSecret life={life}><button type="button" class="button primary small" aria-disabled={made === null} onClick={use}>{t('usePassword')}</button></MakeSecret>
      <GeneratedHistory />
    </div>
  );
}
