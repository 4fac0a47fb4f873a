import { organizationEndpoints } from '@huiting/contracts/organization';
import { must } from '../src/api.ts';
import { otherBranches } from '../src/bank.ts';
import { test, expect } from '../src/journey.ts';
import { takeTerminal } from '../src/surfaces/lobby.ts';
import { openPhone } from '../src/surfaces/phone.ts';
import { signIn } from '../src/surfaces/staff.ts';

test('a suspended branch gives no tickets at its kiosk, and gives them again when it is put back', async ({
  context,
  product,
}) => {
  const { suspended } = otherBranches;
  const kiosk = await takeTerminal(context, product.url, 'kiosk', { branch: suspended });
  await expect(kiosk.getByRole('button', { name: /^现金存取/ })).toBeEnabled();
  await signIn(context, product.url, 'console', 'headoffice');
  await openPhone(context, product.url);
  const { branches } = await must(context, product.url, 'h5', organizationEndpoints.listOpenBranches, {});
  const { id: branchId } = branches.find(({ name }) => name === suspended)!;
  const setStage = (stage: 'suspended' | 'operating') =>
    must(context, product.url, 'console', organizationEndpoints.setStage, {
      branchId,
      stage,
      reason: '设备检修',
    });

  await setStage('suspended');
  for (const name of ['现金存取', '个人业务', '转账缴费'])
    await expect(kiosk.getByRole('button', { name: new RegExp(`^${name}`) })).toBeDisabled();
  await expect(kiosk.getByText('网点暂停服务').first()).toBeVisible();

  await setStage('operating');
  await expect(
    kiosk.getByRole('button', { name: /^现金存取/ }),
    'told by the change, not by the next renewal',
  ).toBeEnabled({
    timeout: 5_000,
  });
  await kiosk.getByRole('button', { name: /^现金存取/ }).click();
  await expect(kiosk.getByRole('heading', { name: '您的号码' })).toBeVisible();
});
