import { test, expect } from '../src/journey.ts';
import { storyBranch } from '../src/bank.ts';
import { takeTicket } from '../src/surfaces/kiosk.ts';
import { takeTerminal } from '../src/surfaces/lobby.ts';
import { signIn } from '../src/surfaces/staff.ts';

test('an elderly customer takes a ticket in large type, and the PAD knows that care is wanted', async ({
  context,
  product,
}) => {
  const kiosk = await takeTerminal(context, product.url, 'kiosk', { branch: storyBranch });
  const pad = await signIn(context, product.url, 'pad', 'lobby');
  await kiosk.getByRole('radio', { name: '长者模式' }).click();
  await expect(kiosk.locator('html[data-elder]')).toHaveCount(1);
  const tile = kiosk.getByRole('button', { name: /^现金存取/ });
  const width = (await tile.boundingBox())!.width;
  expect(width, 'one choice per row').toBeGreaterThan(900);
  const number = await takeTicket(kiosk, '现金存取');
  await expect(pad.getByRole('button', { name: new RegExp(`^${number} .*长者`) })).toBeVisible();
  await kiosk.getByRole('button', { name: '首页' }).click();
  await expect(kiosk.getByRole('radio', { name: '标准' }), 'the next customer starts anew').toBeChecked();
});

test('a guest from abroad takes a ticket in English and the next customer finds the kiosk in Chinese', async ({
  context,
  product,
}) => {
  const kiosk = await takeTerminal(context, product.url, 'kiosk', { branch: storyBranch });
  await kiosk.getByRole('radio', { name: 'English' }).click();
  await expect(kiosk.getByRole('heading', { name: /Put down your ID/ })).toBeVisible();
  await expect(kiosk.locator('html')).toHaveAttribute('lang', 'en');
  await takeTicket(kiosk, 'Transfers and bills');
  await expect(kiosk.getByText('Take your number with you')).toBeVisible();
  await kiosk.getByRole('button', { name: 'Home' }).click();
  await expect(kiosk.getByRole('heading', { name: /放上身份证/ })).toBeVisible();
});

test('the evaluator asks in large type and in English', async ({ context, product }) => {
  const page = await takeTerminal(context, product.url, 'evaluator', { branch: storyBranch, window: '1' });
  await page.getByRole('button', { name: '长者模式' }).click();
  await expect(page.locator('html[data-elder]')).toHaveCount(1);
  await page.getByRole('button', { name: '标准模式' }).click();
  await expect(page.locator('html[data-elder]')).toHaveCount(0);

  await page.goto(`${product.url}/lobby/`);
  await page.getByRole('radio', { name: 'English' }).click();
  await page.getByRole('link', { name: /^Evaluator/ }).click();
  await expect(page.getByText('Please rate our service when you are done')).toBeVisible();
});
