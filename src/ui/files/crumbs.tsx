/**
 * The way from the top of the files to where one is.
 * @module
 */

import { isVisit } from '../../core/folders/visit.ts';
import { t } from '../../messages/text.ts';
import { Icon } from '../components/icon.tsx';
import { go } from './model.ts';
import type { FilesPlace } from './place.ts';

export interface Crumb { name: string; place: FilesPlace; encrypted: boolean }

/** @param crumbs - the last one is where one is */
export function Crumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  return (
    <nav aria-label={t('foldersWay')} class="crumbs">
      <ol>
        {crumbs.map(({ name, place, encrypted }, index) => (
          <li key={index}>
            {index === 0 ? null : <Icon name="forward" />}
            {encrypted ? <Icon name="lock" /> : null}
            {index === crumbs.length - 1
              ? <h2 class="clip" tabIndex={-1}><bdi>{name}</bdi></h2>
              : <button type="button" class="link clip" onClick={() => { go(place); }}><bdi>{name}</bdi></button>}
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** The part of the way that lies outside of encrypted folders. */
export function outsideCrumbs({ account, path }: FilesPlace, last: 'encrypted' | 'ordinary'): Crumb[] {
  // Around a public link there is nothing.
  const around = account !== null && isVisit(account) ? null : account;
  const all = [{ name: t('foldersTop'), place: { account: around, path: [], inside: null }, encrypted: false }];
  return [...all, ...path.map((name, index) => {
    const encrypted = last === 'encrypted' && index === path.length - 1;
    return { name, place: { account, path: path.slice(0, index + 1), inside: encrypted ? [] : null }, encrypted };
  })];
}
