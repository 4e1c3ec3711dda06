/**
 * Generates pages that try to have a person press our menu without seeing it, and pages that only look like them.
 *
 * Twelve ways of hiding, each done to five places: our own element, an element that it is moved into, the page's body that it
 * is moved into, its root, and something laid over it. The pages keep our element out of the top layer, where nothing around
 * it would hide it, or take it out of there once the mark was pressed, and then hide it. They are made of nothing but text, so that they can be tried by hand or on another extension:
 * `node --import tsx e2e/hostile/write.ts DIR` writes them into a folder.
 * @see guides: threats S-01
 * @module
 */
import { spy } from './spy.ts';

export interface TrickPage {
  /** Also the name of its file, without `.html`. */
  name: string;
  html: string;
}

export const loginForm = '<form><label>User name <input name="username" autocomplete="username"></label><label>Password <input name="password" type="password" autocomplete="current-password"></label><button>Log in</button></form>';

/** What hides an element, as CSS. */
const hidings: Readonly<Record<string, string>> = {
  'opacity': 'opacity: 0',
  'faint': 'opacity: 0.02',
  'filter-opacity': 'filter: opacity(0)',
  'blur': 'filter: blur(40px)',
  'clip-path': 'clip-path: inset(0 0 100% 0)',
  'mask': 'mask-image: linear-gradient(transparent, transparent)',
  'blend': 'mix-blend-mode: destination-out; mix-blend-mode: color-burn; background: white',
  'scale': 'transform: scale(0.02)',
  'turn': 'transform: perspective(200px) rotateY(89.9deg)',
  'moving': 'animation: hostile-move 0.3s infinite linear',
  'flicker': 'animation: hostile-flicker 0.06s infinite steps(1)',
  'zoom': 'zoom: 0.02',
};

/** What is laid over ours, as HTML; each ends up in the top layer above us where it can. */
const covers: Readonly<Record<string, string>> = {
  'whole': '<div style="inset:0;background:white"></div>',
  'see-through': '<div style="inset:0;background:white;opacity:0.98"></div>',
  'almost': '<div style="inset:0;background:white;clip-path:polygon(0 0,100% 0,100% 100%,0 100%)"></div>',
  'part': '<div style="inset:0;background:white;clip-path:inset(0 0 30% 0)"></div>',
  'popover': '<div popover="manual" style="inset:0;width:100%;height:100%;background:white"></div>',
  'popover-text': '<div popover="manual" style="inset:0;width:100%;height:100%;border:0;background:none"><div style="background:white;height:2000px">Click here to win</div></div>',
  'dialog': '<dialog style="inset:0;width:100%;height:100%;max-width:none;max-height:none;background:white">Loading …</dialog>',
  'backdrop': '<dialog style="width:1px;height:1px;border:0;padding:0"></dialog><style>dialog::backdrop{background:white}</style>',
  'picture': '<div popover="manual" style="inset:0;border:0;padding:0;background:none"><svg width="2000" height="2000"><rect width="2000" height="2000" fill="white"/></svg></div>',
  'frame': '<div popover="manual" style="inset:0;border:0;padding:0;background:none"><iframe style="width:2000px;height:2000px;border:0" srcdoc="<body style=background:white>"></iframe></div>',
  'many': Array.from({ length: 40 }, (_, at) => `<div popover="manual" style="inset:auto;left:0;top:${at * 20}px;width:2000px;height:20px;border:0;padding:0;margin:0;background:white"></div>`).join(''),
  'glass': '<div popover="manual" style="inset:0;width:100%;height:100%;border:0;background:none;backdrop-filter:blur(60px)"></div>',
};

const places = ['root', 'parent', 'body', 'html'] as const;

/** Ours is an element with a hyphen in its name that was put into the page. Each that comes is acted on, before anybody sees it. */
const findOurs = `
const isOurs = (node) => node.localName?.includes('-') && !node.hasAttribute('data-hostile');
let outOfTopLayer = false;
addEventListener('beforetoggle', (event) => { if (outOfTopLayer && isOurs(event.target)) event.preventDefault(); }, true);
const moveInto = (box, ours) => { if (ours.parentNode !== box) (box.moveBefore ?? box.append).call(box, ours, null); return box; };
const known = new WeakSet();
const whenOurs = (act) => new MutationObserver((changes) => {
  for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
    if (!isOurs(node) || known.has(node)) continue;
    known.add(node);
    act(node);
  }
}).observe(document, { childList: true, subtree: true });
const whenPressed = (act) => addEventListener('click', (event) => { if (isOurs(event.target)) setTimeout(() => act(event.target), 100); }, true);`;

const target: Readonly<Record<(typeof places)[number], string>> = {
  root: 'ours',
  // Moved as a whole, which keeps what is in it.
  parent: 'moveInto(document.documentElement.appendChild(document.createElement("div")), ours)',
  body: 'moveInto(document.body, ours)',
  html: 'document.documentElement',
};

/** Whether ours is kept out of the top layer from the start, or is taken out of it once the mark was pressed. */
const early: Readonly<Record<(typeof places)[number], boolean>> = { root: true, parent: false, body: true, html: false };

function hidingPage(trick: string, css: string, place: (typeof places)[number]): TrickPage {
  const script = `${findOurs}
outOfTopLayer = ${JSON.stringify(early[place])};
const hideAll = (ours) => {
  const hidden = ${target[place]};
  const rules = ${JSON.stringify(css)}.split(';').map((rule) => rule.split(/:(.*)/s));
  for (const [name, value] of rules) hidden.style.setProperty(name.trim(), value.trim(), 'important');
  // By every other way, should the first be forbidden.
  document.head.append(Object.assign(document.createElement('style'), { textContent: \`\${hidden.localName} { ${css.replaceAll(';', ' !important;')} !important }\` }));
  if (hidden === ours) ours.animate([{ opacity: 0, filter: 'opacity(0)' }, { opacity: 0, filter: 'opacity(0)' }], { duration: 1e6, fill: 'both' });
};
${early[place] ? 'whenOurs(hideAll);' : `whenPressed((ours) => {
  outOfTopLayer = true;
  ours.hidePopover();
  hideAll(ours);
});`}`;
  return { name: `${trick}-${place}`, html: page(`${trick}, ${place}`, loginForm, script) };
}

function coverPage(name: string, cover: string): TrickPage {
  const script = `${findOurs}
const cover = () => {
  const over = document.createElement('div');
  over.dataset.hostile = '';
  over.innerHTML = ${JSON.stringify(cover)};
  document.documentElement.append(over);
  for (const part of over.children) {
    Object.assign(part.style, { position: 'fixed', zIndex: 2147483647, pointerEvents: 'none' });
    if (part.matches('[popover]')) part.showPopover();
    if (part.matches('dialog')) ${name === 'dialog' || name === 'backdrop' ? 'part.showModal()' : 'part.show()'};
  }
};
whenPressed(cover);`;
  return { name: `${name}-over`, html: page(`${name}, over`, loginForm, script) };
}

/** Every way of hiding in every place. */
export const hostilePages: readonly TrickPage[] = [
  ...Object.entries(hidings).flatMap(([trick, css]) => places.map((place) => hidingPage(trick, css, place))),
  ...Object.entries(covers).map(([name, cover]) => coverPage(name, cover)),
];

/** A few for every day, of each place. */
export const someHostilePages: readonly TrickPage[] = hostilePages.filter((_, at) => at % 9 === 2);

/** @param script - runs in the page at its end */
export function page(title: string, body: string, script = '', head = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,">
<style>body{font:16px/1.5 sans-serif;max-width:24rem;margin:2rem auto;padding:0 1rem}label{display:block;margin:.6rem 0}input{display:block;box-sizing:border-box;width:100%;padding:.5rem;font:inherit}
@keyframes hostile-move{50%{transform:translate(300px,200px)}}@keyframes hostile-flicker{50%{opacity:0}}</style>
${head}<script>${spy}</script></head><body><h1>Log in</h1>${body}<script>${script}</script></body></html>`;
}
