/**
 * Every part of a credential as an input.
 * @module
 */

import { useLayoutEffect } from 'preact/hooks';
import type { CredentialId } from '../../../core/ids.ts';
import type { CredentialForm, CredentialView, OpenedForm } from '../../../messages/contract.ts';
import type { ComponentChildren } from 'preact';
import { t } from '../../../messages/text.ts';
import { Icon } from '../../components/icon.tsx';
import { onMac } from '../../components/platform.ts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { byName, Choice } from '../../components/choice.tsx';
import { openVaults } from '../model.ts';
import { NewFiles } from '../files/new-files.tsx';
import { PaneHead } from '../pane-head.tsx';
import { dayOf, secondsOf } from './dates.ts';
import { fieldName } from './field-name.ts';
import { FormFiles } from './form-files.tsx';
import { IconInput } from './icon-input.tsx';
import { LockedPart, NotesInput, TextInput } from './inputs.tsx';
import { CustomInputs, TagInput, UrlInputs } from './list-inputs.tsx';
import { OtpInput } from './otp-input.tsx';
import { PasswordInput } from './password-input.tsx';
import { RenewalInput } from './renewal-input.tsx';
import { useForm, type FormLife } from './use-form.ts';
import { whyLocked } from './why-locked.ts';

const firstId = 'item-name';

interface Props { credential: CredentialId | null; opened: OpenedForm; shown: CredentialView | null }

export function EditForm({ credential, opened, shown }: Props) {
  const life = useForm(credential, opened);
  const open = openVaults.value;
  useLayoutEffect(() => { document.getElementById(firstId)?.focus(); }, []);
  return (
    <form class="edit-form" onSubmit={(event) => {
      event.preventDefault();
      life.save();
    }}>
      <PaneHead title={credential === null ? t('newItem') : t('editItem')} onBack={life.leave} />
      <div class="pane-body">
        {opened.draft ? <DraftNote problem={opened.problem !== null} onDiscard={life.discard} /> : null}
        {life.problem === null ? null : <ProblemNote problem={life.problem} />}
        {credential === null && open.length > 1 ? <Choice label={t('vault')} choices={byName(open)} value={life.vault} onChoose={life.moveTo} /> : null}
        <Parts life={life} opened={opened} shown={shown} />
        {credential === null ? <NewFiles files={life.files} onFiles={life.choose} /> : <FormFiles credential={credential} />}
      </div>
      <FormFoot life={life} />
    </form>
  );
}

function Parts({ life: { form, change, keepNow, otpRefused }, opened, shown }: { life: FormLife; opened: OpenedForm; shown: CredentialView | null }) {
  const part = (name: keyof CredentialForm, input: ComponentChildren): ComponentChildren =>
    opened.locked.includes(name) ? <LockedPart label={fieldName(name)} why={whyLocked(name, shown)} /> : input;
  return (
    <>
      {part('label', <TextInput id={firstId} label={t('itemName')} value={form.label} onInput={(label) => { change({ label }); }} />)}
      {part('icon', <IconInput value={form.icon} before={shown?.row.icon ?? null} hidden={opened.hiddenPicture} label={form.label} onInput={(icon) => { change({ icon }); }} />)}
      {part('username', <TextInput label={t('username')} value={form.username} onInput={(username) => { change({ username }); }} />)}
      {part('email', <TextInput type="email" label={t('email')} value={form.email} onInput={(email) => { change({ email }); }} />)}
      {part('password', <PasswordInput value={form.password} beside={[form.username, form.email, form.label]} keep={keepNow} onInput={(password) => { change({ password }); }} />)}
      {part('otp', <OtpInput value={form.otp} refused={otpRefused} onInput={(otp) => { change({ otp }); }} />)}
      {part('urls', <UrlInputs value={form.urls} onInput={(urls) => { change({ urls }); }} />)}
      {part('description', <NotesInput value={form.description} onInput={(description) => { change({ description }); }} />)}
      {part('tags', <TagInput value={form.tags} all={opened.tags} onInput={(tags) => { change({ tags }); }} />)}
      {part('customFields', <CustomInputs value={form.customFields} onInput={(customFields) => { change({ customFields }); }} />)}
      {part('expires', <TextInput type="date" label={t('expiryDate')} value={dayOf(form.expires)} hint={t('expiryHint')} onInput={(day) => { change({ expires: secondsOf(day) }); }} />)}
      {part('renewEvery', <RenewalInput value={form.renewEvery} onInput={(renewEvery) => { change({ renewEvery }); }} />)}
    </>
  );
}

function DraftNote({ problem, onDiscard }: { problem: boolean; onDiscard: () => void }) {
  return (
    <div class="note plain" role="status">
      <Icon name="info" />
      <div>
        <strong>{problem ? t('draftUnsaved') : t('draftRestored')}</strong>
        <span>{t('draftRestoredHint')}</span>
        <div class="actions"><button type="button" class="button small" onClick={onDiscard}>{t('discardDraft')}</button></div>
      </div>
    </div>
  );
}

function FormFoot({ life: { changed, busy, leave, discard } }: { life: FormLife }) {
  return (
    <footer class="form-foot">
      <button type="submit" class="button primary" aria-disabled={busy} title={onMac() ? '⌘S' : `${t('keyCtrl')}+S`}>{busy ? t('saving') : t('save')}</button>
      <button type="button" class="button" onClick={changed ? discard : leave}>{changed ? t('discardDraft') : t('cancel')}</button>
      <span class="meta">{changed ? t('keptWhileTyping') : ''}</span>
    </footer>
  );
}
