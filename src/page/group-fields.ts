/**
 * Which fields belong together: those of one form, and for fields outside forms those of the
 * smallest box around a password that holds anything else to type in.
 * @module
 */

import type { Field } from './read-page.ts';
import { withAncestors } from './tree.ts';

export interface Groups {
  /** The form, or the element that serves as one. */
  boxes: readonly Element[];
  /** Position in `boxes`. */
  indexOf: (field: Field) => number;
}

export function groupFields(fields: readonly Field[]): Groups {
  const boxes: Element[] = [];
  const byField = new Map<Field, Element>();
  const put = (field: Field, box: Element) => {
    if (!boxes.includes(box)) boxes.push(box);
    byField.set(field, box);
  };
  const loose: Field[] = [];
  for (const field of fields) {
    const form = formOf(field);
    if (form === null) loose.push(field);
    else put(field, form);
  }
  const around = new Map(loose.map((field) => [field, withAncestors(field).slice(1)]));
  for (const field of loose) {
    if (!byField.has(field)) {
      const box = boxFor(field, around);
      for (const other of loose) {
        if (!byField.has(other) && around.get(other)?.includes(box) === true) put(other, box);
      }
    }
  }
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

/** The smallest box with another loose field in it and something to press; else the outermost one. */
function boxFor(field: Field, around: ReadonlyMap<Field, readonly Element[]>): Element {
  const boxes = around.get(field) ?? [];
  const last = boxes.at(-1) ?? field;
  let withButton: Element | null = null;
  for (const box of boxes) {
    const others = [...around].filter(([other, path]) => other !== field && path.includes(box)).length;
    const pressed = box.querySelector('button,[type=submit],[role=button]') !== null;
    if (others > 0 && pressed) return box;
    if (pressed) withButton ??= box;
  }
  return withButton ?? last;
}
