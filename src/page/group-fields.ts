/**
 * Which fields belong together: those of one form; in a form around a whole page those of each of its logins and sign-ups;
 * and for fields outside forms those of the smallest box around a field that holds anything else to type in.
 * @module
 */

import type { Field } from './read-page.ts';
import { findAll, withAncestors } from './tree.ts';

export interface Groups {
  /** The form, or the element that serves as one. */
  boxes: readonly Element[];
  /** Position in `boxes`. */
  indexOf: (field: Field) => number;
}

/** What may be pressed to send a part of a page. */
const pressable = 'button,input[type=submit],input[type=button],input[type=image],[role=button],a[href^="javascript:"]';

/** The fields of one form, or those outside all forms, and which of them each element around them holds. */
interface Together {
  fields: readonly Field[];
  inside: ReadonlyMap<Element, readonly Field[]>;
  /** Null: they are outside all forms. */
  form: Element | null;
}

export function groupFields(fields: readonly Field[]): Groups {
  const byField = new Map<Field, Element>();
  const forms = new Map<Field, Element | null>(fields.map((field) => [field, formOf(field)]));
  for (const form of new Set(forms.values())) {
    const own = fields.filter((field) => forms.get(field) === form);
    const together: Together = { fields: own, inside: holders(own), form };
    const claim = (box: Element, some: readonly Field[]) => {
      for (const field of some) if (!byField.has(field)) byField.set(field, box);
    };
    for (const part of partsOf(together)) claim(part, together.inside.get(part) ?? []);
    if (form !== null) claim(form, own);
    for (const field of own) {
      if (byField.has(field)) continue;
      const box = boxFor(field, together);
      claim(box, together.inside.get(box) ?? [field]);
    }
  }
  const boxes = [...new Set(byField.values())];
  return { boxes, indexOf: (field) => boxes.indexOf(byField.get(field) ?? field) };
}

/** The form of a field in a shadow root may be outside of it. */
export function formOf(field: Field): Element | null {
  if (field.form !== null) return field.form;
  for (const element of withAncestors(field)) {
    if (element.localName === 'form') return element;
  }
  return null;
}

function holders(fields: readonly Field[]): Map<Element, Field[]> {
  const inside = new Map<Element, Field[]>();
  for (const field of fields) {
    for (const box of withAncestors(field).slice(1)) {
      const held = inside.get(box) ?? [];
      held.push(field);
      inside.set(box, held);
    }
  }
  return inside;
}

/**
 * Boxes side by side, each with a name, a password and something to press of its own, and as large as they can be without
 * the password of another: what a sign-up asks for besides tells it from a login. Fewer than two are no reason to part anything.
 */
function partsOf(together: Together): readonly Element[] {
  const passwords = together.fields.filter(isPassword);
  if (passwords.length < 2) return [];
  const complete = [...new Set(passwords.map((password) => completeBox(password, together)))];
  if (complete.includes(null)) return [];
  const boxes = complete.filter((box) => box !== null);
  const outermost = boxes.filter((box) => !withAncestors(box).slice(1).some((around) => boxes.includes(around)));
  return outermost.length < 2 ? [] : outermost.map((box) => grown(box, together));
}

/** The smallest box with a password, a name before it and something to press; null if only the form is one. */
function completeBox(password: Field, { inside, form }: Together): Element | null {
  for (const box of withAncestors(password).slice(1)) {
    if (box === form) return null;
    const fields = inside.get(box) ?? [];
    if (fields.slice(0, fields.indexOf(password)).some(mayBeName) && canPress(box)) return box;
  }
  return null;
}

function grown(box: Element, { inside, form }: Together): Element {
  const passwordsIn = (element: Element) => (inside.get(element) ?? []).filter(isPassword).length;
  const around = withAncestors(box);
  const upToForm = form === null ? around : around.slice(0, Math.max(1, around.indexOf(form)));
  return upToForm.findLast((element) => passwordsIn(element) === passwordsIn(box)) ?? box;
}

function isPassword(field: Field): boolean {
  return field.type === 'password';
}

function mayBeName(field: Field): boolean {
  return field.localName === 'input' && !isPassword(field) && field.type !== 'search';
}

function canPress(box: Element): boolean {
  return findAll(box, pressable, 1).length > 0;
}

/** The smallest box with another loose field in it and something to press; else the outermost one. */
function boxFor(field: Field, { inside }: Together): Element {
  const boxes = withAncestors(field).slice(1);
  let withButton: Element | null = null;
  for (const box of boxes) {
    const others = (inside.get(box) ?? []).length > 1;
    const pressed = box.querySelector('button,[type=submit],[role=button]') !== null;
    if (others && pressed) return box;
    if (pressed) withButton ??= box;
  }
  return withButton ?? boxes.at(-1) ?? field;
}
