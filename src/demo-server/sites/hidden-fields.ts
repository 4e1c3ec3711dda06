/**
 * Ways in which a page hides a field from a person, and ways of drawing one that a person does see.
 * Needs layout, so the browser tests run it: each is the password field of a form whose user name is
 * plain. After one fill the user name is there in all; the password only in `shown`.
 * @see threats: S-04
 * @module
 */

import type { Ask } from '../http/ask.ts';
import { html } from '../http/reply.ts';
import type { Reply } from '../http/reply.ts';

/** The page of one way, by its name in `?way=`. */
export function hiddenField({ query }: Ask): Reply {
  const way = query.get('way') ?? '';
  return html(loginPage(hidden[way] ?? shown[way] ?? ''));
}

/** A page with a form for signing in, around one drawing of its password field. */
export function loginPage(password: string): string {
  return `<!doctype html><body style="margin:20px"><form action="/login"><h1>Sign in</h1><p><label>User name <input name="username"></label></p><div>${password}</div><button>Sign in</button></form></body>`;
}

const field = (style = '', more = '') => `<input type="password" name="password" style="${style}" ${more}>`;
const box = (inner: string, style = '', more = '') => `<div style="${style}" ${more}>${inner}</div>`;

/** Nobody sees the password field. */
export const hidden: Readonly<Record<string, string>> = {
  'display none': field('display:none'),
  'ancestor display none': box(field(),'display:none'),
  'visibility hidden': field('visibility:hidden'),
  'ancestor visibility hidden': box(field(),'visibility:hidden'),
  'visibility collapse': field('visibility:collapse'),
  'opacity 0': field('opacity:0'),
  'opacity 0.01': field('opacity:0.01'),
  'ancestor opacity 0': box(field(),'opacity:0'),
  'stacked opacities': box(box(field('opacity:0.5'),'opacity:0.5'),'opacity:0.5'),
  'filter opacity': field('filter:opacity(0)'),
  'ancestor filter opacity percent': box(field(),'filter:opacity(1%)'),
  'size 1px': field('width:1px;height:1px;padding:0;border:0'),
  'height 0': field('height:0;padding:0;border:0;min-height:0'),
  'width 2px': field('width:2px;padding:0;border:0'),
  'scale 0.01': field('transform:scale(0.01)'),
  'ancestor scale 0': box(field(),'transform:scale(0)'),
  'zoom': field('zoom:0.01'),
  'left -9999': field('position:absolute;left:-9999px'),
  'top -9999': field('position:absolute;top:-9999px'),
  'fixed left -500': field('position:fixed;left:-500px'),
  'text-indent box off': box(field('margin-left:-9999px'),'overflow:hidden'),
  'translate off': field('transform:translateX(-5000px)'),
  'right off hidden': box(box(field(),'position:absolute;left:5000px'),'overflow:hidden;position:relative;height:50px'),
  'zero overflow box': box(field(),'width:0;height:0;overflow:hidden'),
  '1px overflow box': box(field(),'width:1px;height:1px;overflow:hidden;position:absolute'),
  'clip rect': field('position:absolute;clip:rect(0,0,0,0)'),
  'clip rect 1px': box(field(),'position:absolute;clip:rect(1px,1px,1px,1px)'),
  'clip-path inset': field('clip-path:inset(50%)'),
  'clip-path inset 100': box(field(),'clip-path:inset(100%)'),
  'clip-path circle': field('clip-path:circle(0)'),
  'clip-path polygon': field('clip-path:polygon(0 0,0 0,0 0)'),
  'covered': `<span style="position:relative;display:inline-block">${field()}<span style="position:absolute;inset:0;background:#fff"></span></span>`,
  'covered by sibling box': `<div style="position:relative">${field('position:absolute;left:0;top:0')}<div style="position:absolute;left:0;top:0;width:400px;height:40px;background:#fff"></div></div>`,
  'behind z-index': `<div style="background:#fff;position:relative;z-index:0">${field('position:relative;z-index:-1')}<div style="position:absolute;inset:0;background:#fff"></div></div>`,
  'inert': box(field(),'','inert'),
  'aria-hidden': field('','aria-hidden=true'),
  'ancestor aria-hidden': box(field(),'','aria-hidden=true'),
  'hidden attribute': box(field(),'','hidden'),
  'hidden until-found': box(field(),'','hidden=until-found'),
  'closed details': `<details><summary>x</summary>${field()}</details>`,
  'closed dialog': `<dialog>${field()}</dialog>`,
  'content-visibility': box(field(),'content-visibility:hidden'),
  'disabled': field('','disabled'),
  'disabled fieldset': `<fieldset disabled>${field()}</fieldset>`,
  'readonly': field('','readonly'),
  'mask transparent': field('mask-image:linear-gradient(transparent,transparent)'),
  'backface': box(field(),'transform:rotateY(180deg);backface-visibility:hidden'),
  'closed popover': box(field(),'','popover'),
  'pointer-events none + opacity': field('pointer-events:none;opacity:0'),
  'template shadow closed slot': `<template>${field()}</template>`,
  'opacity 0 around a form whose parent is clobbered': `</div></form><div style="opacity:0"><form><input name="parentElement">${field()}</form></div><form><div>`,
};

/** Everybody sees it, or can scroll to it. */
export const shown: Readonly<Record<string, string>> = {
  'plain': field(),
  'floating label over': `<span style="position:relative;display:inline-block"><input id=p type=password name=password><label for=p style="position:absolute;left:4px;top:2px">Password</label></span>`,
  'icon inside': `<span style="position:relative;display:inline-block">${field()}<svg width=16 height=16 style="position:absolute;right:2px;top:2px"><rect width=16 height=16 /></svg></span>`,
  'span caption': `<span style="position:relative;display:inline-block">${field()}<span style="position:absolute;left:4px;top:2px;width:60px">Password</span></span>`,
  'below the fold': `<div style="height:3000px"></div>${field()}`,
  'in scroll box': `<div style="height:60px;overflow:auto"><div style="height:500px"></div>${field()}</div>`,
  'opacity .6': field('opacity:0.6'),
  'open dialog': `<dialog open>${field()}</dialog>`,
  'open details': `<details open>${field()}</details>`,
  'transparent background': field('background:transparent;border:0'),
  'transition translate': box(field(),'transform:translateX(20px)'),
  'sticky header': `<div style="position:sticky;top:0">x</div>${field()}`,
  'overflow hidden card': box(field(),'overflow:hidden;border-radius:8px;padding:10px'),
  'position fixed card': box(field(),'position:fixed;right:20px;bottom:20px'),
  'clip-path rounded': box(field(),'clip-path:inset(0 round 4px);padding:4px'),
  'contain/contents': box(field(),'display:contents'),
  'zoomed page': box(field(),'zoom:1.5'),
  'absolute in overflow static': `<div style="overflow:hidden;height:1px;width:1px">${field('position:absolute;left:40px;top:300px')}</div>`,
  'tall overlay dimmed below': field('margin-top:10px'),
  'rtl': `<div dir=rtl>${field()}</div>`,
  'shadow': `<div><template shadowrootmode=open><div><template shadowrootmode=open>${field()}</template></div></template></div>`,
  'nested scroll + transform': box(box(field(),'transform:scale(1.2);transform-origin:0 0'),'overflow:auto;height:100px'),
};
