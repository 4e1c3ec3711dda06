/**
 * The picture of a login: one of ours, one from a file, or none.
 * @module
 */

import { useMemo, useRef, useState } from 'preact/hooks';
import { formatSize, t, type TextKey } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { ItemIcon } from '../../components/item-icon.tsx';
import { drawFile, drawOwn, ownPictures, type OwnPicture } from './draw-picture.ts';
import { Group } from './inputs.tsx';

/** Bytes of a file that is made smaller; what is larger is hardly meant as a small picture. */
const largestFile = 10 * 1024 * 1024;
const names = {
  web: 'pictureWeb', mail: 'pictureMail', money: 'pictureMoney', shop: 'pictureShop', home: 'pictureHome', work: 'pictureWork', phone: 'picturePhone', server: 'pictureServer', person: 'picturePerson',
} as const satisfies Record<OwnPicture, TextKey>;

interface Props {
  /** As the form has it: null = as it was. */
  value: string | null;
  /** What it has now, where that can be shown. */
  before: string | null;
  /** What it has now is of a kind that is never shown. */
  hidden: boolean;
  label: string;
  onInput: (icon: string) => void;
}

export function IconInput({ value, before, hidden, label, onInput }: Props) {
  const [refused, setRefused] = useState('');
  const [open, setOpen] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const icon = value ?? before;
  const unseen = hidden && value === null;
  const choose = (url: string): void => {
    setRefused('');
    onInput(url);
  };
  async function take(file: File): Promise<void> {
    const url = file.size > largestFile ? null : await drawFile(file);
    if (url === null) setRefused(file.size > largestFile ? t('pictureTooLarge', { limit: formatSize(largestFile) }) : t('pictureNone'));
    else choose(url);
  }
  return (
    <Group label={t('picture')}>
      <div class="actions">
        <ItemIcon icon={icon === '' ? null : icon} label={label} />
        <button type="button" class="button small" aria-expanded={open} onClick={() => { setOpen(!open); }}>{t('pictureChoose')}</button>
        <button type="button" class="button small" onClick={() => { picker.current?.click(); }}><Icon name="file" />{t('pictureFromFile')}</button>
        {(icon === null || icon === '') && !unseen ? null : <button type="button" class="button quiet small" onClick={() => { choose(''); }}>{t('pictureRemove')}</button>}
      </div>
      {open ? <OwnPictures chosen={icon} onChoose={choose} /> : null}
      <p class="meta" role="status">{unseen && refused === '' ? t('pictureHidden') : refused}</p>
      <input ref={picker} class="choose-picture" type="file" accept="image/*" hidden aria-label={t('pictureFromFile')} onChange={(event) => {
        const [file] = event.currentTarget.files ?? [];
        event.currentTarget.value = '';
        if (file !== undefined) void take(file);
      }} />
    </Group>
  );
}

function OwnPictures({ chosen, onChoose }: { chosen: string | null; onChoose: (url: string) => void }) {
  const drawn = useMemo(() => ownPictures.map((name) => [name, drawOwn(name)] as const), []);
  return (
    <div class="actions">
      {drawn.map(([name, url]) => (
        <button key={name} type="button" class="button quiet picture" aria-pressed={url === chosen} aria-label={t(names[name])} title={t(names[name])} onClick={() => { onChoose(url); }}>
          <ItemIcon icon={url} label="" />
        </button>
      ))}
    </div>
  );
}
