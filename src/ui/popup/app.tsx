/**
 * Chooses the view of the popup by what is known.
 * @module
 */

import { useEffect } from 'preact/hooks';
import { t } from '../../messages/text.ts';
import { onNews } from '../components/news.ts';
import { ProblemNote } from '../components/problem-note.tsx';
import { SkeletonRows } from '../components/skeleton.tsx';
import { goOn } from './actions.ts';
import { DetailsView } from './details-view.tsx';
import { FoldersView } from './folders-view.tsx';
import { GeneratorView } from './generator-view.tsx';
import { LockedDoor, NewDoor } from './door.tsx';
import { ListView } from './list-view.tsx';
import { failure, load, route, view } from './model.ts';
import { PeopleView } from './people-view.tsx';
import { ShortcutsView } from './shortcuts-view.tsx';
import { Toast } from '../details/toast.tsx';

export function App() {
  useEffect(() => onNews(() => void load()), []);
  const asked = view.value?.app.lock.state === 'unlocked' ? view.value.asked : null;
  useEffect(() => { if (asked !== null) void goOn(); }, [asked]);
  return <><View /><Toast /></>;
}

function View() {
  const app = view.value?.app;
  if (failure.value !== null) {
    return (
      <main class="door">
        <h1 class="sr-only">{t('appName')}</h1>
        <ProblemNote problem={failure.value}><button type="button" class="button small" onClick={() => { location.reload(); }}>{t('reload')}</button></ProblemNote>
      </main>
    );
  }
  if (app === undefined) return <main class="loading"><h1 class="sr-only">{t('appName')}</h1><div class="search" aria-hidden="true" /><div class="body"><SkeletonRows /></div></main>;
  if (app.lock.state === 'new') return <NewDoor started={app.accounts.length > 0} />;
  if (app.lock.state === 'locked') return <LockedDoor lock={app.lock} />;
  switch (route.value.at) {
    case 'list': return <ListView />;
    case 'details': return <DetailsView credential={route.value.credential} />;
    case 'generator': return <GeneratorView />;
    case 'people': return <PeopleView />;
    case 'folders': return <FoldersView />;
    case 'shortcuts': return <ShortcutsView />;
  }
}
