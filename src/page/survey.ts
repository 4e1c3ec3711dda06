/**
 * What a document has fields for, at this moment.
 * @module
 */

import { classify, type Classified } from '../core/forms/classify.ts';
import { customTargets } from '../core/forms/custom-targets.ts';
import { applyRules, type FieldRule } from '../core/forms/field-rules.ts';
import { chooseTargets } from '../core/forms/targets.ts';
import type { FieldRules } from '../core/password-rules.ts';
import type { LookAsk, PageLook } from '../messages/contract.ts';
import { formOf } from './group-fields.ts';
import { readPage, type Field } from './read-page.ts';
import { findAll } from './tree.ts';

/** What a fill may touch. Handed in, because a test has no layout. */
export interface Surroundings {
  document: Document;
  visible: (field: HTMLElement) => boolean;
}

export interface Survey {
  classified: readonly Classified[];
  /** `elements[n]` is the field with index n. */
  elements: readonly Field[];
}

/** CSS pixels: frames that are smaller hold no form. */
const smallestFrame = { width: 160, height: 80 };
const mostFrames = 10;
const longestTyped = 200;

export function survey({ document, visible }: Surroundings, rules: readonly FieldRule[]): Survey {
  const { elements, fields, forms } = readPage(document, visible);
  return { elements, classified: applyRules(classify(fields, forms), rules) };
}

/** What there is for a login in the fields that a person can see and fill now; changes nothing. */
export function look(surroundings: Surroundings, { labels, rules }: Omit<LookAsk, 'wait'>): Omit<PageLook, 'origin'> {
  const { classified, elements } = survey(surroundings, rules);
  const usable = classified.filter(({ facts, role }) => facts.visible && facts.editable && role !== 'none');
  const [first] = newPasswords(usable);
  const field = first && elements[first.facts.index];
  const found = chooseTargets(classified, { name: true, password: true, code: true });
  const targets = typeof found === 'string' ? null : found;
  const custom = customTargets(labels, classified, targets?.group ?? null);
  const place = targets !== null || custom.length > 0 ? 'open' : found === 'only-new-password' ? found : 'no-fields';
  const name = targets?.name && elements[targets.name.facts.index];
  const any = elements[(targets?.name ?? targets?.password ?? targets?.codes[0] ?? custom[0]?.target)?.facts.index ?? -1];
  return {
    place,
    roles: usable.map(({ role }) => role),
    newPassword: field instanceof HTMLInputElement ? rulesOf(field) : null,
    custom: custom.map(({ label }) => label),
    typed: name ? name.value.trim().slice(0, longestTyped) : '',
    focused: targets?.focused === true,
    sendsTo: any ? sentElsewhere(any) : null,
    frames: place === 'open' ? [] : strangeFrames(surroundings),
    loading: surroundings.document.readyState !== 'complete',
  };
}

function rulesOf(field: HTMLInputElement): FieldRules {
  const length = (value: number) => (value >= 0 ? value : null);
  return { passwordRules: (field.getAttribute('passwordrules') ?? '').slice(0, 2000), minLength: length(field.minLength), maxLength: length(field.maxLength) };
}

/** The new password and its repetition: of one form, the one that the person is in where there are several. */
export function newPasswords(usable: readonly Classified[]): readonly Classified[] {
  const all = usable.filter(({ role }) => role === 'new-password');
  const group = usable.find(({ facts, group: own }) => facts.focused && all.some((one) => one.group === own))?.group ?? all[0]?.group;
  return all.filter((one) => one.group === group).slice(0, 3);
}

/** Where a form goes that doesn't stay here: its action's origin, or the one of a button in it. Null: it stays, as far as its markup says. */
function sentElsewhere(field: Field): string | null {
  const form = formOf(field);
  if (form === null) return null;
  // Not `form.action`: a field of that name would answer.
  const actions = [form.getAttribute('action'), ...findAll(form, '[formaction]', 20).map((button) => button.getAttribute('formaction'))];
  const origins = actions.map((action) => (action === null ? null : URL.parse(action, document.baseURI))).map((url) => (url !== null && /^https?:$/.test(url.protocol) ? url.origin : null));
  return origins.find((origin) => origin !== null && origin !== self.origin) ?? null;
}

/** Origins of the large frames of others, which a form may be in. */
function strangeFrames({ document, visible }: Surroundings): readonly string[] {
  const large = findAll<HTMLIFrameElement>(document, 'iframe[src]', 100).filter((frame) => {
    const { width, height } = frame.getBoundingClientRect();
    return width >= smallestFrame.width && height >= smallestFrame.height && visible(frame);
  });
  const origins = large.map(({ src }) => URL.parse(src)).flatMap((url) => (url !== null && /^https?:$/.test(url.protocol) && url.origin !== self.origin ? [url.origin] : []));
  return [...new Set(origins)].slice(0, mostFrames);
}
