/**
 * An empty place: what it is, what to do first.
 * @module
 */

import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../components/icon.tsx';

export function Empty({ icon, title, text, children }: { icon: IconName; title: string; text: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <Icon name={icon} size={28} />
      <p class="title">{title}</p>
      <p class="dim">{text}</p>
      {children}
    </div>
  );
}
