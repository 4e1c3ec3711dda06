/**
 * The head of the right-hand pane: the way back where there is only one pane, a heading, actions.
 * @module
 */

import type { ComponentChildren } from 'preact';
import { t } from '../../messages/text.ts';
import { IconButton } from '../components/icon-button.tsx';
import { headingId } from './element-ids.ts';

export function PaneHead({ title, onBack, icon, children }: { title: string; onBack: () => void; icon?: ComponentChildren; children?: ComponentChildren }) {
  return (
    <header class="pane-head">
      <span class="only-narrow"><IconButton icon="back" name={t('backToList')} keys="Esc" onClick={onBack} /></span>
      {icon}
      <h2 id={headingId} tabIndex={-1} class="clamp">{title}</h2>
      {children === undefined ? null : <div class="actions">{children}</div>}
    </header>
  );
}
