import { otherBranches } from '../src/bank.ts';
import { test, expect } from '../src/journey.ts';
import { takeTerminal } from '../src/surfaces/lobby.ts';
import { signIn } from '../src/surfaces/staff.ts';

test('a kiosk whose credential is revoked in the console stops at once and says so', async ({
  context,
  product,
}) => {
  const { revoked } = otherBranches;
  const kiosk = await takeTerminal(context, product.url, 'kiosk', { branch: revoked });
  await expect(kiosk.getByRole('button', { name: /^现金存取/ })).toBeEnabled();
  const console = await signIn(context, product.url, 'console', 'sysadmin');
  await console.getByRole('combobox', { name: '网点' }).click();
  await console.getByRole('combobox', { name: '网点' }).fill(revoked);
  await console.keyboard.press('Enter');
  const row = console.getByRole('row', { name: /取号机 1/ });
  await row.getByRole('button', { name: '撤销' }).click();
  await console
    .getByRole('button', { name: /^(确认|确定|撤销)/ })
    .last()
    .click();
  await expect(kiosk.getByRole('alert')).toContainText('这台取号机的登记已失效');
  await expect(kiosk).toHaveURL(/\/lobby\/\?lost=kiosk/);
});
