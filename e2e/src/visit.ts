import { expect, expectNoReload, markOpened } from './journey.ts';
import type { BrowserContext, Page } from './journey.ts';
import { sampleCustomer, storyBranch } from './bank.ts';
import { watchPress, watchWords } from './clocks.ts';
import { letOthersLeave } from './line.ts';
import { heard, listen, spokenCall } from './listening.ts';
import { checkIn } from './surfaces/kiosk.ts';
import { takeTerminal } from './surfaces/lobby.ts';
import { book, openPhone } from './surfaces/phone.ts';
import { signIn } from './surfaces/staff.ts';
import { callNextByKey, startByKey, tellerWindow } from './surfaces/teller.ts';

/** Gold, elderly, with an owner: what makes her visible to the lobby manager. */
export const visitor = '沈春梅';

/** Eight roles in one browser, each at its own device. */
interface Hall {
  readonly phone: Page;
  readonly kiosk: Page;
  readonly hallDisplay: Page;
  readonly windowDisplay: Page;
  readonly evaluator: Page;
  readonly teller: Page;
  readonly pad: Page;
  readonly console: Page;
}

/** Where customers' and terminals' pages come from, and where staff's: the same address, or two processes of one bank. */
export interface Doors {
  readonly hall: string;
  readonly staff: string;
}

async function openHall(context: BrowserContext, doors: Doors): Promise<Hall> {
  const at = { branch: storyBranch };
  const atWindow = { branch: storyBranch, window: tellerWindow };
  const hall: Hall = {
    phone: await openPhone(context, doors.hall),
    kiosk: await takeTerminal(context, doors.hall, 'kiosk', at),
    hallDisplay: await takeTerminal(context, doors.hall, 'hallDisplay', { ...at, prepare: listen }),
    windowDisplay: await takeTerminal(context, doors.hall, 'windowDisplay', atWindow),
    evaluator: await takeTerminal(context, doors.hall, 'evaluator', atWindow),
    teller: await signIn(context, doors.staff, 'teller', 'teller'),
    pad: await signIn(context, doors.staff, 'pad', 'lobby'),
    console: await signIn(context, doors.staff, 'console', 'manager'),
  };
  await expect(hall.hallDisplay.getByRole('button', { name: '音量' })).toHaveAttribute('data-state', 'ready');
  await expect(hall.pad.getByRole('region', { name: '大厅数据' })).toBeVisible();
  await expect(hall.teller.getByRole('toolbar', { name: '叫号操作' })).toBeVisible();
  await hall.console.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '预警' }).click();
  await expect(hall.console.getByRole('heading', { level: 1, name: '预警' })).toBeVisible();
  for (const page of Object.values(hall) as Page[]) await markOpened(page);
  return hall;
}

/** What a visit has told so far. */
interface Visit {
  readonly ticketNumber: string;
  readonly maskedName: string;
}

/** Books on the phone for the next half hour and checks in at the kiosk. */
async function bookAndCheckIn(hall: Hall): Promise<Visit> {
  const customer = sampleCustomer(visitor);
  const code = await book(hall.phone, {
    branch: storyBranch,
    service: '养老与定期',
    time: '11:00',
    name: customer.name,
    phone: customer.phone,
  });
  const ticketNumber = await checkIn(hall.kiosk, code);
  return { ticketNumber, maskedName: '沈*梅' };
}

async function expectRecognised({ pad }: Hall, { maskedName, ticketNumber }: Visit): Promise<void> {
  await pad.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '客户' }).click();
  const arrival = pad.getByRole('listitem').filter({ hasText: ticketNumber });
  await expect(arrival).toContainText(maskedName);
  await expect(arrival).toContainText('金卡');
  await pad.getByRole('navigation', { name: '导航' }).getByRole('link', { name: '大厅' }).click();
  await expect(
    pad.getByRole('button', { name: new RegExp(`${ticketNumber}.*${maskedName.replace('*', '\\*')}`) }),
  ).toBeVisible();
}

/** The customer follows the ticket on the phone, by the link of the booking. */
async function followOnPhone({ phone }: Hall, { ticketNumber }: Visit): Promise<void> {
  await phone.getByRole('button', { name: '查看排队进度' }).click();
  await expect(phone.getByText(ticketNumber).first()).toBeVisible();
  await expect(phone.getByText(/在您前面|下一位就是您/).first()).toBeVisible();
}

/** The teller calls by key; every screen of the hall says so, the loudspeaker too. */
async function callAndServe(hall: Hall, doors: Doors, { ticketNumber }: Visit): Promise<void> {
  const { teller, hallDisplay, windowDisplay, phone, pad } = hall;
  await letOthersLeave(teller.context(), doors.staff, { ticketNumber, windowLabel: tellerWindow });
  expect(await callNextByKey(teller)).toBe(ticketNumber);

  await expect(
    hallDisplay.getByLabel(`请 ${ticketNumber} 号到 ${tellerWindow} 号窗口办理业务`),
  ).toBeVisible();
  await expect(windowDisplay.getByText(ticketNumber)).toBeVisible();
  await expect(windowDisplay.getByText('请到本窗口办理')).toBeVisible();
  await expect(phone.getByRole('alert').getByText(ticketNumber)).toBeVisible();
  await expect(
    pad.getByRole('button', { name: new RegExp(`^${tellerWindow} .*${ticketNumber}`) }),
  ).toBeVisible();
  await expect
    .poll(() => heard(hallDisplay), { timeout: 30_000 })
    .toContain(spokenCall(ticketNumber, Number(tellerWindow)));

  await phone.getByRole('button', { name: '我知道了' }).click();
  await startByKey(teller);
  await expect(windowDisplay.getByText('正在办理')).toBeVisible();
  await expect(phone.getByText('3 号窗办理中')).toBeVisible();
  await teller.getByRole('button', { name: '仅完成' }).click();
}

/** The worst face with a reason; gives how many milliseconds later the PAD told it. */
async function rateBadly({ evaluator, pad }: Hall, { ticketNumber }: Visit): Promise<number> {
  await expect(evaluator.getByRole('complementary')).toContainText(ticketNumber);
  await evaluator.getByRole('button', { name: /^非常不满意/ }).click();
  await evaluator.getByRole('button', { name: '等得太久' }).click();
  const alertSeen = await watchWords(pad, `差评 · ${tellerWindow} 号窗 ${ticketNumber}`);
  const sent = await watchPress(evaluator);
  await evaluator.getByRole('button', { name: '提交' }).click();
  await expect(evaluator.getByRole('status').filter({ hasText: '谢谢您' })).toBeVisible();
  return (await alertSeen()) - (await sent());
}

/** Claim, talk, cause and remedy on the PAD; the customer agrees on the phone. */
async function handleBadRating({ pad, phone }: Hall, { ticketNumber }: Visit): Promise<void> {
  await pad.getByRole('button', { name: new RegExp(`差评 · ${tellerWindow} 号窗 ${ticketNumber}`) }).click();
  const sheet = pad.getByRole('dialog', { name: new RegExp(ticketNumber) });
  await sheet.getByRole('button', { name: '我来处理' }).click();
  await sheet.getByLabel('客户怎么说').fill('等了很久，希望高峰时多开窗口');
  await sheet.getByRole('button', { name: '记录沟通' }).click();
  await sheet.getByRole('button', { name: '高峰窗口不足' }).click();
  await sheet.getByRole('button', { name: '当面致歉' }).click();
  await sheet.getByRole('button', { name: '提交，请客户确认' }).click();
  await expect(pad.getByText(`${ticketNumber} 已提交，等客户确认`)).toBeVisible();
  await phone.getByRole('button', { name: '认可', exact: true }).click();
  await expect(phone.getByText('您已认可处理结果，谢谢！')).toBeVisible();
}

/** The branch manager sees the alert arrive among the undone, and finds it done with what was done. */
async function expectInConsole(
  { console }: Hall,
  { ticketNumber }: Visit,
  state: '未办结' | '已处理',
): Promise<void> {
  if (state === '已处理') {
    await console.getByRole('main').getByRole('combobox').first().click();
    await console.getByTitle('状态：已处理').click();
  }
  const row = console.getByRole('row', { name: new RegExp(`差评.*${ticketNumber}`) });
  await expect(row).toBeVisible();
  if (state === '已处理') await expect(row).toContainText('当面致歉');
}

/** The whole visit. Gives how many milliseconds after the press on the evaluator the PAD told the bad rating. */
export async function walkThrough(
  context: BrowserContext,
  doors: Doors,
): Promise<{ alertedAfterMs: number }> {
  const hall = await openHall(context, doors);
  const visit = await bookAndCheckIn(hall);
  await expectRecognised(hall, visit);
  await followOnPhone(hall, visit);
  await callAndServe(hall, doors, visit);
  const alertedAfterMs = await rateBadly(hall, visit);
  await expectInConsole(hall, visit, '未办结');
  await handleBadRating(hall, visit);
  await expectInConsole(hall, visit, '已处理');
  await expectNothingReloaded(hall);
  return { alertedAfterMs };
}

async function expectNothingReloaded(hall: Hall): Promise<void> {
  for (const page of Object.values(hall) as Page[]) await expectNoReload(page);
}
