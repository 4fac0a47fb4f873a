import { demoPassword } from '../bank.ts';
import { openTab } from '../journey.ts';
import type { BrowserContext, Page } from '../journey.ts';

export const staffSizes = {
  teller: { width: 1440, height: 900 },
  pad: { width: 1280, height: 800 },
  console: { width: 1440, height: 900 },
} as const;
export type StaffSurface = keyof typeof staffSizes;

/** Opens a staff surface and signs in with a printed account. */
export async function signIn(
  context: BrowserContext,
  url: string,
  surface: StaffSurface,
  username: string,
): Promise<Page> {
  const page = await openTab(context, `${url}/${surface}/`, staffSizes[surface]);
  await page.getByRole('textbox', { name: '用户名' }).fill(username);
  await page.getByRole('textbox', { name: '口令' }).fill(demoPassword);
  const enter = page.getByRole('button', { name: '登录', exact: true });
  await enter.click();
  // The demo's sign-in page has fields of its own: what follows must not meet them.
  await enter.waitFor({ state: 'hidden' });
  // The console begins at its home; journeys are about the first page of work.
  if (surface === 'console') {
    await page.waitForURL(/\/home$/, { waitUntil: 'commit' });
    await page.getByRole('navigation', { name: '主菜单' }).getByRole('link').nth(1).click();
    await page.waitForURL((address) => !address.pathname.endsWith('/home'), { waitUntil: 'commit' });
  }
  return page;
}
