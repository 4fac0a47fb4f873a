import { AxeBuilder } from '@axe-core/playwright';
import { test, expect } from '../src/journey.ts';
import { signIn } from '../src/surfaces/staff.ts';

test('somebody sets up a list as they like it, and finds it so at another machine', async ({
  context,
  browser,
  product,
}) => {
  const list = await signIn(context, product.url, 'console', 'region');
  await expect(list.getByRole('columnheader', { name: '城市' })).toBeVisible();

  await list.getByRole('button', { name: '列设置' }).click();
  const columns = list.getByRole('group', { name: '列设置' });
  await columns.getByRole('checkbox', { name: '城市' }).uncheck();
  await expect(list.getByRole('columnheader', { name: '城市' })).toBeHidden();
  expect(
    (await new AxeBuilder({ page: list }).include('[aria-label="列设置"]').analyze()).violations,
  ).toEqual([]);
  await list.getByRole('heading', { name: '网点管理' }).click();
  await expect(columns).toBeHidden();

  await list.getByRole('tab', { name: /未营业/ }).click();
  await list.getByRole('button', { name: '我的视图' }).click();
  await list.getByRole('button', { name: '保存当前视图' }).click();
  await list.getByRole('textbox', { name: '视图名称' }).fill('没开门的');
  await list.getByRole('button', { name: '保存', exact: true }).click();
  await expect(list.getByRole('button', { name: '没开门的' })).toBeVisible();

  const elsewhere = await browser.newContext();
  const other = await signIn(elsewhere, product.url, 'console', 'region');
  await expect(other.getByRole('columnheader', { name: '等候', exact: true })).toBeVisible();
  await expect(other.getByRole('columnheader', { name: '城市' })).toBeHidden();
  await other.getByRole('button', { name: '我的视图' }).click();
  await other
    .getByRole('group', { name: '我的视图' })
    .getByRole('button', { name: '没开门的', exact: true })
    .click();
  await expect(other.getByRole('tab', { name: /未营业/ })).toHaveAttribute('aria-selected', 'true');
  await elsewhere.close();
});

test('a list is walked by keys, its row opens at an address of its own, and it leaves as a file for whoever asked', async ({
  context,
  product,
}) => {
  const list = await signIn(context, product.url, 'console', 'region');
  await list.getByRole('link', { name: '岗位字典' }).click();
  await expect(list.getByRole('row', { name: /^网点负责人/ })).toBeVisible();
  await list.keyboard.press('j');
  await list.keyboard.press('j');
  const second = list.getByRole('row').nth(2);
  await expect(second).toBeFocused();
  await list.keyboard.press('Enter');
  await expect(list).toHaveURL(/[?&]post=/);
  const first = list.url();
  await list.keyboard.press('j');
  await expect(list).not.toHaveURL(first);
  await list.keyboard.press('Escape');
  await expect(list).not.toHaveURL(/post=/);
  await list.keyboard.press('/');
  await list.keyboard.type('柜员');
  await list.keyboard.press('Enter');
  await expect(list).toHaveURL(/q=/);

  await list.getByRole('link', { name: '网点管理' }).click();
  await list.getByRole('button', { name: '导出', exact: true }).click();
  await list.getByRole('menuitem', { name: '符合筛选的全部' }).click();
  const [file] = await Promise.all([
    list.waitForEvent('download'),
    list.getByRole('button', { name: '下载' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^网点此刻-\d{4}-\d\d-\d\d\.csv$/);
  await list.getByRole('link', { name: '导出文件' }).click();
  await expect(list.getByRole('row', { name: /网点此刻.*可下载/ })).toBeVisible();
  expect((await new AxeBuilder({ page: list }).include('main').analyze()).violations).toEqual([]);
});
