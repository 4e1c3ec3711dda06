/**
 * What is seen of us in a page: one element with a closed inside, in the top layer, with the mark at a field and, while it is
 * open, the frame of our menu. Everything about accounts is in that frame, which is a page of our own.
 * @see guides: threats S-08
 * @module
 */

import { t } from '../messages/text.ts';
import type { Box } from './menu-place.ts';

/** CSS pixels. The mark is 18 wide in a target of 24. */
export const markSize = 24;
/** One size for every menu, whatever it holds: nothing can be told from it. */
export const menuSize = { width: 316, height: 288 } as const;

/** A page that takes us out is left alone after so many times. */
const mostFights = 3;
let fights = 0;

export interface MarkView {
  readonly host: HTMLElement;
  /** False once the page has taken it out too often, or keeps it out of the top layer: anywhere else, what is around it could hide it, or move it under the pointer. */
  show: (field: Element) => boolean;
  moveMark: (to: { left: number; top: number }) => void;
  /** `address` is of our menu's page, with its nonce; `focus`: as soon as it is there. */
  openFrame: (address: string, how: { at: { left: number; top: number }; focus: boolean }) => void;
  focusFrame: () => void;
  moveFrame: (at: { left: number; top: number }) => void;
  closeFrame: () => void;
  remove: () => void;
}

/** For the inside only; what is important here wins over whatever the page says of the element. */
const styles = `
:host { all: initial !important; position: fixed !important; inset: 0 auto auto 0 !important; width: 0 !important; height: 0 !important; overflow: visible !important; color-scheme: light dark !important; zoom: var(--zoom, 1) !important; }
button, iframe { all: initial; position: fixed; }
button { box-sizing: border-box; width: ${markSize}px; height: ${markSize}px; padding: 3px; border-radius: 6px; cursor: pointer; }
svg { display: block; }
/* Without a colour scheme of its own, what shows nothing would be painted white on dark pages. */
iframe { width: ${menuSize.width}px; height: ${menuSize.height}px; color-scheme: light dark; }`;

export function markView(onPress: () => void): MarkView {
  const host = document.createElement(randomName());
  const inside = host.attachShadow({ mode: 'closed' });
  const mark = button(onPress);
  let frame: HTMLIFrameElement | null = null;
  let shown = false;
  inside.append(mark);
  dress(inside);
  host.setAttribute('popover', 'manual');
  const view: MarkView = {
    host,
    show(field) {
      if (shown && !host.isConnected) fights += 1;
      if (fights > mostFights) return false;
      if (!host.isConnected) insert(host, field);
      shown = true;
      if (!host.matches(':popover-open')) host.showPopover();
      return host.matches(':popover-open');
    },
    moveMark: (to) => { place(mark, to); },
    openFrame(address, { at, focus }) {
      frame?.remove();
      frame = document.createElement('iframe');
      frame.title = t('appName');
      frame.src = address;
      place(frame, at);
      if (focus) frame.addEventListener('load', view.focusFrame, { once: true });
      inside.append(frame);
    },
    focusFrame: () => { frame?.focus(); },
    moveFrame: (at) => { if (frame !== null) place(frame, at); },
    closeFrame() {
      frame?.remove();
      frame = null;
    },
    remove() {
      view.closeFrame();
      shown = false;
      host.remove();
    },
  };
  return view;
}

/** Into the dialog that the field is in, since all outside of it is dead to clicks; else beside the page's body. */
function insert(host: HTMLElement, field: Element): void {
  (field.closest('dialog:modal') ?? document.documentElement).append(host);
  // The page may be zoomed as a whole; we count in the window's own pixels.
  const zoom = host.parentElement?.currentCSSZoom ?? 1;
  if (zoom !== 1) host.style.setProperty('--zoom', String(1 / zoom));
}

function button(onPress: () => void): HTMLButtonElement {
  const mark = document.createElement('button');
  mark.type = 'button';
  mark.tabIndex = -1;
  mark.title = t('menuOpen');
  mark.setAttribute('aria-label', t('menuOpen'));
  mark.append(picture());
  // The field keeps its focus.
  mark.addEventListener('pointerdown', (event) => { event.preventDefault(); });
  mark.addEventListener('mousedown', (event) => { event.preventDefault(); });
  mark.addEventListener('click', (event) => {
    event.stopPropagation();
    if (event.isTrusted) onPress();
  });
  return mark;
}

const svg = 'http://www.w3.org/2000/svg';

/** Our sign on its own ground, so that it is seen on light and on dark fields. */
function picture(): SVGElement {
  const drawing = document.createElementNS(svg, 'svg');
  for (const [name, value] of Object.entries({ viewBox: '0 0 32 32', width: '18', height: '18' })) drawing.setAttribute(name, value);
  // As in `public/icons/latchkey.svg`.
  const parts = [
    ['rect', { x: '1', y: '1', width: '30', height: '30', rx: '8', fill: '#00767a' }],
    ['path', { 'd': 'M14 5.3a5 5 0 1 0 0 10 5 5 0 0 0 0-10ZM14 15.3V25.8M14 20h4.4M14 25.4h6', 'fill': 'none', 'stroke': '#fff', 'stroke-width': '3.4', 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }],
  ] as const;
  for (const [name, attributes] of parts) {
    const part = document.createElementNS(svg, name);
    for (const [attribute, value] of Object.entries(attributes)) part.setAttribute(attribute, value);
    drawing.append(part);
  }
  return drawing;
}

function place(element: HTMLElement, { left, top }: Pick<Box, 'left' | 'top'>): void {
  element.style.left = `${Math.round(left)}px`;
  element.style.top = `${Math.round(top)}px`;
}

function dress(inside: ShadowRoot): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(styles);
    inside.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox keeps a script's sheets and a page's elements apart.
    const element = document.createElement('style');
    element.textContent = styles;
    inside.append(element);
  }
}

/** Another one each time, so that no page can look for it. */
function randomName(): string {
  const letters = Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => String.fromCharCode(97 + byte % 26)).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}
