/**
 * All keys of the vault page at a glance.
 * @module
 */

import { useEffect } from 'preact/hooks';
import { t } from '../../../messages/text.ts';
import { keyName, modWith } from '../../components/platform.ts';
import { focusSoon, headingId, listId } from '../element-ids.ts';
import { go } from '../model.ts';
import { PaneHead } from '../pane-head.tsx';

export function Shortcuts() {
  useEffect(() => { focusSoon(headingId); }, []);
  const lists: readonly (readonly [heading: string, keys: readonly (readonly [name: string, keys: string])[]])[] = [
    [t('keysList'), [
      [t('keyMove'), '↑ ↓'], [t('keyOpen'), '⏎'], [t('edit'), 'E'], [t('newItem'), 'N'], [t('copyPassword'), keyName('mod', 'C')], [t('copyUsername'), keyName('mod', 'shift', 'C')], [t('copyCode'), keyName('mod', 'alt', 'C')],
    ]],
    [t('keysSeveral'), [
      [t('keyMark'), 'X'], [t('keyExtend'), `${keyName('shift')} ↑ ↓`], [t('markAll'), modWith('A')], [t('favourite'), 'F'], [t('tags'), 'T'], [t('moveToVault'), 'M'], [t('moveToTrash'), t('keyDelete')],
    ]],
    [t('keysEverywhere'), [[t('searchVault'), '/'], [t('undo'), modWith('Z')], [t('save'), modWith('S')], [t('shortcuts'), '?'], [t('keyEscape'), 'Esc']]],
  ];
  return (
    <>
      <PaneHead title={t('shortcuts')} onBack={() => {
        go({ at: 'nothing' });
        focusSoon(listId);
      }} />
      <div class="pane-body">
        {lists.map(([heading, keys]) => (
          <section key={heading} class="key-list">
            <h3>{heading}</h3>
            <dl class="keys">{keys.map(([name, pressed]) => <div key={name}><dt>{name}</dt><dd><kbd dir="ltr">{pressed}</kbd></dd></div>)}</dl>
          </section>
        ))}
      </div>
    </>
  );
}
