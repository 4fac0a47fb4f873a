import { storyBranch } from '../src/bank.ts';
import { test, expect } from '../src/journey.ts';
import { takeTerminal } from '../src/surfaces/lobby.ts';
import { signIn } from '../src/surfaces/staff.ts';
import {
  callNextByKey,
  currentNumber,
  pressUntil,
  startByKey,
  tellerWindow,
} from '../src/surfaces/teller.ts';

test('a teller serves by keys alone: call, recall, start, complete and call next, park, transfer, skip', async ({
  context,
  product,
}) => {
  const teller = await signIn(context, product.url, 'teller', 'teller');
  const display = await takeTerminal(context, product.url, 'windowDisplay', {
    branch: storyBranch,
    window: tellerWindow,
  });
  const first = await callNextByKey(teller);
  await expect(display.getByText(first)).toBeVisible();

  await pressUntil(teller, 'F9', teller.getByText(/第 [2-9] 次呼叫/).first());
  await startByKey(teller);
  await expect(display.getByText('正在办理')).toBeVisible();

  // A sheet that is open keeps the keys to itself.
  const park = teller.getByRole('dialog', { name: `挂起 ${first}` });
  await pressUntil(teller, 'F3', park);
  await teller.keyboard.press('F2');
  await teller.keyboard.press('Escape');
  await expect(park).toBeHidden();
  expect(await currentNumber(teller)).toBe(first);

  const transfer = teller.getByRole('dialog', { name: new RegExp(first) });
  await pressUntil(teller, 'F4', transfer);
  await teller.keyboard.press('Escape');

  const second = await callNextByKey(teller);
  expect(second).not.toBe(first);
  await expect(display.getByText(second)).toBeVisible();
  await pressUntil(teller, 'F10', teller.getByRole('dialog', { name: `${second} 记为过号` }));
  await teller.keyboard.press('Enter');
  await expect(teller.getByText(`${second} 已过号`)).toBeVisible();
  await expect(display.getByText(second)).toBeHidden();
});
