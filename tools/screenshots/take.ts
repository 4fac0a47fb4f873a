// `npm run screenshots`: photographs every surface of the demo bank, at its size, for the READMEs. `-- <name…>` keeps only some.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sampleCustomer, storyBranch } from '@huiting/e2e/bank';
import type { BrowserContext, Page } from '@huiting/e2e/journey';
import { letOthersLeave } from '@huiting/e2e/line';
import { startProduct, temporaryDataDir } from '@huiting/e2e/product';
import { checkIn, putDocument, takeTicket } from '@huiting/e2e/surfaces/kiosk';
import { takeTerminal } from '@huiting/e2e/surfaces/lobby';
import { book, openPhone } from '@huiting/e2e/surfaces/phone';
import { signIn } from '@huiting/e2e/surfaces/staff';
import { callNextByKey, startByKey, tellerWindow } from '@huiting/e2e/surfaces/teller';
import { launchBrowser, withChinese } from '../../web/scripts/browser.mjs';

const images = join(import.meta.dirname, '../../docs/images');
const wanted = process.argv.slice(2);
/** Longest movement of a screen: a sheet that slides in, numbers that change. */
const settleMs = 900;

async function shoot(page: Page, name: string): Promise<void> {
  if (wanted.length > 0 && !wanted.includes(name)) return;
  await page.bringToFront();
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForTimeout(settleMs);
  await page.screenshot({ path: join(images, `${name}.png`), caret: 'hide' });
  console.log(`docs/images/${name}.png`);
}

/** Phones are photographed at twice the size: their pictures are shown small. */
async function newContext(scale = 1): Promise<BrowserContext> {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    deviceScaleFactor: scale,
  });
  await withChinese(context);
  return context;
}

mkdirSync(images, { recursive: true });
const dataDir = temporaryDataDir();
const product = await startProduct({ dataDir: dataDir.path });
const browser = await launchBrowser();
try {
  const { url } = product;
  const context = await newContext();
  const phones = await newContext(2);
  const at = { branch: storyBranch };
  const atWindow = { ...at, window: tellerWindow };
  const teller = await signIn(context, url, 'teller', 'teller');
  const pad = await signIn(context, url, 'pad', 'lobby');
  const kiosk = await takeTerminal(context, url, 'kiosk', at);
  const hallDisplay = await takeTerminal(context, url, 'hallDisplay', at);
  const windowDisplay = await takeTerminal(context, url, 'windowDisplay', atWindow);
  const evaluator = await takeTerminal(context, url, 'evaluator', atWindow);

  await shoot(kiosk, 'kiosk');
  await shoot(pad, 'pad');
  await kiosk.getByRole('radio', { name: '长者模式' }).click();
  await shoot(kiosk, 'kiosk-elder');
  await kiosk.getByRole('radio', { name: '标准' }).click();

  const guest = sampleCustomer('沈春梅');
  const phone = await openPhone(phones, url);
  await shoot(phone, 'h5-branches');
  const code = await book(phone, {
    branch: storyBranch,
    service: '养老与定期',
    time: '11:00',
    name: guest.name,
    phone: guest.phone,
  });
  await shoot(phone, 'h5-booking');
  const ticketNumber = await checkIn(kiosk, code);
  await shoot(kiosk, 'kiosk-ticket');
  await phone.getByRole('button', { name: '查看排队进度' }).click();
  await shoot(phone, 'h5-ticket');

  await kiosk.getByRole('button', { name: '首页' }).click();
  await putDocument(kiosk, sampleCustomer('顾岩').idNumber);
  await takeTicket(kiosk, '理财贵宾');

  await letOthersLeave(context, url, { ticketNumber, windowLabel: tellerWindow });
  await callNextByKey(teller);
  // A new call flashes twice before it stands still.
  await hallDisplay.waitForTimeout(2_000);
  await shoot(hallDisplay, 'hall-display');
  await shoot(windowDisplay, 'window-display');
  await shoot(phone, 'h5-called');
  await startByKey(teller);
  await shoot(teller, 'teller');
  await teller.getByRole('button', { name: '仅完成' }).click();
  await evaluator.getByRole('complementary').getByText(ticketNumber).waitFor();
  await evaluator.getByRole('button', { name: '标准模式' }).click();
  await shoot(evaluator, 'evaluator');
  await evaluator.getByRole('button', { name: /^非常不满意/ }).click();
  await evaluator.getByRole('button', { name: '等得太久' }).click();
  await evaluator.getByRole('button', { name: '提交' }).click();
  const badRating = pad.getByRole('button', { name: new RegExp(`差评.*${ticketNumber}`) });
  await badRating.waitFor();
  await shoot(pad, 'pad-needs');
  await badRating.click();
  await shoot(pad, 'pad-rating');

  const console_ = await signIn(context, url, 'console', 'headoffice');
  await console_.getByRole('link', { name: '网点管理', exact: true }).click();
  await console_.getByRole('table').first().waitFor();
  await shoot(console_, 'console');
  await console_.getByRole('row', { name: storyBranch }).getByText('详情').click();
  await shoot(console_, 'console-branch');
} finally {
  await browser.close();
  await product.stop();
  dataDir.remove();
}
