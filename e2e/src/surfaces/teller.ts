import { expect } from '../journey.ts';
import type { Page } from '../journey.ts';

/** The teller's account has its place: the window it is signed in at when the demo opens. */
export const tellerWindow = '3';

/** Calls the next customer by key, after finishing the one at the window if there is one. Gives the number that was called. */
export async function callNextByKey(teller: Page): Promise<string> {
  const acts = teller.getByRole('toolbar', { name: '叫号操作' });
  await expect(acts).toBeVisible();
  if (await acts.getByRole('button', { name: /^开始办理/ }).isVisible()) await startByKey(teller);
  const isServing = await acts.getByRole('button', { name: /^完成并叫下一位/ }).isVisible();
  await expect(async () => {
    await teller.keyboard.press(isServing ? 'F2' : 'F8');
    await expect(acts.getByRole('button', { name: /^开始办理/ })).toBeVisible({ timeout: 700 });
  }).toPass({ intervals: [300] });
  return currentNumber(teller);
}

/** The ticket at the window. */
export async function currentNumber(teller: Page): Promise<string> {
  const words = await teller.getByRole('main').innerText();
  const number = /\b[A-Z]\d{3,4}\b/.exec(words)?.[0];
  if (number === undefined) throw new Error('nobody is at the window');
  return number;
}

/** F8 as a teller presses it. The page takes no second press within 700 ms of the last act, so that a double press acts once. */
export async function startByKey(teller: Page): Promise<void> {
  await expect(async () => {
    await teller.keyboard.press('F8');
    await expect(teller.getByText('已办理')).toBeVisible({ timeout: 700 });
  }).toPass({ intervals: [300] });
}
