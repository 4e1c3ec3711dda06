/**
 * The mark at a field of a web page, and the menu that it opens: found from outside, since no script of the page's world can.
 * @module
 */
import type { CDPSession, Frame, Page } from 'playwright';
import { until } from './browser.ts';
import { words } from './words.ts';

export interface Rectangle { left: number; top: number; width: number; height: number }

interface Node { nodeName: string; nodeId: number; attributes?: string[]; children?: Node[]; shadowRoots?: Node[]; contentDocument?: Node }

/** What our element in the page holds: the mark, and the frame of the menu while it is open. In CSS pixels of the window. */
export async function marksIn(page: Page): Promise<{ mark: Rectangle | null; menu: Rectangle | null }> {
  const boxes = await insideOf(page, async (inside, cdp) => ({
    mark: await boxOf(cdp, inside.find(({ nodeName }) => nodeName === 'BUTTON')),
    menu: await boxOf(cdp, inside.find(({ nodeName }) => nodeName === 'IFRAME')),
  }));
  return boxes ?? { mark: null, menu: null };
}

function findMark(node: Node): readonly Node[] | null {
  for (const child of [...(node.shadowRoots ?? []), ...(node.children ?? []), ...(node.contentDocument ? [node.contentDocument] : [])]) {
    if (child.nodeName === 'BUTTON' && child.attributes?.includes(words('menuOpen'))) return node.children ?? [];
    const found = findMark(child);
    if (found !== null) return found;
  }
  return null;
}

async function boxOf(cdp: CDPSession, node: Node | undefined): Promise<Rectangle | null> {
  if (node === undefined) return null;
  const model = await cdp.send('DOM.getBoxModel', { nodeId: node.nodeId }).catch(() => null);
  if (model === null) return null;
  const [left = 0, top = 0, , , right = 0, bottom = 0] = model.model.border;
  return { left, top, width: right - left, height: bottom - top };
}

/** Waits for the mark. */
export async function markOf(page: Page): Promise<Rectangle> {
  await until('a mark at the field', async () => (await marksIn(page)).mark !== null);
  const { mark } = await marksIn(page);
  if (mark === null) throw new Error('The mark has gone.');
  return mark;
}

/** Clicks the mark at the field that has the focus. */
export async function clickMark(page: Page): Promise<void> {
  const { left, top, width, height } = await markOf(page);
  await page.mouse.click(left + width / 2, top + height / 2);
}

/** The frame of the menu that is open, if there is one. */
export function menuFrame(page: Page): Frame | undefined {
  return page.frames().find((frame) => frame.url().includes('/src/ui/menu/index.html'));
}

/** The menu that is open, with something to press in it. */
export async function menuIn(page: Page): Promise<Frame> {
  await until('the menu to open', () => Promise.resolve(menuFrame(page) !== undefined));
  const menu = menuFrame(page);
  if (menu === undefined) throw new Error('The menu has closed.');
  await menu.getByRole('menuitem').first().waitFor();
  return menu;
}

/** Waits until the menu takes a press: it has been seen for long enough. */
export async function menuReady(menu: Frame): Promise<void> {
  await menu.locator('main[data-sight=yes]').waitFor({ state: 'attached' });
}

/** The address of the menu's frame as it stands in our element, which no page can read. */
export async function menuAddress(page: Page): Promise<string> {
  const inside = await insideOf(page, (nodes) => Promise.resolve(nodes)) ?? [];
  const attributes = inside.find(({ nodeName }) => nodeName === 'IFRAME')?.attributes ?? [];
  return attributes[attributes.indexOf('src') + 1] ?? '';
}

/** Looks at what is in our element. Null: it isn't there. */
async function insideOf<Found>(page: Page, look: (inside: readonly Node[], cdp: CDPSession) => Promise<Found>): Promise<Found | null> {
  const cdp = await page.context().newCDPSession(page);
  try {
    const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true });
    const inside = findMark(root);
    return inside === null ? null : await look(inside, cdp);
  } finally {
    await cdp.detach();
  }
}
