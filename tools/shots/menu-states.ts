/**
 * The states of the menu at login fields.
 * @module
 */

import type { Answer, MenuView } from '../../src/messages/contract.ts';
import { popup, vaultRows } from './data.ts';
import type { ScreenState } from './states.ts';

const usual: MenuView = { lock: 'unlocked', purpose: 'login', domain: 'shop.example', rows: popup.matches, total: popup.matches.length, withheld: null, filled: null };
const shown = (view: Partial<MenuView>): { takeMenu: Answer<MenuView> } => ({ takeMenu: { ok: true, value: { ...usual, ...view } } });

export const menuStates: readonly ScreenState[] = [
  { name: 'menu-logins', page: 'menu', hash: '#nonce', answers: shown({}), everyWay: true },
  { name: 'menu-above', page: 'menu', hash: '#nonce/up', answers: shown({}) },
  { name: 'menu-many', page: 'menu', hash: '#nonce', answers: shown({ rows: vaultRows.slice(0, 5), total: 12 }), everyWay: true },
  { name: 'menu-filled', page: 'menu', hash: '#nonce', answers: shown({ filled: { label: 'Example shop' } }), everyWay: true },
  { name: 'menu-none', page: 'menu', hash: '#nonce', answers: shown({ rows: [], total: 0 }) },
  { name: 'menu-insecure', page: 'menu', hash: '#nonce', answers: shown({ rows: [], total: 0, withheld: { kind: 'insecure-page', host: 'shop.example' } }) },
  { name: 'menu-new-password', page: 'menu', hash: '#nonce', answers: shown({ purpose: 'new-password' }), everyWay: true },
  { name: 'menu-locked', page: 'menu', hash: '#nonce', answers: shown({ lock: 'locked', rows: [], total: 0 }), everyWay: true },
];
