/**
 * Our entries in the context menu of a page: of its fields, and of what could be an invitation.
 * @module
 */

import type { FieldRole } from '../../core/forms/facts.ts';
import { t, type TextKey } from '../../messages/text.ts';
import { browser } from '../browser.ts';
import type { Clicked, Triggers } from './triggers.ts';

/** A link or a text that a person means to accept as an invitation. */
export const inviteMenu = 'invite';
const fill = 'fill';
const never = 'never';
const parent = 'use';
/** What a person may say that a field is for. */
const uses = {
  'username': 'menuUseUsername', 'current-password': 'menuUsePassword', 'new-password': 'menuUseNewPassword', 'one-time-code': 'menuUseCode', 'none': 'menuUseNone',
} as const satisfies Partial<Record<FieldRole, TextKey>>;

const inPages = { documentUrlPatterns: ['http://*/*', 'https://*/*'] };
const place = { ...inPages, contexts: ['editable'] } satisfies Omit<chrome.contextMenus.CreateProperties, 'id'>;

/** Once, when we are installed or updated: the browser keeps them. */
export async function createContextMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({ ...place, contexts: ['editable', 'page'], id: fill, title: t('menuFill') });
  browser.contextMenus.create({ ...place, id: parent, title: t('menuUse') });
  for (const [role, text] of Object.entries(uses)) browser.contextMenus.create({ ...place, id: `${parent} ${role}`, parentId: parent, title: t(text) });
  browser.contextMenus.create({ ...place, id: never, title: t('menuNever') });
  browser.contextMenus.create({ ...inPages, contexts: ['link', 'selection'], id: inviteMenu, title: t('menuAcceptInvite') });
}

export async function clickedContextMenu(info: chrome.contextMenus.OnClickData, tab: chrome.tabs.Tab | undefined, triggers: Triggers): Promise<void> {
  if (tab?.id === undefined) return;
  const frameId = info.frameId ?? 0;
  const clicked: Clicked = { tabId: tab.id, url: tab.url ?? info.pageUrl, frame: frameId === 0 ? null : { frameId, url: info.frameUrl } };
  const [role] = Object.keys(uses).filter((one): one is keyof typeof uses => info.menuItemId === `${parent} ${one}`);
  if (info.menuItemId === fill) await triggers.fillAt(clicked);
  else if (info.menuItemId === never) await triggers.neverAt(clicked);
  else if (role !== undefined) await triggers.useField(clicked, role);
}
