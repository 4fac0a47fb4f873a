import { organizationEndpoints } from '@huiting/contracts/organization';
import { must } from '../src/api.ts';
import { otherBranches, storyBranch } from '../src/bank.ts';
import { expect, test } from '../src/journey.ts';
import { signIn } from '../src/surfaces/staff.ts';

const licences = '柜面上岗资格|C9001|2027-12-31;反假货币培训合格证|F9001|2027-12-31';

test('people come in from a file, bad rows are told and left out; and one of them is refused a post that excludes what they keep', async ({
  context,
  product,
}) => {
  const { url } = product;
  const page = await signIn(context, url, 'console', 'headoffice');
  const { units } = await must(context, url, 'console', organizationEndpoints.listOrgUnits, {});
  const used: readonly string[] = [storyBranch, ...Object.values(otherBranches)];
  const unit = units.find(({ level, name }) => level === 'outlet' && !used.includes(name))!;

  // From the list to its file: template and export stand there too.
  await page.getByRole('link', { name: '员工', exact: true }).click();
  await page.getByRole('button', { name: '导入导出' }).click();
  await expect(page.getByRole('radio', { name: '员工档案' })).toBeChecked();
  const file = [
    '工号,姓名,机构编号,岗位,兼岗,资格证书,入行日',
    `X9001,周可,${unit.code},柜员,业务印章保管,${licences},2022-07-01`,
    `X9002,陆言,${unit.code},柜员,业务印章保管;密押保管,${licences},2022-07-01`,
    `X9003,方远,NOWHERE,大堂经理,,,2022-02-30`,
    `X9004,孟嘉,${unit.code},柜员,,,2022-07-01`,
  ].join('\r\n');
  await page
    .getByLabel('选择文件')
    .setInputFiles({ name: '新员工.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });

  const rows = page.getByRole('row');
  await expect(rows.filter({ hasText: '不相容岗位不得由同一人担任' })).toContainText('兼岗');
  await expect(rows.filter({ hasText: '没有这个机构' })).toContainText('NOWHERE');
  await expect(rows.filter({ hasText: '日期应写作 2026-01-31' })).toContainText('2022-02-30');
  await expect(rows.filter({ hasText: '缺少岗位必需的资格证书' })).toContainText('柜员');
  await page.getByRole('button', { name: '导入 1 行' }).click();
  await expect(page.getByText('已完成').first()).toBeVisible();

  // Only the good one is there, with what the file said; the history says where it came from.
  await page.getByRole('link', { name: '员工', exact: true }).click();
  const search = page.getByRole('textbox', { name: '姓名、工号' });
  await search.fill('X900');
  await search.press('Enter');
  const found = page.getByRole('row', { name: /X900/ });
  await expect(found).toHaveCount(1);
  await found.click();
  await page.getByRole('radio', { name: '变更记录' }).click();
  await expect(page.getByText('批量导入').first()).toBeVisible();

  // Who keeps the seal does not keep the cipher: said before it is asked for, and refused when it is.
  await page.getByRole('radio', { name: '任职' }).click();
  await page.getByRole('button', { name: '安排兼岗' }).click();
  const sheet = page.getByRole('dialog', { name: /安排兼岗 · 周可/ });
  await sheet.getByLabel('兼岗岗位').selectOption({ label: '密押保管' });
  const verdict = sheet.getByRole('status');
  await expect(verdict).toContainText('不能安排');
  await expect(verdict).toContainText(
    '与现任“业务印章保管”不相容：印、押、证三分管：印章与密押不得由一人保管',
  );
  await sheet.getByLabel('理由').fill('分工调整');
  await sheet.getByRole('button', { name: '安排兼岗' }).click();
  await expect(page.getByText('不相容岗位不得由同一人担任').first()).toBeVisible();
  await expect(sheet).toBeVisible();
});
