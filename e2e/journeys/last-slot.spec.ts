import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { organizationEndpoints } from '@huiting/contracts/organization';
import { must } from '../src/api.ts';
import { storyBranch } from '../src/bank.ts';
import { test, expect } from '../src/journey.ts';
import { fillBooking, openPhone } from '../src/surfaces/phone.ts';
import { signIn } from '../src/surfaces/staff.ts';

const time = '15:30';
const service = '个人业务';

test('two phones reach for the last place of a half hour: one has it, the other is asked to choose another', async ({
  context,
  browser,
  product,
}) => {
  await signIn(context, product.url, 'pad', 'lobby');
  const { branches } = await must(context, product.url, 'h5', organizationEndpoints.listOpenBranches, {});
  const branch = branches.find(({ name }) => name === storyBranch)!;
  await leaveOnePlace();

  const other = await browser.newContext({ locale: 'zh-CN' });
  const phones = [await openPhone(context, product.url), await openPhone(other, product.url)];
  for (const [at, phone] of phones.entries())
    await fillBooking(phone, {
      branch: storyBranch,
      service,
      time,
      name: `测试${at}`,
      phone: `1540000010${at}`,
    });
  await Promise.all(phones.map((phone) => phone.getByRole('button', { name: '确认预约' }).click()));

  const said = await Promise.all(
    phones.map(async (phone) => {
      const made = phone.getByText('预约成功');
      const taken = phone.getByText('这个时段刚刚约满，请换一个时段');
      await expect(made.or(taken)).toBeVisible();
      return (await made.isVisible()) ? 'made' : 'taken';
    }),
  );
  expect(said.toSorted()).toEqual(['made', 'taken']);
  const late = phones[said.indexOf('taken')]!;
  await expect(late.getByRole('radio', { name: new RegExp(`^${time}`) })).toContainText('约满');
  await expect(late.getByRole('radio', { name: new RegExp(`^${time}`) })).toBeDisabled();
  await other.close();

  async function leaveOnePlace(): Promise<void> {
    const { date } = branch.today;
    const offer = await must(context, product.url, 'h5', appointmentEndpoints.listSlots, {
      branchId: branch.id,
      date,
    });
    const serviceTypeId = offer.services.find(({ name }) => name.zh === service)!.id;
    const start = Date.parse(`${date}T${time}:00+08:00`);
    for (let guest = 0; ; guest += 1) {
      const { slots } = await must(context, product.url, 'h5', appointmentEndpoints.listSlots, {
        branchId: branch.id,
        date,
        serviceTypeId,
      });
      if (slots.find((slot) => slot.start === start)!.left === 1) return;
      await must(context, product.url, 'pad', appointmentEndpoints.bookForCustomer, {
        branchId: branch.id,
        serviceTypeId,
        start,
        name: '占位',
        phone: `154000002${String(guest).padStart(2, '0')}`,
        note: null,
      });
    }
  }
});
