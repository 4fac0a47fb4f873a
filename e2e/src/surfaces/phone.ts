import { expect, openTab } from '../journey.ts';
import type { BrowserContext, Page } from '../journey.ts';

export const phoneSize = { width: 390, height: 844 } as const;

export interface Booking {
  readonly branch: string;
  readonly service: string;
  /** `11:00`, today */
  readonly time: string;
  readonly name: string;
  readonly phone: string;
}

export function openPhone(context: BrowserContext, url: string, path = '/h5/'): Promise<Page> {
  return openTab(context, `${url}${path}`, phoneSize);
}

/** Up to the last touch: service, time, name, and the phone proved by the code in the demo's inbox. */
export async function fillBooking(page: Page, booking: Booking): Promise<void> {
  await page.getByRole('button', { name: booking.branch }).click();
  await page.getByRole('button', { name: booking.service }).click();
  await page.getByRole('radio', { name: new RegExp(`^${booking.time}`) }).click();
  await page.getByLabel('姓名').fill(booking.name);
  await proveByInbox(page, booking.phone);
}

/** The phone's number, and the code that comes into the demo's inbox. */
export async function proveByInbox(page: Page, phone: string): Promise<void> {
  await page.getByLabel('手机号').fill(phone);
  await page.getByRole('button', { name: '获取验证码' }).click();
  await page
    .getByRole('button', { name: '打开模拟收件箱' })
    .or(page.getByRole('button', { name: /收件箱/ }))
    .click();
  await page
    .getByRole('button', { name: /^填入 \d{6}$/ })
    .first()
    .click();
}

/** Books and gives the code of eight signs that the page shows. */
export async function book(page: Page, booking: Booking): Promise<string> {
  await fillBooking(page, booking);
  await page.getByRole('button', { name: '确认预约' }).click();
  await expect(page.getByText('预约成功')).toBeVisible();
  const words = await page.getByRole('main').innerText();
  const code = /\b[2-9A-HJ-NP-Z]{4} ?[2-9A-HJ-NP-Z]{4}\b/.exec(words)?.[0].replace(' ', '');
  if (code === undefined) throw new Error(`the booking page shows no code: ${words}`);
  return code;
}
