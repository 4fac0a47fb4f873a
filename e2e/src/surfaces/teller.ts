import { expect } from '../journey.ts';
import type { Page } from '../journey.ts';

/** The teller's account has its place: the window it is signed in at when the demo opens. */
export const tellerWindow = '3';

/** F8 as a teller presses it. The page takes no second press within 700 ms of the last act, so that a double press acts once. */
export async function startByKey(teller: Page): Promise<void> {
  await expect(async () => {
    await teller.keyboard.press('F8');
    await expect(teller.getByText('已办理')).toBeVisible({ timeout: 700 });
  }).toPass({ intervals: [300] });
}

/** Reads the customer's card at the window by the demo's reader. */
export async function readCard(teller: Page, card: string): Promise<void> {
  const reader = teller.getByRole('complementary', { name: '读卡模拟' });
  await reader.getByRole('button', { name: '读卡模拟' }).click();
  await reader.getByRole('radio', { name: '银行卡' }).click();
  await reader.getByLabel('银行卡号').fill(card);
  await reader.getByRole('button', { name: '放上读取' }).click();
  await expect(reader.getByText('已读取')).toBeVisible();
  await reader.getByRole('button', { name: '读卡模拟', expanded: true }).click();
}
