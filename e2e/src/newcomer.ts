import { withChinese } from '../../web/scripts/browser.mjs';
import type { Browser } from '@playwright/test';
import { expect, openTab, watchFaults } from './journey.ts';
import type { BrowserContext, Page } from './journey.ts';
import { staffSizes } from './surfaces/staff.ts';
import type { StaffSurface } from './surfaces/staff.ts';
import { oneTimeCode } from './totp.ts';

/** Somebody at a machine of their own: cookies are theirs alone. */
export interface Seat {
  readonly context: BrowserContext;
  readonly page: Page;
}

/** Signs in at a machine of one's own, and does what must be done first: another password, one-time codes. Gives the password that holds now. */
export async function takeSeat(
  browser: Browser,
  url: string,
  surface: StaffSurface,
  who: { readonly username: string; readonly password: string },
  faults: string[],
): Promise<Seat & { readonly password: string }> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  await withChinese(context);
  watchFaults(context, faults);
  const page = await openTab(context, `${url}/${surface}/`, staffSizes[surface]);
  await page.getByRole('textbox', { name: '用户名' }).fill(who.username);
  await page.getByRole('textbox', { name: '口令' }).fill(who.password);
  const enter = page.getByRole('button', { name: '登录', exact: true });
  await enter.click();
  await enter.waitFor({ state: 'hidden' });
  const password = `${who.password}-2`;
  const mustChange = page.getByText('您的口令是首次口令或已过期');
  const mustEnrol = page.getByText('管理员须绑定动态口令后才能工作');
  const entered = page.getByRole('navigation').or(page.getByRole('main')).first();
  await expect(mustChange.or(mustEnrol).or(entered).first()).toBeVisible();
  let changed = false;
  if (await mustChange.isVisible()) {
    await page.getByLabel('当前口令').fill(who.password);
    await page.getByLabel('新口令', { exact: true }).fill(password);
    await page.getByLabel('再输一次新口令').fill(password);
    await page.getByRole('button', { name: '保存' }).click();
    await expect(mustChange).toBeHidden();
    changed = true;
  }
  if (await mustEnrol.isVisible()) {
    await page.getByLabel('先确认您的口令').fill(changed ? password : who.password);
    await page.getByRole('button', { name: '开始绑定' }).click();
    const secret = await page.locator('code').innerText();
    await page.getByLabel('验证器显示的 6 位数字').fill(oneTimeCode(secret, Date.now()));
    await page.getByRole('button', { name: '完成绑定' }).click();
    await expect(mustEnrol).toBeHidden();
  }
  return { context, page, password: changed ? password : who.password };
}
