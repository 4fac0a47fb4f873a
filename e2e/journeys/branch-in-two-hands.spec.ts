import { readFile } from 'node:fs/promises';
import { otherBranches } from '../src/bank.ts';
import { test, expect } from '../src/journey.ts';
import type { BrowserContext, Page } from '../src/journey.ts';
import { signIn } from '../src/surfaces/staff.ts';

const { edited } = otherBranches;
const code = '320115';

/** Finds the branch by words and opens what is beside the list. */
async function findBranch(context: BrowserContext, url: string, account: string): Promise<Page> {
  const page = await signIn(context, url, 'console', account);
  await page.getByRole('link', { name: '网点管理', exact: true }).click();
  await page.getByRole('textbox', { name: '名称、机构号、城市' }).fill(code);
  await page.getByRole('button', { name: '查询', exact: true }).click();
  await expect(page.getByText('1 家', { exact: true })).toBeVisible();
  await page.getByRole('row', { name: edited }).click();
  await expect(page.getByRole('heading', { name: edited })).toBeVisible();
  return page;
}

async function openRecord(page: Page): Promise<ReturnType<Page['getByRole']>> {
  await page.getByRole('button', { name: '编辑档案' }).click();
  return page.getByRole('dialog', { name: `编辑 ${edited} 的档案` });
}

test('two people edit one branch: record, window, zone and contact; who is slower sees what the other did, and nothing is overwritten', async ({
  context,
  browser,
  product,
}) => {
  test.setTimeout(120_000);
  const head = await findBranch(context, product.url, 'headoffice');
  const address = head.url();
  expect(address).toMatch(/\/console\/branches\/[0-9a-f-]{36}\?q=.*320115/);
  const elsewhere = await browser.newContext();
  const region = await findBranch(elsewhere, product.url, 'region');

  // The record, both at once: different fields are both kept, the same field is for the slower one to decide.
  const first = await openRecord(region);
  const second = await openRecord(head);
  await first.getByRole('textbox', { name: '电话' }).fill('025-11110001');
  await first.getByRole('textbox', { name: '地址' }).fill('书院路 36 号');
  await first.getByRole('textbox', { name: '变更说明' }).fill('门牌重编');
  await first.getByRole('button', { name: '保存' }).click();
  await expect(region.getByText('已保存，版本 2')).toBeVisible();

  await second.getByRole('textbox', { name: '电话' }).fill('025-22220002');
  const holidays = second.getByRole('group', { name: '节假日（对公）' });
  await holidays.getByRole('checkbox').check();
  await holidays.getByRole('textbox', { name: '开始' }).fill('10:00');
  await second.getByRole('textbox', { name: '变更说明' }).fill('节假日办理对公');
  await second.getByRole('button', { name: '保存' }).click();
  const conflict = second.getByRole('alert');
  await expect(conflict.getByText(/刚刚保存了版本 2/)).toBeVisible();
  await expect(conflict.getByRole('row', { name: /^地址/ })).toContainText('书院路 36 号');
  await conflict.getByRole('radio', { name: '025-11110001' }).check();
  await conflict.getByRole('button', { name: '在版本 2 上继续' }).click();
  await expect(second.getByRole('textbox', { name: '电话' })).toHaveValue('025-11110001');
  await expect(second.getByRole('textbox', { name: '地址' })).toHaveValue('书院路 36 号');
  await second.getByRole('button', { name: '保存' }).click();
  await expect(head.getByText('已保存，版本 3')).toBeVisible();
  await expect(head.getByText('025-11110001')).toBeVisible();
  await expect(head.getByRole('row', { name: /^对公/ })).toContainText('10:00–17:00');

  // A contact: the slower one keeps what was typed, sees the newer list, and decides.
  const contacts = (page: Page) => page.getByRole('dialog', { name: `${edited} 的联系人` });
  await region.reload();
  for (const page of [head, region])
    await page.getByRole('region', { name: '联系人' }).getByRole('button', { name: '编辑' }).click();
  const addContact = async (page: Page, name: string) => {
    await contacts(page).getByRole('button', { name: '增加联系人' }).click();
    await contacts(page).getByRole('textbox', { name: '姓名' }).last().fill(name);
    await contacts(page).getByRole('textbox', { name: '电话' }).last().fill('025-33330003');
    await contacts(page).getByRole('button', { name: '保存', exact: true }).click();
  };
  await addContact(head, '安平');
  await expect(head.getByText('已保存，版本 4')).toBeVisible();
  await addContact(region, '宁远');
  await expect(contacts(region).getByRole('alert')).toContainText('安平');
  await expect(contacts(region).getByRole('textbox', { name: '姓名' }).last()).toHaveValue('宁远');
  await contacts(region).getByRole('button', { name: '采用最新版本' }).click();
  await addContact(region, '宁远');
  await expect(region.getByText('已保存，版本 5')).toBeVisible();
  await expect(region.getByRole('region', { name: '联系人' })).toContainText('安平');
  await expect(region.getByRole('region', { name: '联系人' })).toContainText('宁远');

  // A window and a zone, at the tab's own address.
  await head.goto(`${address}&tab=windows`);
  await head.getByRole('button', { name: '编辑窗口与分区' }).click();
  const layout = head.getByRole('dialog', { name: `${edited} 的窗口与分区` });
  await layout.getByRole('textbox', { name: '门牌' }).first().fill('1A');
  await layout.getByRole('textbox', { name: '名称' }).first().fill('迎宾引导区');
  await layout.getByRole('textbox', { name: '变更说明' }).fill('标识更新');
  await layout.getByRole('button', { name: '保存' }).click();
  await expect(head.getByText('已保存，版本 6')).toBeVisible();
  await expect(head.getByRole('cell', { name: '1A', exact: true })).toBeVisible();
  await expect(head.getByRole('cell', { name: '迎宾引导区' })).toBeVisible();

  // Every version is told, and two of them are compared by what became of each field.
  await head.getByRole('tab', { name: /变更记录/ }).click();
  await expect(head.getByRole('list', { name: '变更记录' }).getByRole('listitem')).toHaveCount(5);
  const comparison = head.getByRole('region', { name: '版本对比' });
  await comparison.getByRole('combobox', { name: '从哪个版本' }).selectOption('版本 1');
  await comparison.getByRole('combobox', { name: '到哪个版本' }).selectOption('版本 3');
  await expect(comparison).toContainText('025-11110001');
  await expect(comparison).toContainText('节假日（对公）');
  await expect(comparison, 'what was tried and not kept is no difference').not.toContainText('025-22220002');
  await expect(comparison).not.toContainText('迎宾引导区');

  // On the map: by pointer and by keys, with the same branch beside it.
  await head.getByRole('button', { name: '在图上看' }).click();
  await expect(head).toHaveURL(/\/console\/branch-map\/[0-9a-f-]{36}$/);
  await expect(head.getByRole('heading', { name: edited })).toBeVisible();
  const map = head.getByRole('group', { name: /^网点分布示意图/ });
  const mark = map.getByRole('button', { name: new RegExp(`^${edited} ·`) });
  await expect(mark).toBeVisible();
  const before = await mark.boundingBox();
  await map.focus();
  await head.keyboard.press('ArrowRight');
  await expect.poll(async () => (await mark.boundingBox())?.x).toBeLessThan(before!.x - 20);
  await head.keyboard.press('+');
  await expect(head.getByRole('button', { name: '缩小' })).toBeEnabled();
  await head.getByRole('button', { name: '显示全部' }).click();
  await map.getByRole('button', { name: /^高淳支行 ·/ }).focus();
  await head.keyboard.press('Enter');
  await expect(head.getByRole('heading', { name: '高淳支行' })).toBeVisible();

  // What is given out holds the edits.
  await head.getByRole('link', { name: '导入导出' }).click();
  await head.getByRole('radio', { name: '网点档案' }).click();
  const download = head.waitForEvent('download');
  await head.getByRole('button', { name: '导出全部' }).click();
  const rows = (await readFile(await (await download).path(), 'utf8')).split(/\r?\n/);
  const row = rows.find((one) => one.startsWith(`${code},`));
  expect(row).toContain('书院路 36 号');
  expect(row).toContain('025-11110001');
  expect(row).toContain('值班/安平/025-33330003；值班/宁远/025-33330003');
  await elsewhere.close();
});
