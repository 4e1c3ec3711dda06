/**
 * Texts of a page, as much of them as a classifier needs.
 * @module
 */

import { parentOf } from './tree.ts';

const longest = 400;
/** How many boxes around a field still belong to it. */
const nearest = 4;

/** What an element says, without white space and without the choices of a list. */
export function textOf(node: Node): string {
  if (node instanceof Element && /^(?:select|script|style|option|noscript|template)$/.test(node.localName)) return '';
  const text = node instanceof Element && node.querySelector('select,script,style') !== null ? [...node.childNodes].map(textOf).join(' ') : (node.textContent ?? '');
  return text.slice(0, 4 * longest).replace(/\s+/g, ' ').trim().slice(0, longest);
}

/** The text in front of a field that has no label, as long as no other field lies between. */
export function nearbyText(field: Element): string {
  let at: Element | null = field;
  for (let level = 0; at !== null && level < nearest; level += 1, at = parentOf(at)) {
    const text = textBefore(at);
    if (text !== '') return text;
    if (parentOf(at)?.matches('form,body') === true) break;
  }
  return '';
}

function textBefore(element: Element): string {
  let text = '';
  for (let before = element.previousSibling; before !== null && text === ''; before = before.previousSibling) {
    if (before instanceof Element && (before.matches('input,select,textarea,button') || before.querySelector('input,select,textarea,button') !== null)) break;
    text = textOf(before);
  }
  return text;
}
