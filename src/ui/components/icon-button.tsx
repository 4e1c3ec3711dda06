/**
 * A button that shows an icon only; its name is said to screen readers and shown on hover.
 * @module
 */

import { Icon, type IconName } from './icon.tsx';

interface Props {
  icon: IconName;
  name: string;
  onClick: () => void;
  pressed?: boolean;
  keys?: string;
  disabled?: boolean;
}

export function IconButton({ icon, name, onClick, pressed, keys, disabled = false }: Props) {
  return (
    <button type="button" class="icon-button" aria-label={name} title={keys === undefined ? name : `${name} (${keys})`} aria-pressed={pressed} disabled={disabled} onClick={onClick}>
      <Icon name={icon} />
    </button>
  );
}
