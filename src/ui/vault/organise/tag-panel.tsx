/**
 * Adds tags to the marked credentials and takes them away; every step is done at once and can be undone.
 * @module
 */

import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CredentialId } from '../../../core/ids.ts';
import type { TagCount } from '../../../messages/contract.ts';
import { send } from '../../../messages/send.ts';
import { formatNumber, t } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { onNews } from '../../components/news.ts';
import { suggestTags, withTags } from '../edit/lists.ts';
import { addTags, removeTag } from './several.ts';

export function TagPanel({ ids }: { ids: readonly CredentialId[] }) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const { here, all } = useTags(ids);
  useLayoutEffect(() => { field.current?.focus(); }, []);
  const onAll = here.filter(({ count }) => count === ids.length).map(({ tag }) => tag);
  async function add(text: string): Promise<void> {
    const tags = withTags([], text);
    if (tags.length === 0) return;
    setTyped('');
    field.current?.focus();
    await addTags(ids, tags);
  }
  async function remove(tag: string): Promise<void> {
    field.current?.focus();
    await removeTag(ids, tag);
  }
  return (
    <form class="organise-panel card appear" aria-label={t('tags')} onSubmit={(event) => {
      event.preventDefault();
      void add(typed);
    }}>
      {here.length === 0 ? null : <ul class="tags">{here.map(({ tag, count }) => (
        <li key={tag} class="tag removable"><bdi>{tag}</bdi><span class="tag-count">{count === ids.length ? '' : formatNumber(count)}</span><button type="button" aria-label={t('removeTag', { tag })} title={t('removeTag', { tag })} onClick={() => void remove(tag)}><Icon name="close" /></button></li>
      ))}</ul>}
      <div class="field">
        <label for={id}>{t('addTags')}</label>
        <div class="with-tools">
          <input ref={field} id={id} class="input" type="text" dir="auto" value={typed} autocomplete="off" spellcheck={false} onInput={(event) => { setTyped(event.currentTarget.value); }} />
          <button type="submit" class="button small">{t('add')}</button>
        </div>
      </div>
      <div class="tags" role="group" aria-label={t('suggestedTags')}>
        {suggestTags(all, onAll, typed).map((tag) => <button key={tag} type="button" class="tag suggestion" onClick={() => void add(tag)}><Icon name="plus" /><bdi>{tag}</bdi></button>)}
      </div>
    </form>
  );
}

/** Tags of these credentials, and all there are, the most used first. */
function useTags(ids: readonly CredentialId[]): { here: readonly TagCount[]; all: readonly string[] } {
  const [here, setHere] = useState<readonly TagCount[]>([]);
  const [all, setAll] = useState<readonly string[]>([]);
  useEffect(() => {
    let wanted = true;
    const ask = async (): Promise<void> => {
      const [of, every] = await Promise.all([send('listTags', { vault: null, credentials: ids }), send('listTags', { vault: null, credentials: null })]);
      if (!wanted) return;
      if (of.ok) setHere(of.value.tags);
      if (every.ok) setAll([...every.value.tags].sort((one, other) => other.count - one.count).map(({ tag }) => tag));
    };
    void ask();
    const stop = onNews(() => void ask());
    return () => {
      wanted = false;
      stop();
    };
  }, [ids.join()]);
  return { here, all };
}
