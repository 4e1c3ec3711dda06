/**
 * One line of the sidebar.
 * @module
 */

import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../components/icon.tsx';

export function Entry({ icon, name, now, more = '', onClick, children }: { icon: IconName; name: string; now: boolean; more?: string; onClick: () => void; children?: ComponentChildren }) {
  return (
    <li class={children === undefined ? undefined : 'with-manage'}>
      <button type="button" class="entry" aria-current={now ? 'true' : undefined} onClick={onClick}>
        <Icon name={icon} /><span class="clip" dir="auto">{name}</span>{more === '' ? null : <span class="meta">{more}</span>}
      </button>
      {children}
    </li>
  );
}
