import { queueEndpoints } from '@huiting/contracts/queue';
import { launchPostgres } from '@huiting/server/platform/database/launcher/launcher';
import { createPool } from '@huiting/server/platform/database/pool';
import { createLog } from '@huiting/server/platform/log';
import { join } from 'node:path';
import { must } from '../src/api.ts';
import { storyBranch } from '../src/bank.ts';
import { test, expect } from '../src/journey.ts';
import type { Page } from '../src/journey.ts';
import { startProduct, temporaryDataDir } from '../src/product.ts';
import { takeTicket } from '../src/surfaces/kiosk.ts';
import { takeTerminal } from '../src/surfaces/lobby.ts';
import { signIn } from '../src/surfaces/staff.ts';

/** Ticks options of a drop-down of the console. */
async function choose(page: Page, combobox: ReturnType<Page['getByRole']>, option: string): Promise<void> {
  await combobox.click();
  await page.locator('.ant-select-dropdown:visible').getByTitle(option, { exact: true }).click();
}

test('a branch manager adds a service, changes the strategy, tries it on yesterday and publishes it; tomorrow’s first ticket follows it', async ({
  context,
}) => {
  test.setTimeout(240_000);
  const dataDir = temporaryDataDir();
  // A database of its own, so that the journey may turn the bank's clock to the next morning.
  const postgres = await launchPostgres({ dataDir: join(dataDir.path, 'pg') });
  const product = await startProduct({ dataDir: dataDir.path, env: { DATABASE_URL: postgres.url } });
  const pool = createPool({ url: postgres.url, size: 1, log: createLog({ level: 'silent' }) });
  try {
    const { url } = product;
    const kiosk = await takeTerminal(context, url, 'kiosk', { branch: storyBranch });
    const manager = await signIn(context, url, 'console', 'manager');

    // A new service, third at the kiosk, taken by windows 1 and 2.
    await manager.getByRole('link', { name: '排队设置' }).click();
    await manager.getByRole('button', { name: '新增业务' }).click();
    await manager.getByLabel('中文名称').fill('贵金属');
    await manager.getByLabel('英文名称').fill('Precious metals');
    const handle = manager.getByRole('button', { name: '移动 贵金属' });
    await handle.focus();
    for (let step = 0; step < 4; step += 1) await handle.press('ArrowUp');
    for (const window of ['1', '2'])
      await manager.getByRole('checkbox', { name: new RegExp(`^${window}.?号窗 办理贵金属`) }).click();
    await manager.getByRole('button', { name: '保存并生效' }).click();
    await manager.getByRole('textbox', { name: '改动原因' }).fill('新开贵金属业务');
    await manager.getByRole('dialog').getByRole('button', { name: '保存并生效' }).click();
    await expect(manager.getByText('已保存为第 1 版，已生效')).toBeVisible();

    // At the kiosk at once, without a reload.
    await expect(kiosk.getByRole('button', { name: /^贵金属/ })).toBeEnabled();
    expect(await takeTicket(kiosk, '贵金属')).toMatch(/^D001$/);
    await kiosk.getByRole('button', { name: '首页' }).click();

    // The strategy: windows of profile 综合 call it; elders are called as VIPs are.
    await manager.getByRole('link', { name: '叫号策略' }).click();
    await expect(manager.getByText('没有窗口会主动叫“贵金属”')).toBeVisible();
    await manager.getByRole('tab', { name: '窗口工作方式' }).click();
    await choose(manager, manager.getByRole('combobox', { name: '业务' }).first(), '贵金属');
    await manager.keyboard.press('Escape');
    await expect(manager.getByText('没有窗口会主动叫“贵金属”')).toBeHidden();
    await manager.getByRole('tab', { name: '分级规则' }).click();
    const elders = manager.getByRole('listitem').filter({ hasText: '长者或残障' });
    await choose(manager, elders.getByRole('combobox', { name: '类别' }), '贵宾');

    // A case that fails blocks; the right one lets it pass.
    await manager.getByRole('tab', { name: '测试用例' }).click();
    await manager.getByRole('button', { name: '新增用例' }).click();
    await expect(manager.getByText('用例 0/1 通过')).toBeVisible();
    await expect(manager.getByRole('button', { name: '发布…' })).toBeDisabled();
    await manager.getByRole('radio', { name: '应叫这一位 2' }).click();
    await expect(manager.getByText('用例 1/1 通过')).toBeVisible();

    // Tried on yesterday.
    await manager.getByRole('tab', { name: '试跑' }).click();
    await manager.getByRole('button', { name: '开始试跑' }).click();
    await expect(manager.getByText('试跑结果 · 2026-11-19')).toBeVisible();
    await expect(manager.getByRole('row', { name: /^长者及特殊群体/ })).toBeVisible();

    await manager.getByRole('button', { name: '发布…' }).click();
    await manager.getByRole('textbox', { name: '发布原因' }).fill('照顾长者');
    await manager.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click();
    await expect(manager.getByText('第 2 版 2026-11-21 起生效')).toBeVisible();

    // Today goes on as before.
    const branchId = (
      await pool.query<{ id: string }>('select id from organization.branch where name = $1', [storyBranch])
    ).rows[0]!.id;
    const classOf = async (number: string): Promise<string | undefined> => {
      const board = await must(context, url, 'console', queueEndpoints.getBoard, { branchId });
      return board.tickets.find((ticket) => ticket.number === number)?.classCode;
    };
    await kiosk.getByRole('radio', { name: '长者模式' }).click();
    expect(await classOf(await takeTicket(kiosk, '个人业务'))).toBe('elder');
    await kiosk.getByRole('button', { name: '首页' }).click();

    // Next morning, half an hour after the doors have opened.
    await pool.query(
      `update platform.clock set anchor_wall = clock_timestamp(), anchor_business = '2026-11-21 10:00+08'`,
    );
    await expect(kiosk.getByText('11 月 21 日')).toBeVisible();
    await expect(kiosk.getByRole('button', { name: /^个人业务/ })).toBeEnabled({ timeout: 30_000 });
    await kiosk.getByRole('radio', { name: '长者模式' }).click();
    const first = await takeTicket(kiosk, '个人业务');
    expect(first).toBe('A001');
    expect(await classOf(first)).toBe('vip');
  } finally {
    await pool.end();
    await product.stop();
    await postgres.stop();
    dataDir.remove();
  }
});
