import { AxeBuilder } from '@axe-core/playwright';
import { accessEndpoints } from '@huiting/contracts/access';
import { feedbackEndpoints } from '@huiting/contracts/feedback';
import { queueEndpoints } from '@huiting/contracts/queue';
import { must } from '../src/api.ts';
import { storyBranch } from '../src/bank.ts';
import { test, expect } from '../src/journey.ts';
import type { Page } from '../src/journey.ts';
import { checkIn, takeTicket } from '../src/surfaces/kiosk.ts';
import { takeTerminal } from '../src/surfaces/lobby.ts';
import { book, openPhone, proveByInbox } from '../src/surfaces/phone.ts';
import { signIn } from '../src/surfaces/staff.ts';
import { tellerWindow } from '../src/surfaces/teller.ts';

/**
 * Whatever axe finds, be it minor, each with the first element it concerns. `weight: 'serious'` leaves out what keeps nobody
 * out: content beside the landmarks of displays and of the phone's first page.
 */
async function barriers(page: Page, weight: 'any' | 'serious' = 'any'): Promise<string[]> {
  // Words that are still fading in have less contrast than they will have.
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
        .map((animation) => animation.finished.catch(() => undefined)),
    ).then(() => undefined),
  );
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => weight === 'any' || impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id} (${nodes.length}×): ${help} — ${nodes[0]?.html.slice(0, 200)}`);
}

test('the kiosk keeps nobody out: home, elder mode, check-in, ticket', async ({ context, product }) => {
  const kiosk = await takeTerminal(context, product.url, 'kiosk', { branch: storyBranch });
  await expect(kiosk.getByRole('button', { name: /^现金存取/ })).toBeVisible();
  expect(await barriers(kiosk)).toEqual([]);
  await kiosk.getByRole('radio', { name: '长者模式' }).click();
  expect(await barriers(kiosk)).toEqual([]);
  await kiosk.getByRole('button', { name: '预约签到' }).click();
  await expect(kiosk.getByRole('button', { name: '签到取号' })).toBeVisible();
  expect(await barriers(kiosk)).toEqual([]);
  await kiosk.getByRole('button', { name: '首页' }).click();
  await takeTicket(kiosk, '现金存取');
  expect(await barriers(kiosk)).toEqual([]);
});

test('the screens of the hall keep nobody out', async ({ context, product }) => {
  const at = { branch: storyBranch };
  const hall = await takeTerminal(context, product.url, 'hallDisplay', at);
  await expect(hall.getByRole('heading', { name: '正在叫号' })).toBeVisible();
  expect(await barriers(hall, 'serious')).toEqual([]);
  const window = await takeTerminal(context, product.url, 'windowDisplay', { ...at, window: '1' });
  await expect(window.getByText('正在办理')).toBeVisible();
  expect(await barriers(window, 'serious')).toEqual([]);
  const evaluator = await takeTerminal(context, product.url, 'evaluator', { ...at, window: '1' });
  await expect(evaluator.getByRole('heading', { name: '您好' })).toBeVisible();
  expect(await barriers(evaluator, 'serious')).toEqual([]);
});

test('the teller’s page keeps nobody out', async ({ context, product }) => {
  const teller = await signIn(context, product.url, 'teller', 'teller');
  await expect(teller.getByRole('toolbar', { name: '叫号操作' })).toBeVisible();
  expect(await barriers(teller)).toEqual([]);
});

test('the PAD keeps nobody out, whatever room of it and whatever lies over it', async ({
  context,
  product,
}) => {
  const pad = await signIn(context, product.url, 'pad', 'lobby');
  const rooms = pad.getByRole('navigation', { name: '导航' }).getByRole('link');
  await expect(rooms.first()).toBeVisible();
  const names = await rooms.allInnerTexts();
  expect(names.length).toBeGreaterThanOrEqual(9);
  for (const [at, name] of names.entries()) {
    await rooms.nth(at).click();
    await expect(pad.getByRole('main')).toBeVisible();
    expect(await barriers(pad), name).toEqual([]);
  }
  for (const [room, act] of [
    ['厅堂服务', '开始接待'],
    ['厅堂服务', '登记分流'],
    ['岗位', '排岗'],
    ['岗位', '各档配置'],
    ['日志', '登记巡检'],
    ['日志', '登记突发'],
  ] as const) {
    await pad.getByRole('link', { name: room }).click();
    await pad.getByRole('button', { name: act }).click();
    await expect(pad.getByRole('dialog')).toBeVisible();
    expect(await barriers(pad), act).toEqual([]);
    await pad.keyboard.press('Escape');
    await expect(pad.getByRole('dialog')).toBeHidden();
  }
});

test('the phone keeps nobody out: branches, services, times, details', async ({ context, product }) => {
  const phone = await openPhone(context, product.url);
  await expect(phone.getByRole('button', { name: storyBranch })).toBeVisible();
  expect(await barriers(phone, 'serious')).toEqual([]);
  await phone.getByRole('button', { name: storyBranch }).click();
  await expect(phone.getByRole('button', { name: '养老与定期' })).toBeVisible();
  expect(await barriers(phone, 'serious')).toEqual([]);
  await phone.getByRole('button', { name: '养老与定期' }).click();
  const slot = phone.getByRole('radio', { name: /^16:00/ });
  await expect(slot).toBeVisible();
  expect(await barriers(phone, 'serious')).toEqual([]);
  await slot.click();
  await expect(phone.getByRole('button', { name: '确认预约' })).toBeVisible();
  expect(await barriers(phone, 'serious')).toEqual([]);
});

test('the phone keeps nobody out: my booking and its move, a number from afar and its page, large and in English', async ({
  context,
  product,
}) => {
  const phone = await openPhone(context, product.url);
  await book(phone, {
    branch: storyBranch,
    service: '养老与定期',
    time: '16:00',
    name: '周至',
    phone: '15400000411',
  });
  expect(await barriers(phone)).toEqual([]);
  await phone.getByRole('button', { name: '改约时间' }).click();
  await expect(phone.getByRole('radio', { name: /^16:30/ })).toBeVisible();
  expect(await barriers(phone)).toEqual([]);
  await phone.getByRole('button', { name: '不改了' }).click();
  await phone.getByRole('button', { name: '返回' }).click();
  await phone.getByRole('button', { name: storyBranch }).click();
  await phone.getByRole('button', { name: /在线取号/ }).click();
  await phone.getByRole('button', { name: /^个人业务/ }).click();
  await expect(phone.getByRole('button', { name: '不提供位置' })).toBeVisible();
  expect(await barriers(phone)).toEqual([]);
  await phone.getByRole('button', { name: '不提供位置' }).click();
  await phone.getByRole('button', { name: '继续取号' }).click();
  await phone.getByLabel('姓名').fill('周至');
  await proveByInbox(phone, '15400000412');
  expect(await barriers(phone)).toEqual([]);
  await phone.getByRole('button', { name: '取号', exact: true }).click();
  await expect(phone.getByRole('heading', { name: '到网点先签到，再叫号' })).toBeVisible();
  expect(await barriers(phone)).toEqual([]);
  await phone.getByRole('button', { name: '更多' }).click();
  await phone.getByRole('radiogroup', { name: '长者模式' }).getByRole('radio', { name: '开' }).click();
  await phone.getByRole('radio', { name: 'English' }).click();
  await phone.keyboard.press('Escape');
  await expect(phone.getByRole('heading', { name: 'Check in at the branch to be called' })).toBeVisible();
  expect(await barriers(phone)).toEqual([]);
  // Both are remembered by the phone.
  await phone.reload();
  await expect(phone.getByRole('heading', { name: 'Check in at the branch to be called' })).toBeVisible();
});

test('the console keeps nobody out: drawers, inbox and hall', async ({ context, product }) => {
  const console = await signIn(context, product.url, 'console', 'manager');
  await console.getByRole('row').filter({ hasText: storyBranch }).first().click();
  await expect(console.getByRole('dialog').or(console.getByRole('complementary')).first()).toBeVisible();
  expect(await barriers(console), 'branch drawer').toEqual([]);
  const branchId = /branches\/([0-9a-f-]{36})/.exec(console.url())![1];
  for (const path of ['inbox', `halls/${branchId}`, 'booking-rules']) {
    await console.goto(`${product.url}/console/${path}`);
    await expect(console.getByRole('heading', { level: 1 }).first()).toBeVisible();
    expect(await barriers(console), path).toEqual([]);
  }
});

for (const person of ['manager', 'headoffice', 'sysadmin', 'secadmin', 'auditor']) {
  test(`the console keeps nobody out: every page in the menu of ${person}`, async ({ context, product }) => {
    const console = await signIn(context, product.url, 'console', person);
    const pages = console.getByRole('navigation', { name: '主菜单' }).getByRole('link');
    await expect(pages.first()).toBeVisible();
    for (const [at, name] of (await pages.allInnerTexts()).entries()) {
      await pages.nth(at).click();
      await expect(console.getByRole('heading', { level: 1 }).first()).toBeVisible();
      expect(await barriers(console), name).toEqual([]);
    }
  });
}

test('the PAD of a relationship manager keeps nobody out: list, file, hand-over', async ({
  context,
  product,
}) => {
  const pad = await signIn(context, product.url, 'pad', 'wealth');
  await pad.getByRole('link', { name: '管户' }).click();
  const customers = pad.getByRole('main').getByRole('listitem').getByRole('button');
  await expect(customers.first()).toBeVisible();
  expect(await barriers(pad)).toEqual([]);
  await customers.first().click();
  await expect(pad.getByRole('button', { name: '保存计划' })).toBeVisible();
  expect(await barriers(pad), 'file').toEqual([]);
  await pad.keyboard.press('Escape');
  await pad.getByRole('button', { name: '选择移交' }).click();
  await customers.first().click();
  await pad.getByRole('button', { name: '移交 1 位' }).click();
  await expect(pad.getByRole('dialog')).toBeVisible();
  expect(await barriers(pad), 'hand-over').toEqual([]);
  await pad.getByRole('button', { name: '其他网点' }).click();
  await expect(pad.getByRole('combobox', { name: '接收网点' })).toBeVisible();
  expect(await barriers(pad), 'hand-over to another branch').toEqual([]);
});

test('the console keeps nobody out beside an open customer file, and while a queue machine is connected', async ({
  context,
  product,
}) => {
  const console = await signIn(context, product.url, 'console', 'manager');
  await console.getByRole('link', { name: '客户管户' }).click();
  await console
    .getByRole('row', { name: /还没有联系记录/ })
    .first()
    .click();
  await expect(console.getByRole('button', { name: '保存计划' })).toBeVisible();
  expect(await barriers(console)).toEqual([]);
  await console.getByRole('link', { name: '排队机对接' }).click();
  await console.getByRole('button', { name: '接入排队机' }).click();
  await expect(console.getByRole('dialog')).toBeVisible();
  expect(await barriers(console)).toEqual([]);
});

test('the evaluator and the phone after a visit keep nobody out: the question, why, help, the survey, what became of it', async ({
  context,
  product: { url },
}) => {
  const at = { branch: storyBranch };
  await signIn(context, url, 'teller', 'teller');
  await signIn(context, url, 'pad', 'lobby');
  const evaluator = await takeTerminal(context, url, 'evaluator', { ...at, window: tellerWindow });
  const kiosk = await takeTerminal(context, url, 'kiosk', at);
  const phone = await openPhone(context, url);
  const code = await book(phone, {
    branch: storyBranch,
    service: '养老与定期',
    time: '11:00',
    name: '周至',
    phone: '15400000412',
  });
  const number = await checkIn(kiosk, code);
  await phone.getByRole('button', { name: '查看排队进度' }).click();
  await expect(phone.getByText(number).first()).toBeVisible();

  const { branch } = await must(context, url, 'teller', accessEndpoints.getMe, {});
  const branchId = branch!.id;
  const board = await must(context, url, 'teller', queueEndpoints.getBoard, { branchId });
  const window = board.windows.find(({ label }) => label === tellerWindow)!;
  const here = { branchId, windowId: window.id };
  if (window.ticketState === 'called') await must(context, url, 'teller', queueEndpoints.start, here);
  if (window.ticketId !== null)
    await must(context, url, 'teller', queueEndpoints.complete, { ...here, ticketId: window.ticketId });
  const ticketId = board.tickets.find((one) => one.number === number)!.id;
  await must(context, url, 'teller', queueEndpoints.callSpecific, { ...here, ticketId, reason: '预约客户' });
  await must(context, url, 'teller', queueEndpoints.start, here);
  await must(context, url, 'teller', queueEndpoints.complete, { ...here, ticketId });

  await expect(evaluator.getByRole('heading', { name: '这次办理，您感觉怎么样？' })).toBeVisible();
  expect(await barriers(evaluator, 'serious'), 'the question').toEqual([]);
  await evaluator.getByRole('button', { name: /^非常不满意/ }).click();
  await evaluator.getByRole('button', { name: '等得太久' }).click();
  expect(await barriers(evaluator, 'serious'), 'why').toEqual([]);
  await evaluator.getByRole('button', { name: '提交' }).click();
  await expect(evaluator.getByRole('heading', { name: '您好' })).toBeVisible();
  await evaluator.getByRole('button', { name: '人工帮助' }).click();
  await expect(evaluator.getByRole('button', { name: '呼叫大堂经理' })).toBeVisible();
  expect(await barriers(evaluator, 'serious'), 'help').toEqual([]);

  const { cases } = await must(context, url, 'pad', feedbackEndpoints.listCases, { branchId });
  const caseId = cases.find(({ request }) => request.ticketNumber === number)!.id;
  const onCase = { branchId, caseId };
  await must(context, url, 'pad', feedbackEndpoints.claimCase, onCase);
  await must(context, url, 'pad', feedbackEndpoints.recordTalk, {
    ...onCase,
    talk: '客户说等得太久',
    stillInBranch: true,
  });
  await must(context, url, 'pad', feedbackEndpoints.closeCase, {
    ...onCase,
    cause: '窗口不足',
    remedy: '当面致歉，补开窗口',
  });
  await phone.reload();
  await expect(phone.getByRole('button', { name: '认可', exact: true })).toBeVisible();
  expect(await barriers(phone, 'serious'), 'what became of it').toEqual([]);
  await phone.getByRole('button', { name: '认可', exact: true }).click();
  await phone.getByRole('button', { name: '开始答题' }).click();
  await expect(phone.getByRole('button', { name: '提交' })).toBeVisible();
  expect(await barriers(phone, 'serious'), 'survey').toEqual([]);
});
