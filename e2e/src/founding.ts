import { accessEndpoints } from '@huiting/contracts/access';
import type { RoleCode } from '@huiting/contracts/access';
import { organizationEndpoints } from '@huiting/contracts/organization';
import { staffEndpoints } from '@huiting/contracts/staff';
import type { Hire } from '@huiting/contracts/staff';
import { workflowEndpoints } from '@huiting/contracts/workflow';
import { callAs, must } from './api.ts';
import { expect } from './journey.ts';
import type { Page } from './journey.ts';
import type { Seat } from './newcomer.ts';

/** What founding a bank takes beyond its screens: steps that are taken a dozen times. */

const today = (): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());

/** Decides whatever waits, as the person of this seat; gives how many. */
export async function approveAll(seat: Seat, url: string): Promise<number> {
  const { items } = await must(seat.context, url, 'console', workflowEndpoints.listApprovals, {
    state: 'pending',
  });
  let decided = 0;
  for (const { id, branchId, step } of items) {
    if (step === null) continue;
    const { status } = await callAs(seat.context, url, 'console', workflowEndpoints.decideApproval, {
      branchId,
      approvalId: id,
      stepKey: step.key,
      verdict: 'approve',
      opinion: '同意',
    });
    if (status === 200) decided += 1;
  }
  return decided;
}

/** Lets the seats decide, one after another, until nothing waits. */
export async function settleApprovals(url: string, seats: readonly Seat[]): Promise<void> {
  await expect(async () => {
    for (const seat of seats) await approveAll(seat, url);
    const { items } = await must(seats[0]!.context, url, 'console', workflowEndpoints.listApprovals, {
      state: 'pending',
    });
    expect(items.map(({ title }) => title.zh)).toEqual([]);
  }).toPass({ intervals: [200, 500, 1000] });
}

export async function unitId(seat: Seat, url: string, name: string): Promise<string> {
  const { units } = await must(seat.context, url, 'console', organizationEndpoints.listOrgUnits, {});
  const unit = units.find((one) => one.name === name);
  if (unit === undefined) throw new Error(`there is no unit ${name}`);
  return unit.id;
}

/** Asks for a person; gives the id they have once those above agreed. */
export async function hire(
  seat: Seat,
  url: string,
  orgUnitId: string,
  person: Pick<Hire, 'number' | 'name' | 'post'> & Partial<Hire>,
): Promise<string> {
  const { change } = await must(seat.context, url, 'console', staffEndpoints.applyForHire, {
    orgUnitId,
    hire: person,
    effectiveOn: today(),
    reason: '开业配员',
  });
  return change.staffId;
}

/** A login for a person of the register with one role; gives its first password. */
export async function giveLogin(
  security: Seat,
  url: string,
  to: { readonly staffId: string; readonly name: string; readonly username: string },
  grant: { readonly role: RoleCode; readonly orgUnitId: string },
): Promise<string> {
  const { userId, initialPassword } = await must(
    security.context,
    url,
    'console',
    accessEndpoints.createUser,
    { orgUnitId: grant.orgUnitId, username: to.username, name: to.name },
  );
  await expect(async () => {
    await must(security.context, url, 'console', staffEndpoints.linkLogin, { staffId: to.staffId, userId });
  }).toPass({ intervals: [300] });
  const granted = await callAs(security.context, url, 'console', accessEndpoints.grantRole, {
    userId,
    ...grant,
    reason: '上岗',
  });
  // The post may have brought it already.
  if (granted.status !== 200) expect((granted.body as { code?: string }).code).toBe('access.grant_held');
  return initialPassword;
}

/** The form of the first run, field by field. */
export async function foundBank(
  page: Page,
  code: string,
  people: Readonly<
    Record<
      string,
      { readonly name: string; readonly number: string; readonly username: string; readonly password: string }
    >
  >,
): Promise<void> {
  await page.getByLabel('一次性建行码').fill(code);
  await page.getByLabel('银行名称').fill('江淮银行');
  await page.getByLabel('总行机构号').fill('JH');
  for (const [chair, { name, number, username, password }] of Object.entries(people)) {
    const group = page.getByRole('group', { name: chair });
    await group.getByLabel('姓名').fill(name);
    await group.getByLabel('工号').fill(number);
    await group.getByLabel('用户名').fill(username);
    await group.getByLabel('口令', { exact: true }).fill(password);
    await group.getByLabel('再输一次口令').fill(password);
  }
  await page.getByRole('button', { name: '建立银行' }).click();
  await expect(page.getByRole('heading', { name: '银行已建立' })).toBeVisible();
}
