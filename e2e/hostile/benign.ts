/**
 * Twenty honest pages that have something of the hostile ones: dialogs, layers, filters, movement. All of them must still fill
 * through the menu.
 * @module
 */
import { loginForm, page, type TrickPage } from './tricks.ts';

const form = loginForm;
const style = (css: string): string => `<style>${css}</style>`;
const inShadow = (mode: string): string => `const host = document.querySelector('#host'); const inside = document.querySelector('template').content; host.attachShadow({ mode: '${mode}' }).append(inside);`;

export const benignPages: readonly TrickPage[] = [
  { name: 'plain', html: page('plain', form) },
  { name: 'modal-dialog', html: page('modal dialog', `<dialog>${form}</dialog>`, "document.querySelector('dialog').showModal();") },
  { name: 'popover', html: page('popover', `<div popover="manual">${form}</div>`, "document.querySelector('[popover]').showPopover();") },
  { name: 'sticky-header', html: page('sticky header', `<header style="position:sticky;top:0;background:teal;z-index:999999;padding:1rem">Shop</header>${form}<p style="height:2000px"></p>`) },
  { name: 'cookie-banner', html: page('cookie banner', `${form}<div style="position:fixed;inset:auto 0 0 0;height:80px;background:#eee;z-index:2147483647">Cookies?</div>`) },
  { name: 'faded-in', html: page('faded in', form, '', style('@keyframes in{from{opacity:0;transform:translateY(20px)}}form{animation:in .3s ease-out}')) },
  { name: 'zoomed', html: page('zoomed', form, '', style('html{zoom:1.25}')) },
  { name: 'zoomed-out', html: page('zoomed out', form, '', style('html{zoom:0.8}')) },
  { name: 'scaled-form', html: page('scaled form', `<div style="transform:scale(1.1);transform-origin:0 0">${form}</div>`) },
  { name: 'transformed-body', html: page('transformed body', form, '', style('body{transform:translateZ(0);will-change:transform}')) },
  { name: 'scroll-box', html: page('scroll box', `<div style="height:300px;overflow:auto;border:1px solid"><p style="height:60px"></p>${form}<p style="height:600px"></p></div>`) },
  { name: 'centred', html: page('centred', `<div style="position:fixed;inset:0;display:grid;place-items:center;background:#fafafa"><div style="padding:2rem;background:white;border-radius:12px;box-shadow:0 8px 40px #0003">${form}</div></div>`) },
  { name: 'open-shadow', html: page('open shadow', `<div id="host"></div><template>${form}</template>`, inShadow('open')) },
  { name: 'late-form', html: page('late form', '<div id="late"></div>', `setTimeout(() => { document.querySelector('#late').innerHTML = ${JSON.stringify(form)}; }, 400);`) },
  { name: 'from-right', html: page('from right', `<div dir="rtl">${form}</div>`) },
  { name: 'dark', html: page('dark', form, '', style('html{color-scheme:dark;background:#111;color:#eee}')) },
  { name: 'strong-rules', html: page('strong rules', form, '', style('*{transition:all .2s !important;animation-duration:.2s !important}html>*:not(head){opacity:1 !important;position:relative}iframe,button{max-width:50px;filter:none}')) },
  { name: 'blurred-backdrop', html: page('blurred backdrop', `<div style="position:fixed;inset:0;backdrop-filter:blur(8px)"></div><div style="position:relative;background:white">${form}</div>`) },
  { name: 'dark-reader', html: page('dark reader', form, '', style('html{filter:invert(0.92) hue-rotate(180deg)}')) },
  { name: 'dimmed-root', html: page('dimmed root', form, '', style('html{opacity:0.97}')) },
];

/** A few for every day. */
export const someBenignPages: readonly TrickPage[] = benignPages.filter((_, at) => at % 4 === 1);
