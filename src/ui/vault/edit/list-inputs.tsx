/**
 * The inputs of the form that hold several things: addresses, tags, the person's own fields.
 * @module
 */

import { useId, useRef, useState } from 'preact/hooks';
import { addressRules, splitRule, withRule, type AddressRule } from '../../../core/address-rule.ts';
import { plainTags, withMarkOf } from '../../../core/credential/favourite.ts';
import type { CredentialForm } from '../../../messages/contract.ts';
import { t, type TextKey } from '../../../messages/text.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { Icon } from '../../components/icon.tsx';
import { PasswordField } from '../../components/password-field.tsx';
import { Group } from './inputs.tsx';
import { moved, replaced, suggestTags, without, withTags } from './lists.ts';

interface Props<Value> { value: Value; onInput: (value: Value) => void }

/** There is always one line to type into. */
export function UrlInputs({ value, onInput }: Props<readonly string[]>) {
  const shown = value.length === 0 ? [''] : value;
  return (
    <Group label={t('addresses')}>
      {shown.map((url, index) => <UrlInput key={index} index={index} url={url} items={shown} onChange={onInput} />)}
      <AddButton text={t('addAddress')} onClick={() => { onInput([...shown, '']); }} />
    </Group>
  );
}

const ruleNames = { site: 'ruleSite', host: 'ruleHost', start: 'ruleStart', exact: 'ruleExact', pattern: 'rulePattern', never: 'ruleNothing' } as const satisfies Record<AddressRule, TextKey>;

interface UrlProps { index: number; url: string; items: readonly string[]; onChange: (items: string[]) => void }

/** The rule is kept behind the address, and shown as a list of its own. */
function UrlInput({ index, url, items, onChange }: UrlProps) {
  const { address, rule } = splitRule(url);
  const number = index + 1;
  return (
    <>
      <div class="with-tools">
        <input class="input" type="text" inputMode="url" dir="ltr" aria-label={t('addressNumber', { number })} placeholder={index === 0 ? 'https://' : ''} value={address} autocomplete="off" spellcheck={false} draggable={false}
          onInput={(event) => { onChange(replaced(items, index, withRule(event.currentTarget.value, rule))); }} />
        {items.length === 1 ? null : <Tools name={t('addressNumber', { number })} index={index} items={items} onChange={onChange} />}
      </div>
      {address.trim() === '' ? null : (
        <select class="rule" aria-label={t('addressRule', { number })} value={rule} onChange={(event) => { onChange(replaced(items, index, withRule(address, addressRules[event.currentTarget.selectedIndex] ?? 'site'))); }}>
          {addressRules.map((each) => <option key={each} value={each}>{t(ruleNames[each])}</option>)}
        </select>
      )}
    </>
  );
}

/** The mark of favourites is a tag to the server and none to people: it stays where it is. */
export function TagInput({ value: marked, onInput: change, all }: Props<readonly string[]> & { all: readonly string[] }) {
  const value = plainTags(marked);
  const onInput = (tags: readonly string[]): void => { change(withMarkOf(marked, tags)); };
  const id = useId();
  const [typed, setTyped] = useState('');
  const add = (text: string): void => {
    setTyped('');
    onInput(withTags(value, text));
  };
  return (
    <div class="field">
      <label for={id}>{t('tags')}</label>
      {value.length === 0 ? null : <ul class="tags">{value.map((tag, index) => (
        <li key={tag} class="tag removable"><bdi>{tag}</bdi><button type="button" aria-label={t('removeTag', { tag })} title={t('removeTag', { tag })} onClick={() => { onInput(without(value, index)); }}><Icon name="close" /></button></li>
      ))}</ul>}
      <input id={id} class="input" type="text" dir="auto" value={typed} autocomplete="off" spellcheck={false} aria-describedby={`${id}-hint`}
        onInput={(event) => { if (event.currentTarget.value.includes(',')) add(event.currentTarget.value); else setTyped(event.currentTarget.value); }}
        onBlur={() => { if (typed.trim() !== '') add(typed); }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.isComposing) return;
          event.preventDefault();
          add(typed);
        }} />
      <Suggestions tags={suggestTags(all, value, typed)} onChoose={add} />
      <p id={`${id}-hint`} class="hint">{t('tagsHint')}</p>
    </div>
  );
}

function Suggestions({ tags, onChoose }: { tags: readonly string[]; onChoose: (tag: string) => void }) {
  if (tags.length === 0) return null;
  return (
    <div class="tags" role="group" aria-label={t('suggestedTags')}>
      {/* Pressed before the input loses the focus, so that what is half typed is not added as well. */}
      {tags.map((tag) => <button key={tag} type="button" class="tag suggestion" onMouseDown={(event) => { event.preventDefault(); }} onClick={() => { onChoose(tag); }}><Icon name="plus" /><bdi>{tag}</bdi></button>)}
    </div>
  );
}

export function CustomInputs({ value, onInput }: Props<CredentialForm['customFields']>) {
  return (
    <Group label={t('customFields')}>
      {value.map((field, index) => (
        <div key={index} class="custom card">
          <div class="with-tools">
            <input class="input" type="text" dir="auto" aria-label={t('fieldName', { number: index + 1 })} placeholder={t('fieldNamePlaceholder')} value={field.label} autocomplete="off" spellcheck={false}
              onInput={(event) => { onInput(replaced(value, index, { ...field, label: event.currentTarget.value })); }} />
            <Tools name={field.label === '' ? t('fieldName', { number: index + 1 }) : field.label} index={index} items={value} onChange={onInput} />
          </div>
          <CustomValue field={field} onInput={(text) => { onInput(replaced(value, index, { ...field, value: text })); }} />
        </div>
      ))}
      <div class="actions">
        <AddButton text={t('addTextField')} onClick={() => { onInput([...value, { label: '', value: '', kind: 'text' }]); }} />
        <AddButton text={t('addSecretField')} onClick={() => { onInput([...value, { label: '', value: '', kind: 'password' }]); }} />
      </div>
    </Group>
  );
}

function CustomValue({ field, onInput }: { field: CredentialForm['customFields'][number]; onInput: (value: string) => void }) {
  const id = useId();
  const ref = useRef<HTMLInputElement>(null);
  if (field.kind === 'password') return <PasswordField label={t('secretValue')} value={field.value} onInput={onInput} autocomplete="off" field={ref} />;
  return (
    <div class="field">
      <label for={id}>{t('value')}</label>
      <textarea id={id} class="input" dir="auto" rows={Math.min(8, field.value.split('\n').length)} value={field.value} onInput={(event) => { onInput(event.currentTarget.value); }} />
    </div>
  );
}

/** Moving by buttons: nobody has to drag. */
function Tools<Item>({ name, index, items, onChange }: { name: string; index: number; items: readonly Item[]; onChange: (items: Item[]) => void }) {
  return (
    <span class="tools">
      <IconButton icon="up" name={t('moveUp', { name })} disabled={index === 0} onClick={() => { onChange(moved(items, index, -1)); }} />
      <IconButton icon="down" name={t('moveDown', { name })} disabled={index === items.length - 1} onClick={() => { onChange(moved(items, index, 1)); }} />
      <IconButton icon="close" name={t('remove', { name })} onClick={() => { onChange(without(items, index)); }} />
    </span>
  );
}

function AddButton({ text, onClick }: { text: string; onClick: () => void }) {
  return <button type="button" class="button quiet small" onClick={onClick}><Icon name="plus" />{text}</button>;
}
