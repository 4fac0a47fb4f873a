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

test('a customer at a window calls the lobby manager from the evaluator and sees who comes; called too often it says whom to ask', async ({
  context,
  product,
}) => {
  const pad = await signIn(context, product.url, 'pad', 'lobby');
  const evaluator = await takeTerminal(context, product.url, 'evaluator', {
    branch: storyBranch,
    window: '2',
  });
  const needs = pad.getByRole('listitem').filter({ hasText: '2 号窗' }).filter({ hasText: '客户求助' });

  await evaluator.getByRole('button', { name: '人工帮助' }).click();
  const sheet = evaluator.getByRole('dialog');
  await sheet.getByRole('button', { name: '呼叫大堂经理' }).click();
  await expect(sheet.getByRole('status')).toContainText('已呼叫大堂经理');
  await needs.getByRole('button', { name: '我去' }).click();
  await expect(sheet.getByRole('status')).toContainText('林小雨正在过来帮您');
  await sheet.getByRole('button', { name: '知道了' }).click();
  await expect(evaluator.getByRole('banner').getByRole('button', { name: '林小雨正在过来' })).toBeVisible();
  await needs.getByRole('button', { name: '已到场' }).click();
  await needs.getByRole('button', { name: '完成' }).click();
  await pad.getByRole('dialog').getByRole('button', { name: '已解决' }).click();

  await evaluator.getByRole('button', { name: '人工帮助' }).click();
  for (let time = 2; time <= 4; time++) {
    await sheet.getByRole('button', { name: '呼叫大堂经理' }).click();
    await sheet.getByRole('button', { name: '取消呼叫' }).click();
  }
  await sheet.getByRole('button', { name: '呼叫大堂经理' }).click();
  await expect(sheet.getByRole('alert')).toContainText('请直接告诉柜员');
});
