/**
 * The star of one credential.
 * @module
 */

import type { Row } from '../../../messages/contract.ts';
import { t } from '../../../messages/text.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { setFavourite } from './several.ts';

export function StarButton({ row }: { row: Row }) {
  return <span class={row.favourite ? 'star on' : 'star'}><IconButton icon="star" name={t('favourite')} keys="F" pressed={row.favourite} onClick={() => void setFavourite([row.id], !row.favourite)} /></span>;
}
