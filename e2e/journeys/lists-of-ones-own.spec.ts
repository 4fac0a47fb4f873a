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
