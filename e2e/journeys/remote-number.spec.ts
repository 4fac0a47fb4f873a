import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { organizationEndpoints } from '@huiting/contracts/organization';
import { must } from '../src/api.ts';
import { storyBranch } from '../src/bank.ts';
import { test, expect, watchFaults } from '../src/journey.ts';
import { checkIn } from '../src/surfaces/kiosk.ts';
import { takeTerminal } from '../src/surfaces/lobby.ts';
import { openPhone, proveByInbox } from '../src/surfaces/phone.ts';

test('a number is taken from afar, refused from too far, checked in at the kiosk, and then waits at its place', async ({
  context,
  browser,
  product,
  faults,
}) => {
  const kiosk = await takeTerminal(context, product.url, 'kiosk', { branch: storyBranch });
  const { branches } = await must(context, product.url, 'h5', organizationEndpoints.listOpenBranches, {});
  const branch = branches.find(({ name }) => name === storyBranch)!;
  const { latitude, longitude } = await must(
    context,
    product.url,
    'h5',
    appointmentEndpoints.getRemoteOffer,
    { branchId: branch.id },
  );

  const holder = await browser.newContext({
    locale: 'zh-CN',
    permissions: ['geolocation'],
    geolocation: { latitude: latitude + 0.2, longitude, accuracy: 20 },
  });
  watchFaults(holder, faults);
  const phone = await openPhone(holder, product.url);
  await phone.getByRole('button', { name: storyBranch }).click();
  await phone.getByRole('button', { name: /在线取号/ }).click();
  await phone.getByRole('button', { name: /^个人业务/ }).click();
  await phone.getByRole('button', { name: '用我的位置' }).click();
  await phone.getByRole('button', { name: '继续取号' }).click();
  await phone.getByLabel('姓名').fill('周远');
  await proveByInbox(phone, '15400000301');
  await phone.getByRole('button', { name: '取号', exact: true }).click();
  await expect(phone.getByText(/^您离网点约/)).toBeVisible();

  await holder.setGeolocation({ latitude: latitude + 0.005, longitude, accuracy: 20 });
  await phone.getByRole('button', { name: '重新定位' }).click();
  await phone.getByRole('button', { name: '继续取号' }).click();
  await phone.getByRole('button', { name: '取号', exact: true }).click();
  await expect(phone.getByRole('heading', { name: '到网点先签到，再叫号' })).toBeVisible();
  const words = await phone.locator('body').innerText();
  const number = /\b[A-Z]\d{3,4}\b/.exec(words)![0];
  const code = /\b([2-9A-HJ-NP-Z]{4}) ([2-9A-HJ-NP-Z]{4})\b/.exec(words)!.slice(1).join('');

  expect(await checkIn(kiosk, code)).toBe(number);
  await expect(phone.getByRole('heading', { name: '到网点先签到，再叫号' })).toBeHidden();
  await expect(phone.getByText('在您前面').or(phone.getByText('下一位就是您'))).toBeVisible();
  await holder.close();
});
