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
  const cdp = await page.context().newCDPSession(page);
  try {
    const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true });
    const inside = findMark(root);
    if (inside === null) return { mark: null, menu: null };
    return { mark: await boxOf(cdp, inside.find(({ nodeName }) => nodeName === 'BUTTON')), menu: await boxOf(cdp, inside.find(({ nodeName }) => nodeName === 'IFRAME')) };
  } finally {
    await cdp.detach();
  }
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

/** The menu that is open, with something to press in it. */
export async function menuIn(page: Page): Promise<Frame> {
  const find = (): Frame | undefined => page.frames().find((frame) => frame.url().includes('/src/ui/menu/index.html'));
  await until('the menu to open', () => Promise.resolve(find() !== undefined));
  const menu = find();
  if (menu === undefined) throw new Error('The menu has closed.');
  await menu.getByRole('menuitem').first().waitFor();
  return menu;
}

/** Milliseconds after which the menu takes a press, and a little more. */
export const seenFor = 700;
