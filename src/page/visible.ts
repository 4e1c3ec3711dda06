/**
 * Whether a person can see a field and reach it, at this moment.
 *
 * A page can hide a field from a person in many ways and still read what is filled in. Asked again
 * for each field right before it is written.
 * @see threats: S-04
 * @module
 */

import { parentOf, withAncestors } from './tree.ts';

/** CSS pixels. Smaller fields cannot be used by a person. */
const smallest = 8;
/** Opacity, of all surrounding elements together. */
const faintest = 0.2;

export function isVisible(field: HTMLElement): boolean {
  return field.isConnected
    && field.checkVisibility() && getComputedStyle(field).visibility === 'visible'
    && isOpen(field) && isOpaque(field) && isLargeEnough(field) && isReachable(field) && !isCovered(field);
}

/** Not switched off, and not kept from people who use a screen reader. */
function isOpen(field: HTMLElement): boolean {
  for (const element of withAncestors(field)) {
    if (element.hasAttribute('inert') || element.getAttribute('aria-hidden') === 'true') return false;
  }
  return true;
}

function isOpaque(field: HTMLElement): boolean {
  let opacity = 1;
  for (const element of withAncestors(field)) {
    const style = getComputedStyle(element);
    opacity *= Number(style.opacity) * filterOpacity(style.filter);
    if (opacity < faintest || isClippedAway(style)) return false;
  }
  return true;
}

function filterOpacity(filter: string): number {
  const found = /opacity\(([\d.]+)(%?)\)/.exec(filter);
  return found === null ? 1 : Number(found[1]) / (found[2] === '%' ? 100 : 1);
}

/** The usual ways of leaving a text to screen readers only, and of cutting everything off. */
function isClippedAway(style: CSSStyleDeclaration): boolean {
  const clip = /^rect\(([^)]*)\)$/.exec(style.getPropertyValue('clip'));
  if (clip !== null && /absolute|fixed/.test(style.position)) {
    const [top = 0, right = 0, bottom = 0, left = 0] = (clip[1] ?? '').split(/[\s,]+/).map((edge) => (edge === 'auto' ? NaN : parseFloat(edge)));
    if (right - left < smallest || bottom - top < smallest) return true;
  }
  const path = style.clipPath;
  if (/^inset\((?:[5-9]\d|100)(?:\.\d+)?%/.test(path) || /^(?:circle|ellipse)\(0/.test(path)) return true;
  return /^linear-gradient\((?:[^,]*,\s*)?(?:transparent|rgba\(0, 0, 0, 0\))[^,]*,\s*(?:transparent|rgba\(0, 0, 0, 0\))/.test(style.maskImage);
}

function isLargeEnough(field: HTMLElement): boolean {
  const { width, height } = field.getBoundingClientRect();
  return width >= smallest && height >= smallest;
}

/** Can be scrolled to, and is not cut off by what surrounds it. */
function isReachable(field: HTMLElement): boolean {
  let seen = field.getBoundingClientRect();
  let position = getComputedStyle(field).position;
  for (let around = parentOf(field); around !== null && around !== document.documentElement && around !== document.body; around = parentOf(around)) {
    const style = getComputedStyle(around);
    const holds = position === 'absolute' ? style.position !== 'static' || style.transform !== 'none' : position !== 'fixed' || style.transform !== 'none';
    if (!holds) continue;
    position = style.position;
    if (style.display === 'contents' || `${style.overflowX} ${style.overflowY}` === 'visible visible') continue;
    const frame = around.getBoundingClientRect();
    seen = scrolls(around) ? frame : overlap(seen, frame);
    if (seen.width < smallest || seen.height < smallest) return false;
  }
  const page = document.documentElement;
  const right = Math.max(page.scrollWidth, page.clientWidth);
  const bottom = Math.max(page.scrollHeight, page.clientHeight, document.body.scrollHeight);
  const left = seen.left + scrollX;
  const top = seen.top + scrollY;
  return left + seen.width >= smallest && top + seen.height >= smallest && left <= right - smallest && top <= bottom - smallest;
}

function scrolls(box: Element): boolean {
  const { overflowX, overflowY } = getComputedStyle(box);
  return box !== document.body && box !== document.documentElement && /auto|scroll/.test(overflowX + overflowY);
}

function overlap(one: DOMRect, other: DOMRect): DOMRect {
  const left = Math.max(one.left, other.left);
  const top = Math.max(one.top, other.top);
  return new DOMRect(left, top, Math.max(0, Math.min(one.right, other.right) - left), Math.max(0, Math.min(one.bottom, other.bottom) - top));
}

/** Something else lies over it wherever we look. What is scrolled out of sight cannot be asked. */
function isCovered(field: HTMLElement): boolean {
  const { left, top, width, height } = field.getBoundingClientRect();
  const points = [[0.5, 0.5], [0.15, 0.5], [0.85, 0.5], [0.5, 0.2], [0.5, 0.8]] as const;
  const windows = [new DOMRect(0, 0, innerWidth, innerHeight), ...withAncestors(field).slice(1).filter(scrolls).map((box) => box.getBoundingClientRect())];
  const inSight = points
    .map(([x, y]) => ({ x: left + width * x, y: top + height * y }))
    .filter(({ x, y }) => windows.every((pane) => x >= pane.left && y >= pane.top && x < pane.right && y < pane.bottom));
  return inSight.length > 0 && !inSight.some(({ x, y }) => belongsTo(field, x, y));
}

/** The field itself, its label, or a mark inside the box that is drawn around it. */
function belongsTo(field: HTMLElement, x: number, y: number): boolean {
  const root = field.getRootNode() as Document | ShadowRoot;
  const hit = root.elementFromPoint(x, y);
  if (hit === null) return false;
  if (hit === field || hit.contains(field) && root instanceof ShadowRoot && hit === root.host) return true;
  if (hit.closest('label') !== null && labelsOf(field).some((label) => label.contains(hit))) return true;
  // A floating caption or an icon: beside the field in its wrapper, and no larger than the wrapper.
  const wrapper = field.parentElement;
  return wrapper !== null && wrapper !== hit && wrapper.contains(hit) && hit.querySelector('input') === null && wrapper.querySelectorAll('input').length === 1 && smallerThan(hit, field);
}

function smallerThan(element: Element, field: Element): boolean {
  const one = element.getBoundingClientRect();
  const other = field.getBoundingClientRect();
  return one.width * one.height < other.width * other.height * 0.8;
}

function labelsOf(field: HTMLElement): readonly Element[] {
  return 'labels' in field && field.labels !== null ? [...(field as HTMLInputElement).labels ?? []] : [];
}
