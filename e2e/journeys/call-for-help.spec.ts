import { storyBranch } from '../src/bank.ts';
import { test, expect } from '../src/journey.ts';
import { takeTerminal } from '../src/surfaces/lobby.ts';
import { signIn } from '../src/surfaces/staff.ts';

test('a teller and a customer at the kiosk call for help; the lobby manager goes, and both see who comes', async ({
  context,
  product,
}) => {
  const teller = await signIn(context, product.url, 'teller', 'teller');
  const pad = await signIn(context, product.url, 'pad', 'lobby');
  const kiosk = await takeTerminal(context, product.url, 'kiosk', { branch: storyBranch });

  await teller.getByRole('button', { name: '呼叫大堂' }).click();
  await teller.getByRole('dialog').getByRole('button', { name: '授权复核' }).click();
  await expect(teller.getByRole('status').filter({ hasText: '等待响应' })).toBeVisible();
  await kiosk
    .getByRole('button', { name: /人工帮助/ })
    .first()
    .click();
  await kiosk.getByRole('button', { name: '呼叫大堂经理' }).click();
  await expect(kiosk.getByText('已呼叫，请在此稍候')).toBeVisible();

  const needs = pad.getByRole('listitem');
  await needs.filter({ hasText: '授权复核' }).getByRole('button', { name: '我去' }).click();
  await expect(teller.getByRole('status').filter({ hasText: '林小雨正在过来' })).toBeVisible();
  await needs.filter({ hasText: '引导自助' }).getByRole('button', { name: '我去' }).click();
  await expect(kiosk.getByText('林小雨正在过来帮您')).toBeVisible();

  await needs.filter({ hasText: '引导自助' }).getByRole('button', { name: '已到场' }).click();
  await expect(kiosk.getByText('林小雨已到，正在帮您')).toBeVisible();

  await needs.filter({ hasText: '授权复核' }).getByRole('button', { name: '完成' }).click();
  await pad.getByRole('dialog').getByRole('button', { name: '已解决' }).click();
  await expect(teller.getByRole('button', { name: '呼叫大堂' })).toBeVisible();
  await needs.filter({ hasText: '引导自助' }).getByRole('button', { name: '完成' }).click();
  await pad.getByRole('dialog').getByRole('button', { name: '无需协助' }).click();
  await expect(kiosk.getByRole('button', { name: '呼叫大堂经理' })).toBeVisible();
});
