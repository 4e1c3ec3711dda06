/**
 * Clipboard, saving, the counter on the toolbar icon, shortcuts.
 * @module
 */

import { useEffect, useId, useState } from 'preact/hooks';
import type { Settings } from '../../messages/contract.ts';
import { t, tn } from '../../messages/text.ts';
import { readCommands, type NamedCommand } from '../components/commands.ts';
import { onFirefox, shortcutsAddress } from '../components/platform.ts';
import { FillRules } from './fill-rules.tsx';
import { MenuInPages } from './menu-in-pages.tsx';
import { askForAllSites, askToHearServers, askToNotify, giveUpAllSites, hearsServers, mayNotify, seesAllSites, stopHearingServers } from './permissions.ts';
import { NeverSites, OfferToSave } from './saving.tsx';
import { Section, SettingRow } from './section.tsx';
import { SiteSets } from './site-sets.tsx';
import { save } from './state.ts';

/** Seconds; 0 = never. */
const delays = [10, 20, 30, 60, 120, 0];

export function Filling({ settings }: { settings: Settings }) {
  const id = useId();
  const [allowed, setAllowed] = useState(false);
  useEffect(() => { void seesAllSites().then(setAllowed); }, []);
  return (
    <Section title={t('filling')} text={t('fillingText')}>
      <div class="card settings">
        <SettingRow label={t('clearClipboard')} hint={t('clearClipboardHint')} labels={id}>
          <select id={id} value={settings.clearClipboardSeconds} onChange={(event) => void save({ clearClipboardSeconds: Number(event.currentTarget.value) })}>
            {[...new Set([...delays, settings.clearClipboardSeconds])].map((seconds) => <option key={seconds} value={seconds}>{seconds === 0 ? t('never') : tn('afterSeconds', seconds)}</option>)}
          </select>
        </SettingRow>
        <label class="setting check">
          <span>{t('copyCodeAfterFill')}<span class="meta">{t('copyCodeAfterFillHint')}</span></span>
          <input type="checkbox" checked={settings.copyCodeAfterFill} onChange={(event) => void save({ copyCodeAfterFill: event.currentTarget.checked })} />
        </label>
        <MenuInPages settings={settings} allowed={allowed} onAllowed={setAllowed} />
        <Reminders settings={settings} />
        <OfferToSave settings={settings} allowed={allowed} onAllowed={setAllowed} />
        {onFirefox() ? null : <ServerQuestions onAllowed={setAllowed} />}
        <MatchCounter allowed={allowed} setAllowed={setAllowed} />
      </div>
      <NeverSites />
      <FillRules />
      <SiteSets />
      <h3>{t('shortcuts')}</h3>
      <Shortcuts />
    </Section>
  );
}

function Reminders({ settings }: { settings: Settings }) {
  const [allowed, setAllowed] = useState(false);
  useEffect(() => { void mayNotify().then(setAllowed); }, []);
  return (
    <label class="setting check">
      <span>{t('notifyDue')}<span class="meta">{t('notifyDueHint')}</span></span>
      <input type="checkbox" checked={allowed && settings.notifyDue} onChange={(event) => {
        const wanted = event.currentTarget.checked;
        // In the turn of the click, or the browser refuses to ask.
        void (wanted ? askToNotify() : Promise.resolve(allowed)).then((granted) => {
          setAllowed(granted);
          return save({ notifyDue: wanted && granted });
        });
      }} />
    </label>
  );
}

function ServerQuestions({ onAllowed }: { onAllowed: (allowed: boolean) => void }) {
  const [on, setOn] = useState(false);
  useEffect(() => { void hearsServers().then(setOn); }, []);
  return (
    <label class="setting check">
      <span>{t('serverQuestions')}<span class="meta">{t('serverQuestionsHint')}</span></span>
      <input type="checkbox" checked={on} onChange={(event) => {
        // In the turn of the click, or the browser refuses to ask.
        void (event.currentTarget.checked ? askToHearServers() : stopHearingServers()).then(async (hears) => {
          setOn(hears);
          onAllowed(await seesAllSites());
        });
      }} />
    </label>
  );
}

function MatchCounter({ allowed, setAllowed }: { allowed: boolean; setAllowed: (allowed: boolean) => void }) {
  return (
    <SettingRow label={t('matchCounter')} hint={t('matchCounterHint')}>
      {allowed
        ? <button type="button" class="button small" onClick={() => void giveUpAllSites().then(setAllowed)}>{t('turnOff')}</button>
        : <button type="button" class="button small" onClick={() => void askForAllSites().then(setAllowed)}>{t('allow')}</button>}
    </SettingRow>
  );
}

function Shortcuts() {
  const [commands, setCommands] = useState<readonly NamedCommand[]>([]);
  useEffect(() => { void readCommands().then(setCommands); }, []);
  return (
    <>
      <div class="card settings">
        {commands.map(({ name, keys }) => <SettingRow key={name} label={name}>{keys === '' ? <span class="meta">{t('noShortcut')}</span> : <kbd dir="ltr">{keys}</kbd>}</SettingRow>)}
      </div>
      <p class="meta">{t('changeShortcuts')} <code class="copyable">{shortcutsAddress()}</code></p>
    </>
  );
}
