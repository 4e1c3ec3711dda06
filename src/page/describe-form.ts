/**
 * What a form is called and what stands in it.
 * @module
 */

import type { FormFacts } from '../core/forms/facts.ts';
import { textOf } from './texts.ts';
import { findAll, withAncestors } from './tree.ts';

const longest = 400;
/** How far around a form its heading may be. */
const nearest = 4;

const buttonSelector = 'button,input[type=submit],input[type=button],input[type=image],[role=button]';
const linkSelector = 'a[class*=btn],a[class*=button],a[onclick],a[href^="javascript:"]';
const headingSelector = 'h1,h2,h3,h4,legend,[role=heading]';

export function describeForm(box: Element, form: number): FormFacts {
  return {
    form,
    marks: ['id', 'name', 'class', 'action', 'aria-label'].map((name) => markOf(box, name)).join(' ').slice(0, longest),
    heading: headingOf(box),
    buttons: buttonsOf(box),
    asides: texts(roomOf(box), 'a,input[type=checkbox],label', asideText),
    links: texts(roomOf(box), 'a[href]', linkPath),
    ticks: findAll(box, 'input[type=checkbox]', 60).length,
    page: `${document.title} ${location.pathname}`.slice(0, longest),
  };
}

/** Of an action, only the path: the host says nothing, and a query may hold anything. */
function markOf(box: Element, name: string): string {
  const value = (box.getAttribute(name) ?? '').slice(0, longest);
  return name === 'action' ? pathOf(value) : value;
}

function pathOf(address: string): string {
  return address.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
}

function headingOf(box: Element): string {
  for (const around of withAncestors(box).slice(0, nearest)) {
    const heading = around === document.body ? null : around.querySelector(headingSelector);
    if (heading !== null && textOf(heading) !== '') return textOf(heading);
  }
  return '';
}

function buttonsOf(box: Element): string {
  const inside = texts(box, buttonSelector, buttonText) || texts(box, linkSelector, buttonText);
  const around = box.parentElement;
  return inside !== '' || around === null || around === document.body ? inside : texts(around, buttonSelector, buttonText);
}

/** Links right outside a form count as well: a lost password is often there. */
function roomOf(box: Element): Element {
  const around = box.parentElement;
  return around !== null && around !== document.body && around.querySelectorAll('form').length <= 1 ? around : box;
}

function linkPath(link: Element): string {
  return pathOf(link.getAttribute('href') ?? '').replace(/^javascript:.*/is, '').slice(0, 60);
}

function texts(box: Element, selector: string, read: (element: Element) => string): string {
  return findAll(box, selector, 60).map(read).filter((text) => text !== '').join(' · ').slice(0, longest);
}

function buttonText(button: Element): string {
  const said = textOf(button).slice(0, 60);
  return ['value', 'aria-label', 'title', 'alt'].reduce((text, name) => text || (button.getAttribute(name) ?? ''), said).slice(0, 60);
}

function asideText(element: Element): string {
  if (element instanceof HTMLLabelElement) return element.control?.matches('[type=checkbox]') === true ? textOf(element).slice(0, 100) : '';
  if (element instanceof HTMLInputElement) return `${element.name} ${element.parentElement === null ? '' : textOf(element.parentElement).slice(0, 60)}`;
  return textOf(element).slice(0, 60);
}
