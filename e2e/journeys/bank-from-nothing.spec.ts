import { accessEndpoints } from '@huiting/contracts/access';
import { organizationEndpoints } from '@huiting/contracts/organization';
import { staffEndpoints } from '@huiting/contracts/staff';
import { callAs, must } from '../src/api.ts';
import { foundBank, giveLogin, hire, settleApprovals, unitId } from '../src/founding.ts';
import { expect, openTab, test } from '../src/journey.ts';
import { takeSeat } from '../src/newcomer.ts';
import { startProduct, temporaryDataDir } from '../src/product.ts';
import { takeTicket } from '../src/surfaces/kiosk.ts';
import { callNextByKey, startByKey } from '../src/surfaces/teller.ts';

const branchName = '城东支行';
const roundTheClock = ['00:00', '00:00'] as const;

test('a bank begins with an empty database: set up, a region and a branch through approvals, staff and posts, and the first customer is served', async ({
  browser,
  context,
  faults,
}) => {
  test.setTimeout(400_000);
  const dataDir = temporaryDataDir();
  const product = await startProduct({ dataDir: dataDir.path, env: { DEMO: '0', EMPTY: '1' } });
  try {
    const { url } = product;
    const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(product.said())?.[0];
    expect(code, 'the terminal shows a code').toBeDefined();

    // The form says what is wrong before anything is sent; then the bank is there, and the code is worth nothing.
    const door = await openTab(context, `${url}/`, { width: 1440, height: 1000 });
    await door.getByRole('button', { name: '建立银行' }).click();
    await expect(door.getByText(/有 \d+ 处需要修改/)).toBeVisible();
    const people = {
      系统管理员: { name: '陈系', number: 'H001', username: 'sysadmin', password: 'Found-sys-1' },
      安全管理员: { name: '安权', number: 'H002', username: 'secadmin', password: 'Found-sec-1' },
      审计管理员: { name: '审严', number: 'H003', username: 'auditor', password: 'Found-aud-1' },
      总行运营负责人: { name: '吴静', number: 'H004', username: 'head', password: 'Found-ops-1' },
    };
    await foundBank(door, code!, people);
    await door.reload();
    await expect(door.getByRole('heading', { name: '管理台' })).toBeVisible();

    const system = await takeSeat(browser, url, 'console', people['系统管理员'], faults);
    const security = await takeSeat(browser, url, 'console', people['安全管理员'], faults);
    const head = await takeSeat(browser, url, 'console', people['总行运营负责人'], faults);
    const root = await unitId(head, url, '总行');

    // Three levels: head office, a region, a branch below it.
    await head.page
      .getByRole('navigation', { name: '主菜单' })
      .getByRole('link', { name: '网点管理' })
      .click();
    await head.page.getByRole('button', { name: '新增机构' }).click();
    const unit = head.page.getByRole('dialog', { name: '新增机构' });
    await unit.getByLabel('机构号').fill('NJ');
    await unit.getByLabel('名称').fill('南京分行');
    await unit.getByRole('button', { name: '新增', exact: true }).click();
    await expect(head.page.getByText('南京分行 已加入机构树')).toBeVisible();
    const region = await unitId(head, url, '南京分行');

    // A second person of head office and one of the region: nobody decides on what they asked for.
    const second = await hire(head, url, root, { number: 'H005', name: '林审', post: 'headOffice' });
    const regional = await hire(head, url, region, { number: 'N001', name: '郑南', post: 'headOffice' });
    await settleApprovals(url, [system]);
    const secondPassword = await giveLogin(
      security,
      url,
      { staffId: second, name: '林审', username: 'second' },
      { role: 'headOfficeOperations', orgUnitId: root },
    );
    const regionalPassword = await giveLogin(
      security,
      url,
      { staffId: regional, name: '郑南', username: 'region' },
      { role: 'regionalManager', orgUnitId: region },
    );
    await settleApprovals(url, [system]);
    const deputy = await takeSeat(
      browser,
      url,
      'console',
      { username: 'second', password: secondPassword },
      faults,
    );
    const lead = await takeSeat(
      browser,
      url,
      'console',
      { username: 'region', password: regionalPassword },
      faults,
    );

    // The application for the branch, by its form; the region agrees on screen, then head office.
    await head.page.getByRole('link', { name: '设立与变更' }).click();
    await expect(head.page.getByRole('heading', { name: '设立与变更申请' })).toBeVisible();
    await head.page.getByRole('button', { name: '设立网点' }).click();
    const form = head.page.getByRole('dialog', { name: '设立网点 · 申请' });
    await form.getByLabel('上级机构').selectOption({ label: '南京分行' });
    await form.getByLabel('机构号').fill('320113');
    await form.getByLabel('网点名称').fill(branchName);
    await form.getByLabel('城市').fill('南京');
    await form.getByLabel('地址').fill('城东区文澜路 18 号');
    await form.getByLabel('纬度').fill('32.0479');
    await form.getByLabel('经度').fill('118.8312');
    await form.getByLabel('面积（m²）').fill('628');
    for (const day of ['工作日（对私）', '周末（对私）', '节假日']) {
      const hours = form.getByRole('group', { name: day });
      const open = hours.getByRole('checkbox', { name: '营业' });
      if (!(await open.isChecked())) await open.check();
      await hours.getByRole('textbox', { name: '开始' }).fill(roundTheClock[0]);
      await hours.getByRole('textbox', { name: '结束' }).fill(roundTheClock[1]);
    }
    await form.getByLabel('理由').fill('城东片区没有网点');
    await form.getByRole('button', { name: '提交审批' }).click();
    await expect(head.page.getByText('已提交审批')).toBeVisible();
    await expect(
      head.page.getByRole('row', { name: new RegExp(`${branchName}.*设立.*审批中`) }),
    ).toBeVisible();

    await lead.page.goto(`${url}/console/inbox`);
    await lead.page.getByText(`${branchName}设立`).first().click();
    await lead.page.getByRole('button', { name: /^(通过|同意|批准)$/ }).click();
    await settleApprovals(url, [deputy, system]);
    await expect(head.page.getByRole('row', { name: new RegExp(`${branchName}.*已生效`) })).toBeVisible({
      timeout: 40_000,
    });

    // It is there, planned, with the zones, windows and size of its format; people and terminals are still to come.
    const { branches } = await must(head.context, url, 'console', organizationEndpoints.listBranches, {
      search: branchName,
    });
    const branch = branches[0]!;
    expect(branch).toMatchObject({ stage: 'planning', windowCount: 7, path: '/JH/NJ/320113/' });
    await head.page.goto(`${url}/console/branches/${branch.id}?tab=windows`);
    const compared = head.page.getByRole('region', { name: '与综合型标准对照' });
    await expect(compared.getByRole('listitem')).toHaveCount(10);
    for (const missing of ['网点负责人', '柜员', '取号机', '评价器'])
      await expect(compared.getByRole('listitem').filter({ hasText: missing })).toContainText('现有 0');

    // Staff: each hire is approved; the register refuses who lacks a certificate, and one person keeps no seal and cipher together.
    const certificates = [
      { kind: 'counterLicence', number: 'C1', issuedOn: null, expiresOn: null },
      { kind: 'antiCounterfeit', number: 'C2', issuedOn: null, expiresOn: null },
    ] as const;
    const asTeller = { number: 'T001', name: '柳青', post: 'teller' as const };
    const unfit = await callAs(head.context, url, 'console', staffEndpoints.applyForHire, {
      orgUnitId: branch.orgUnitId,
      hire: asTeller,
      effectiveOn: new Date().toISOString().slice(0, 10),
      reason: '开业配员',
    });
    expect(unfit.status).toBe(409);
    const teller = await hire(head, url, branch.orgUnitId, { ...asTeller, certificates: [...certificates] });
    const manager = await hire(head, url, branch.orgUnitId, {
      number: 'M001',
      name: '高岚',
      post: 'branchManager',
    });
    await settleApprovals(url, [lead, deputy, system]);
    const duty = (post: string) =>
      callAs(head.context, url, 'console', staffEndpoints.assignDuty, {
        staffId: teller,
        post,
        from: new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date()),
        until: null,
        reason: '开业分工',
      } as never);
    await expect.poll(async () => (await duty('sealKeeper')).status).toBe(200);
    const incompatible = await duty('cipherKeeper');
    expect(incompatible.status).toBe(409);
    expect((incompatible.body as { code?: string }).code).toBe('staff.posts_incompatible');

    const at = branch.orgUnitId;
    const tellerPassword = await giveLogin(
      security,
      url,
      { staffId: teller, name: '柳青', username: 'liuqing' },
      { role: 'teller', orgUnitId: at },
    );
    const managerPassword = await giveLogin(
      security,
      url,
      { staffId: manager, name: '高岚', username: 'gaolan' },
      { role: 'branchManager', orgUnitId: at },
    );

    // The branch opens; its manager registers the kiosk.
    await must(head.context, url, 'console', organizationEndpoints.setStage, {
      branchId: branch.id,
      stage: 'opening',
      reason: '验收合格',
    });
    const boss = await takeSeat(
      browser,
      url,
      'console',
      { username: 'gaolan', password: managerPassword },
      faults,
    );
    const { code: terminalCode } = await must(boss.context, url, 'console', accessEndpoints.createTerminal, {
      branchId: branch.id,
      kind: 'kiosk',
      name: '取号机 1',
      windowId: null,
    });
    const kiosk = await openTab(context, `${url}/lobby/`, { width: 1080, height: 1920 });
    await kiosk.getByLabel('登记码').fill(terminalCode);
    await kiosk.getByRole('button', { name: '开通这块屏幕' }).click();

    // The first customer: a number at the kiosk, called at window 1, served.
    const number = await takeTicket(kiosk, '个人业务');
    expect(number).toBe('A001');
    const desk = await takeSeat(
      browser,
      url,
      'teller',
      { username: 'liuqing', password: tellerPassword },
      faults,
    );
    await desk.page.getByRole('button', { name: /^1/ }).first().click();
    expect(await callNextByKey(desk.page)).toBe(number);
    await startByKey(desk.page);
    await desk.page.getByRole('button', { name: '仅完成' }).click();
    await expect(desk.page.getByText(/暂无等候客户/).first()).toBeVisible();

    for (const seat of [system, security, head, deputy, lead, boss, desk]) await seat.context.close();
  } finally {
    await product.stop();
    dataDir.remove();
  }
});
