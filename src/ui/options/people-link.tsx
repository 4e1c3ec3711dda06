/**
 * The way to the page about people on other servers, and whether to be told of them.
 * @module
 */

import { useEffect, useState } from 'preact/hooks';
import type { Settings } from '../../messages/contract.ts';
import { t } from '../../messages/text.ts';
import { askForAllSites, askToNotify, mayNotify, seesAllSites } from './permissions.ts';
import { Section } from './section.tsx';
import { save } from './state.ts';

export function PeopleLink({ settings }: { settings: Settings }) {
  return (
    <Section title={t('peopleTitle')} text={t('peopleLinkText')}>
      <div class="card settings"><Notify settings={settings} /><Notice settings={settings} /></div>
      <div class="actions"><a class="button" href="../people/index.html" target="_blank">{t('peopleOpen')}</a></div>
    </Section>
  );
}

function Notify({ settings }: { settings: Settings }) {
  const [allowed, setAllowed] = useState(false);
  useEffect(() => { void mayNotify().then(setAllowed); }, []);
  return (
    <label class="setting check">
      <span>{t('notifyPeople')}<span class="meta">{t('notifyPeopleHint')}</span></span>
      <input type="checkbox" checked={allowed && settings.notifyPeople} onChange={(event) => {
        const wanted = event.currentTarget.checked;
        // In the turn of the click, or the browser refuses to ask.
        void (wanted ? askToNotify() : Promise.resolve(allowed)).then((granted) => {
          setAllowed(granted);
          return save({ notifyPeople: wanted && granted });
        });
      }} />
    </label>
  );
}

/** Of invitations on pages. */
function Notice({ settings }: { settings: Settings }) {
  const [allowed, setAllowed] = useState(false);
  useEffect(() => { void seesAllSites().then(setAllowed); }, []);
  return (
    <label class="setting check">
      <span>{t('noticeInvites')}<span class="meta">{t('noticeInvitesHint')}</span></span>
      <input type="checkbox" checked={allowed && settings.noticeInvites} onChange={(event) => {
        const wanted = event.currentTarget.checked;
        // In the turn of the click, or the browser refuses to ask.
        void (wanted && !allowed ? askForAllSites() : Promise.resolve(allowed)).then((granted) => {
          setAllowed(granted);
          return save({ noticeInvites: wanted && granted });
        });
      }} />
    </label>
  );
}
