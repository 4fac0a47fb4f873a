import type { Page } from '../journey.ts';

/** Checks in with the code of a booking, sign by sign on the kiosk's own keys, and gives the ticket's number. */
export async function checkIn(kiosk: Page, code: string): Promise<string> {
  await kiosk.getByRole('button', { name: '预约签到' }).click();
  const keys = kiosk.getByRole('group', { name: '预约码键盘' });
  for (const sign of code) await keys.getByRole('button', { name: sign, exact: true }).click();
  await kiosk.getByRole('button', { name: '签到取号' }).click();
  return ticketNumber(kiosk);
}

/** Touches a service and gives the ticket's number. */
export async function takeTicket(kiosk: Page, service: string): Promise<string> {
  await kiosk.getByRole('button', { name: new RegExp(`^${service}`) }).click();
  return ticketNumber(kiosk);
}

async function ticketNumber(kiosk: Page): Promise<string> {
  await kiosk.getByRole('heading', { name: /您的号码|Your number/ }).waitFor();
  const number = /\b[A-Z]\d{3,4}\b/.exec(await kiosk.locator('body').innerText())?.[0];
  if (number === undefined) throw new Error('the kiosk shows no ticket number');
  return number;
}

/** Puts a document on the kiosk's reader, by the demo's simulator in the corner. */
export async function putDocument(kiosk: Page, idNumber: string): Promise<void> {
  const reader = kiosk.getByRole('complementary', { name: /读卡模拟|Reader simulator/ });
  await reader.getByRole('button', { name: /读卡模拟|Reader simulator/ }).click();
  await reader.getByLabel(/身份证号|ID number/).fill(idNumber);
  await reader.getByRole('button', { name: /放上读取|Read it/ }).click();
  await reader.getByRole('button', { name: /读卡模拟|Reader simulator/, expanded: true }).click();
}
