import { storyBranch } from '../src/bank.ts';
import { test, expect } from '../src/journey.ts';
import { takeTicket } from '../src/surfaces/kiosk.ts';
import { takeTerminal } from '../src/surfaces/lobby.ts';
import { signIn } from '../src/surfaces/staff.ts';

test('a server that goes away is told on every screen, the PAD keeps its board to read, and all heal by themselves when it is back', async ({
  context,
  product,
}) => {
  const teller = await signIn(context, product.url, 'teller', 'teller');
  const pad = await signIn(context, product.url, 'pad', 'lobby');
  const kiosk = await takeTerminal(context, product.url, 'kiosk', { branch: storyBranch });
  const lanes = pad.getByRole('region', { name: '现金存取' });
  await expect(lanes).toBeVisible();
  await expect(teller.getByRole('toolbar', { name: '叫号操作' })).toBeVisible();
  await expect(kiosk.getByRole('button', { name: /^现金存取/ })).toBeEnabled();
  // The worker that opens the page without a network, and the copy of the board, are there.
  await pad.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => pad.evaluate(async () => (await indexedDB.databases()).length)).toBeGreaterThan(0);

  await product.away(async () => {
    await expect(teller.getByText(/数据停留于|离线/).first()).toBeVisible({ timeout: 30_000 });
    await expect(pad.getByText(/数据停留于|离线/).first()).toBeVisible({ timeout: 30_000 });
    await expect(kiosk.getByText(/数据停留于|暂时连不上/).first()).toBeVisible({ timeout: 30_000 });

    await pad.reload();
    await expect(pad.getByText(/离线 · 看板停留于/)).toBeVisible();
    await expect(lanes).toBeVisible();
    await expect(pad.getByRole('button', { name: '代客取号' }), 'nothing can be done offline').toBeHidden();
    const words = await pad.locator('body').innerText();
    expect(words, 'no full names in the copy').not.toMatch(/沈春梅|王淑芳|顾岩|刘洋/);
  });

  await expect(pad.getByRole('status').filter({ hasText: '已连接' })).toBeVisible({ timeout: 30_000 });
  await expect(kiosk.getByText(/更新$/)).toBeVisible({ timeout: 30_000 });
  const number = await takeTicket(kiosk, '现金存取');
  await expect(pad.getByRole('button', { name: new RegExp(`^${number} `) })).toBeVisible();
  await expect(teller.getByRole('button', { name: new RegExp(`^${number} `) })).toBeVisible();
});
