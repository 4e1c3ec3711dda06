/**
 * The popup's view of people on other servers. What it shows is read only when somebody looks: most popups are opened
 * for a login.
 * @module
 */

import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../messages/text.ts';
import { IconButton } from '../components/icon-button.tsx';
import { SkeletonRows } from '../components/skeleton.tsx';
import { showList } from './actions.ts';
import { StatusBar } from './status-bar.tsx';

export function PeopleView() {
  const heading = useRef<HTMLHeadingElement>(null);
  const [Summary, setSummary] = useState<ComponentType | null>(null);
  useEffect(() => {
    heading.current?.focus();
    void import('../people/summary.tsx').then(({ Summary: loaded }) => { setSummary(() => loaded); });
  }, []);
  return (
    <main class="people-view">
      <header class="view-head">
        <IconButton icon="back" name={t('backToList')} keys="Esc" onClick={showList} />
        <h1 ref={heading} tabIndex={-1}>{t('peopleTitle')}</h1>
      </header>
      <div class="body">{Summary === null ? <SkeletonRows /> : <Summary />}</div>
      <StatusBar row={null} />
    </main>
  );
}
