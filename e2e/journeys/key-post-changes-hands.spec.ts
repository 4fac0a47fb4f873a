import { accessEndpoints } from '@huiting/contracts/access';
import { organizationEndpoints } from '@huiting/contracts/organization';
import { staffEndpoints } from '@huiting/contracts/staff';
import type { StaffRow, Tenure } from '@huiting/contracts/staff';
import { launchPostgres } from '@huiting/server/platform/database/launcher/launcher';
import { createPool } from '@huiting/server/platform/database/pool';
import { createLog } from '@huiting/server/platform/log';
import { join } from 'node:path';
import { callAs, must } from '../src/api.ts';
import { demoPassword, storyBranch } from '../src/bank.ts';
import { expect, test } from '../src/journey.ts';
import type { BrowserContext, Page } from '../src/journey.ts';
import { takeSeat } from '../src/newcomer.ts';
import { startProduct, temporaryDataDir } from '../src/product.ts';
import { signIn } from '../src/surfaces/staff.ts';

/** The bank's days; its first one is the 20th. */
const handoverOn = '2026-11-21';
const leave = { from: '2026-11-23', until: '2026-11-24', after: '2026-11-25' };

test('a key post near its limit is rotated through approval and both signatures, and a mandatory leave shuts access over its days alone', async ({
  browser,
  context,
  faults,
}) => {
  test.setTimeout(300_000);
  const dataDir = temporaryDataDir();
  // A database of its own, so that the journey may turn the bank's clock.
  const postgres = await launchPostgres({ dataDir: join(dataDir.path, 'pg') });
  const product = await startProduct({ dataDir: dataDir.path, env: { DATABASE_URL: postgres.url } });
  const pool = createPool({ url: postgres.url, size: 1, log: createLog({ level: 'silent' }) });
  const turnTo = (date: string, time: string) =>
    pool.query(`update platform.clock set anchor_wall = clock_timestamp(), anchor_business = $1`, [
      `${date} ${time}+08`,
    ]);
  try {
    const { url } = product;
    const region = await signIn(await browser.newContext(), url, 'console', 'region');
    const head = await signIn(context, url, 'console', 'headoffice');
    const security = await browser.newContext();
    await signIn(security, url, 'console', 'secadmin');

    // Who is near the limit in the region, and a teller of the same branch who may follow.
    const { tenure, successor } = await findRotation(region.context(), url);
    await head.goto(`${url}/console/rotation?state=${tenure.state}&q=${tenure.number}`);
    const row = head.getByRole('row', { name: new RegExp(tenure.number) });
    await row.filter({ hasText: tenure.postName.zh }).getByRole('button', { name: '安排轮岗' }).click();
    const plan = head.getByRole('dialog', { name: /安排.+轮岗/ });
    await choose(head, plan.getByRole('combobox', { name: '接任人' }), successor.number);
    await expect(plan.getByRole('status')).toContainText('符合岗位规则');
    await plan.getByLabel('交接日期').fill(handoverOn);
    await plan.getByLabel('理由').fill('任期将满');
    await plan.getByRole('button', { name: '提交', exact: true }).click();
    await expect(head.getByText('已提交，审批通过后双方签署交接清单')).toBeVisible();

    // The region agrees.
    await region.goto(`${url}/console/inbox`);
    await region.getByText(`${tenure.staffName}轮岗 · ${tenure.postName.zh}`).first().click();
    await region.getByRole('button', { name: '同意', exact: true }).click();

    // Both sides sign where they work: a teller at the window.
    for (const one of [tenure.staffId, successor.id]) {
      const login = await loginOf(region.context(), security, url, one);
      const post = one === successor.id ? successor.post : login.post;
      const surface = post === 'teller' ? 'teller' : 'pad';
      const seat = await takeSeat(browser, url, surface, login, faults);
      await openHandovers(seat.page, surface);
      for (const item of await seat.page
        .getByRole('group', { name: '我的岗位交接' })
        .getByRole('button')
        .all())
        await item.click();
      await seat.page.getByRole('button', { name: '确认并签署' }).click();
      await expect(seat.page.getByText('已签署').first()).toBeVisible();
      await seat.context.close();
    }
    await head.goto(`${url}/console/rotation?tab=rotations`);
    await expect(head.getByRole('row', { name: new RegExp(`${tenure.staffName}.*交接中`) })).toBeVisible();

    // On its day the post is the successor's.
    await turnTo(handoverOn, '08:30');
    await expect(async () => {
      await head.reload();
      await expect(head.getByRole('row', { name: new RegExp(`${tenure.staffName}.*已完成`) })).toBeVisible({
        timeout: 2_000,
      });
    }).toPass({ timeout: 30_000 });
    const { holdings } = await must(context, url, 'console', staffEndpoints.getStaff, {
      staffId: successor.id,
    });
    expect(holdings.find(({ post, until }) => post === tenure.post && until === null)).toMatchObject({
      kind: 'duty',
      since: handoverOn,
    });

    // Everybody of the story's branch who holds a key post is drawn; only one gets a substitute.
    await head.goto(`${url}/console/mandatory-leave`);
    await head.getByRole('button', { name: '随机抽取' }).click();
    const draw = head.getByRole('dialog', { name: '抽取强制休假人员' });
    await choose(head, draw.getByRole('combobox').first(), storyBranch);
    await draw.getByLabel('人数').fill('50');
    await draw.getByLabel('多少个月内未抽中过').fill('0');
    await draw.getByLabel('开始日').fill(leave.from);
    await draw.getByLabel('结束日').fill(leave.until);
    await draw.getByLabel('理由').fill('年度检查');
    await draw.getByRole('button', { name: '随机抽取' }).click();
    await expect(head.getByText(/已抽取 \d+ 人/)).toBeVisible();
    await nameSubstitute(context, url, '运营主管');

    // Before its first day nobody can tell; then the open page ends and the login is refused with the reason.
    const pad = await browser.newContext();
    const supervisor = await signIn(pad, url, 'pad', 'supervisor');
    await expect(supervisor.getByRole('main').first()).toBeVisible();
    await turnTo(leave.from, '09:00');
    await expect(supervisor.getByRole('textbox', { name: '用户名' })).toBeVisible({ timeout: 30_000 });
    await supervisor.getByRole('textbox', { name: '用户名' }).fill('supervisor');
    await supervisor.getByRole('textbox', { name: '口令' }).fill(demoPassword);
    await supervisor.getByRole('button', { name: '登录', exact: true }).click();
    await expect(supervisor.getByText(/您正在强制休假/)).toBeVisible();
    await head.reload();
    await expect(head.getByRole('row', { name: /运营主管.*休假中/ })).toBeVisible();

    // After its last day the same login opens, and the check is due.
    await turnTo(leave.after, '09:00');
    await expect(async () => {
      await head.reload();
      await expect(head.getByRole('row', { name: /运营主管.*待登记检查/ })).toBeVisible({ timeout: 2_000 });
    }).toPass({ timeout: 30_000 });
    await signIn(await browser.newContext(), url, 'pad', 'supervisor');
  } finally {
    await pool.end();
    await product.stop();
    await postgres.stop();
    dataDir.remove();
  }
});

/** Finds one option of a drop-down by words. */
async function choose(page: Page, combobox: ReturnType<Page['getByRole']>, words: string): Promise<void> {
  await combobox.fill(words);
  await page.locator('.ant-select-dropdown:visible').getByText(new RegExp(words)).first().click();
}

/** A duty of the region whose tenure is near or over, and a teller of the same unit who may take it. */
async function findRotation(
  region: BrowserContext,
  url: string,
): Promise<{ tenure: Tenure; successor: StaffRow }> {
  const { tenures } = await must(region, url, 'console', staffEndpoints.listTenures, {});
  const due = tenures.filter(
    ({ state, postKind, rotationId }) =>
      (state === 'near' || state === 'over') && postKind === 'duty' && rotationId === null,
  );
  const { branches } = await must(region, url, 'console', organizationEndpoints.listBranches, {});
  for (const tenure of due) {
    const branch = branches.find(({ orgUnitId }) => orgUnitId === tenure.orgUnitId);
    if (branch === undefined || branch.name === storyBranch) continue;
    const { items } = await must(region, url, 'console', staffEndpoints.listStaff, {
      branchId: branch.id,
      post: 'teller',
      limit: 50,
    });
    for (const successor of items.filter(({ id }) => id !== tenure.staffId)) {
      const { problems } = await must(region, url, 'console', staffEndpoints.checkPost, {
        staffId: successor.id,
        post: tenure.post,
        from: handoverOn,
      });
      const { holdings } = await must(region, url, 'console', staffEndpoints.getStaff, {
        staffId: successor.id,
      });
      const isFree = !holdings.some(({ post, until }) => post === tenure.post && until === null);
      if (problems.length === 0 && isFree) return { tenure, successor };
    }
  }
  throw new Error('nobody of the region is near the limit of a duty');
}

/** The login of somebody whose password nobody knows: a first one is given out. */
async function loginOf(region: BrowserContext, security: BrowserContext, url: string, staffId: string) {
  const { username, post } = await must(region, url, 'console', staffEndpoints.getStaff, { staffId });
  const { items } = await must(security, url, 'console', accessEndpoints.listUsers, {
    search: username!,
    limit: 10,
  });
  const { initialPassword } = await must(security, url, 'console', accessEndpoints.resetPassword, {
    userId: items.find((one) => one.username === username)!.id,
    reason: '首次口令',
  });
  return { username: username!, password: initialPassword, post };
}

async function openHandovers(page: Page, surface: 'teller' | 'pad'): Promise<void> {
  if (surface === 'teller') {
    await page.getByRole('button', { name: '岗位交接待签 1' }).click();
    return;
  }
  await page
    .getByRole('button', { name: '员工', exact: true })
    .or(page.getByRole('link', { name: '员工', exact: true }))
    .first()
    .click();
  await page
    .getByRole('radio', { name: '岗位交接' })
    .or(page.getByRole('tab', { name: '岗位交接' }))
    .first()
    .click();
}

/** The first who is fit to stand in for the drawn holder of a post. */
async function nameSubstitute(head: BrowserContext, url: string, post: string): Promise<void> {
  const { leaves } = await must(head, url, 'console', staffEndpoints.listMandatoryLeaves, {});
  const drawn = leaves.find(({ posts }) => posts.some(({ zh }) => zh === post))!;
  const { items } = await must(head, url, 'console', staffEndpoints.listStaff, {
    post: 'operationsSupervisor',
    limit: 100,
  });
  for (const { id } of items) {
    const { status } = await callAs(head, url, 'console', staffEndpoints.nameSubstitute, {
      leaveId: drawn.id,
      substituteId: id,
    });
    if (status === 200) return;
  }
  throw new Error(`nobody is fit to stand in for the ${post}`);
}
