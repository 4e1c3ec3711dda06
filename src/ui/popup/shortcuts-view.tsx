/**
 * All keys at a glance, with the person's own bindings as the browser has them.
 * @module
 */

import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../messages/text.ts';
import { IconButton } from '../components/icon-button.tsx';
import { readsFromRight } from '../components/page-setup.ts';
import { keyName, shortcutsAddress } from '../components/platform.ts';
import { readCommands, type NamedCommand } from '../components/commands.ts';
import { showList } from './actions.ts';

export function ShortcutsView() {
  const heading = useRef<HTMLHeadingElement>(null);
  const [commands, setCommands] = useState<readonly NamedCommand[]>([]);
  useEffect(() => {
    heading.current?.focus();
    void readCommands().then(setCommands);
  }, []);
  return (
    <main class="shortcuts">
      <header class="view-head">
        <IconButton icon="back" name={t('backToList')} keys="Esc" onClick={showList} />
        <h1 ref={heading} tabIndex={-1}>{t('shortcuts')}</h1>
      </header>
      <div class="body">
        <h2>{t('shortcutsAnywhere')}</h2>
        <dl class="keys">{commands.map(({ name, keys }) => <Keys key={name} name={name} keys={keys === '' ? null : keys} />)}</dl>
        <p class="meta">{t('changeShortcuts')} <code class="copyable">{shortcutsAddress()}</code></p>
        <h2>{t('shortcutsHere')}</h2>
        <dl class="keys">
          <Keys name={t('keyFill')} keys="⏎" />
          <Keys name={t('keyMove')} keys="↑ ↓" />
          <Keys name={t('keyDetails')} keys={readsFromRight() ? '←' : '→'} />
          <Keys name={t('copyPassword')} keys={keyName('mod', 'C')} />
          <Keys name={t('copyUsername')} keys={keyName('mod', 'shift', 'C')} />
          <Keys name={t('copyCode')} keys={keyName('mod', 'alt', 'C')} />
          <Keys name={t('keyGenerate')} keys={keyName('alt', 'G')} />
          <Keys name={t('keyWiden')} keys="⌫" />
          <Keys name={t('keyEscape')} keys="Esc" />
        </dl>
      </div>
    </main>
  );
}

function Keys({ name, keys }: { name: string; keys: string | null }) {
  return <div><dt>{name}</dt><dd>{keys === null ? <span class="meta">{t('noShortcut')}</span> : <kbd dir="ltr">{keys}</kbd>}</dd></div>;
}
