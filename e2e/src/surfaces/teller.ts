import { expect } from '../journey.ts';
import type { Locator, Page } from '../journey.ts';

/** The teller's account has its place: the window it is signed in at when the demo opens. */
export const tellerWindow = '3';

/** Calls the next customer by key, after finishing the one at the window if there is one. Gives the number that was called. */
export async function callNextByKey(teller: Page): Promise<string> {
  const acts = teller.getByRole('toolbar', { name: '叫号操作' });
  await expect(acts).toBeVisible();
  if (await acts.getByRole('button', { name: /^开始办理/ }).isVisible()) await startByKey(teller);
  const isServing = await acts.getByRole('button', { name: /^完成并叫下一位/ }).isVisible();
  await pressUntil(teller, isServing ? 'F2' : 'F8', acts.getByRole('button', { name: /^开始办理/ }));
  return currentNumber(teller);
}

/** The ticket at the window. */
export async function currentNumber(teller: Page): Promise<string> {
  const words = await teller.getByRole('main').innerText();
  const number = /\b[A-Z]\d{3,4}\b/.exec(words)?.[0];
  if (number === undefined) throw new Error('nobody is at the window');
  return number;
}

/** F8 as a teller presses it. */
export async function startByKey(teller: Page): Promise<void> {
  await pressUntil(teller, 'F8', teller.getByText('已办理'));
}

/**
 * A key pressed again until what it does is seen, as a person would: the page takes no key while the last act is
 * on its way, nor the same act within 700 ms, so that a double press acts once.
 */
export async function pressUntil(teller: Page, key: string, seen: Locator): Promise<void> {
  await expect(async () => {
    if (await seen.isVisible()) return;
    await teller.keyboard.press(key);
    await expect(seen).toBeVisible({ timeout: 700 });
  }).toPass({ intervals: [300] });
}
