/**
 * Describes a page's fields and forms for the classifier. Reads no value that a person typed.
 * @module
 */

import type { FieldFacts, FormFacts } from '../core/forms/facts.ts';
import { describeForm } from './describe-form.ts';
import { groupFields } from './group-fields.ts';
import { nearbyText, textOf } from './texts.ts';
import { findAll, focusedIn } from './tree.ts';

export type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export interface PageFacts {
  fields: readonly FieldFacts[];
  forms: readonly FormFacts[];
  /** `elements[n]` is the field with index n. */
  elements: readonly Field[];
}

/** More fields than any honest form has. */
const mostFields = 400;
const longestText = 200;
const fieldSelector = 'input:not([type=hidden],[type=submit],[type=button],[type=reset],[type=image],[type=file],[type=range],[type=color],[type=checkbox],[type=radio]),textarea,select';

/** @param visible - whether a person can see a field; it needs layout, so tests hand in their own */
export function readPage(page: Document, visible: (field: HTMLElement) => boolean): PageFacts {
  const elements = findAll<Field>(page, fieldSelector, mostFields);
  const focused = focusedIn(page);
  const groups = groupFields(elements);
  const fields = elements.map((element, index): FieldFacts => ({
    ...describeField(element),
    index,
    visible: visible(element),
    focused: element === focused,
    form: groups.indexOf(element),
  }));
  return { elements, fields, forms: groups.boxes.map((box, form) => describeForm(box, form)) };
}

function describeField(element: Field): Omit<FieldFacts, 'index' | 'visible' | 'focused' | 'form'> {
  const attribute = (name: string) => (element.getAttribute(name) ?? '').slice(0, longestText);
  const label = labelOf(element).slice(0, longestText);
  const placeholder = attribute('placeholder');
  return {
    type: element.localName === 'input' ? attribute('type').toLowerCase() || 'text' : element.localName,
    autocomplete: attribute('autocomplete').toLowerCase().split(/\s+/),
    name: attribute('name') || attribute('formcontrolname'),
    id: attribute('id'),
    placeholder,
    label,
    nearby: label === '' && placeholder === '' ? nearbyText(element).slice(0, longestText) : '',
    inputMode: attribute('inputmode').toLowerCase(),
    maxLength: 'maxLength' in element && element.maxLength >= 0 ? element.maxLength : null,
    minLength: 'minLength' in element && element.minLength >= 0 ? element.minLength : null,
    ruled: attribute('passwordrules') !== '' || attribute('pattern').includes('(?='),
    editable: !element.matches(':disabled') && !element.hasAttribute('readonly') && element.getAttribute('aria-disabled') !== 'true',
  };
}

function labelOf(element: Field): string {
  const root = element.getRootNode() as Document | ShadowRoot;
  const named = (element.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter((id) => id !== '').slice(0, 5).map((id) => root.getElementById(id));
  const texts = [...(element.labels ?? []), ...named].map((node) => (node === null ? '' : textOf(node)));
  return [...texts, element.getAttribute('aria-label') ?? '', element.getAttribute('title') ?? ''].join(' ').trim();
}
