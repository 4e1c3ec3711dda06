/**
 * All tags in the sidebar, with how many logins have them: a tag narrows the list to those.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { VaultId } from '../../../core/ids.ts';
import type { TagCount } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { formatNumber, t } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { onNews } from '../../components/news.ts';
import { scope } from '../list-model.ts';
import { showScope } from '../model.ts';
import { Entry } from '../sidebar-entry.tsx';
import { tagFilter } from './filters.ts';

export function TagList({ vault }: { vault: VaultId | null }) {
  const [open, setOpen] = useState(false);
  const tags = useTags(open, vault);
  return (
    <details open={open} onToggle={(event) => { setOpen(event.currentTarget.open); }}>
      <summary class="entry"><Icon name="tag" />{t('tags')}</summary>
      <ul>
        {tags?.map(({ tag, count }) => <Entry key={tag} icon="forward" name={tag} now={scope.value.filter === tagFilter(tag)} more={formatNumber(count)} onClick={() => { showScope('active', vault, tagFilter(tag)); }} />)}
        {tags?.length === 0 ? <li class="meta">{t('noTags')}</li> : null}
      </ul>
    </details>
  );
}

/** Asked for while they are looked at; null: not known yet. */
function useTags(open: boolean, vault: VaultId | null): readonly TagCount[] | null {
  const [tags, setTags] = useState<readonly TagCount[] | null>(null);
  useEffect(() => {
    if (!open) return undefined;
    let wanted = true;
    const ask = async (): Promise<void> => {
      const answer = await send('listTags', { vault, credentials: null });
      if (wanted) setTags(answer.ok ? answer.value.tags : null);
    };
    void ask();
    const stop = onNews(() => void ask());
    return () => {
      wanted = false;
      stop();
    };
  }, [open, vault]);
  return tags;
}
