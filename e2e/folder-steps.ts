/**
 * What a person does on the Files page, step by step.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from 'playwright/test';
import { words } from '../tools/driver/words.ts';
import type { Driven } from '../tools/driver/browser.ts';

export const filesPage = 'src/ui/files/index.html';

/** The page with the encryption set up. @returns the twelve words too */
export async function setUp(driven: Driven, hash = ''): Promise<{ page: Page; phrase: string[] }> {
  const page = await driven.page(`${filesPage}${hash}`);
  await page.getByRole('button', { name: words('foldersShowWords') }).click();
  await expect(page.locator('.words li')).toHaveCount(12);
  const phrase = await page.locator('.words .mono').allTextContents();
  await page.getByRole('button', { name: words('foldersWrittenDown') }).click();
  await expect(page.locator('form .input')).toHaveCount(3);
  for (const field of await page.locator('form .input').all()) {
    const place = Number((await field.getAttribute('id'))?.replace('word-', ''));
    await field.fill(phrase[place] ?? '');
  }
  await page.getByRole('button', { name: words('foldersFinish') }).click();
  await expect(page.getByRole('button', { name: words('foldersNewRoot') })).toBeVisible();
  return { page, phrase };
}

export async function makeRoot(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: words('foldersNewRoot') }).click();
  await page.getByLabel(words('foldersRootName')).fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByText(words('foldersEmpty'))).toBeVisible();
}

export async function makeFolder(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: words('foldersNewFolder') }).click();
  await page.getByLabel(words('foldersFolderName')).fill(name);
  await page.keyboard.press('Enter');
  await expect(rowOf(page, name)).toBeVisible();
}

export const rowOf = (page: Page, name: string): Locator => page.locator('.file-rows tbody tr').filter({ hasText: name });

/** The button that is a row's name. */
export const nameOf = (page: Page, name: string): Locator => page.locator('.file-rows tbody').getByRole('button', { name, exact: true });

/** The name of a folder as the heading of where one is. */
export async function enter(page: Page, name: string): Promise<void> {
  await nameOf(page, name).press('Enter');
  await expect(page.getByRole('heading', { name })).toBeVisible();
}

export async function upload(page: Page, files: readonly { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  await page.locator('input.choose-upload').setInputFiles([...files]);
  for (const { name } of files) await expect(rowOf(page, name)).toBeVisible();
}

/** What a button puts on the disk. */
export async function downloaded(page: Page, button: string): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button, exact: true }).click()]);
  return readFile(await download.path());
}

export async function deleteRoot(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: words('foldersDeleteAll') }).click();
  await page.getByLabel(words('foldersTypeName', { name })).fill(name);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: words('foldersNewRoot') })).toBeVisible();
  await expect(rowOf(page, name)).toHaveCount(0);
}
