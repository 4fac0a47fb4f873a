import { demoQueueMachine, machineBranchOf, machineServices } from '@huiting/simulator/bank/queue-machine';
import { demoCounterSender, demoGateSender, demoListSender } from '@huiting/simulator/bank/senders';
import type { BankPlan, PlannedUser } from '@huiting/simulator/bank/plan-types';
import type pg from 'pg';
import { runQuery } from '../platform/database/query.ts';
import type { Reader } from '../platform/database/query.ts';
import type { FieldCrypto } from '../platform/crypto/field-crypto.ts';
import { hashPassword, loadAccess } from '../rooms/access/index.ts';
import { loadWebhookSender } from '../platform/webhooks/senders.ts';
import { demoFaceSender, loadContactPlans, loadCustomers } from '../rooms/customer/index.ts';
import { loadSurvey } from '../rooms/feedback/index.ts';
import { loadBank } from '../rooms/organization/index.ts';
import { loadMachineFeed, loadNotice, provisionQueues, provisionTemplate } from '../rooms/queue/index.ts';
import { demoNotices } from './demo.notices.ts';
import { demoSurveys } from './demo.surveys.ts';
import { loadPersonnel, loadStaff, readMayHold } from '../rooms/staff/index.ts';
import { instantOf } from '../platform/clock/zone-time.ts';
import { addDays } from '@huiting/simulator/bank/dates';
import { demoPersonnel } from './demo.personnel.ts';
import { demoContactPlans } from './demo.customers.ts';
import { demoDiversions, demoTemplate } from './demo.queue.ts';
import { demoPassword, directorPassword, directorUserId, directorUsername } from './demo.accounts.ts';

/** A connection as rooms' loaders read and write through it. */
export function readerOn(client: pg.Client): Reader {
  return {
    rows: (query) => runQuery(client, query),
    row: async (query) => (await runQuery(client, query))[0] ?? null,
  };
}

/** Writes the planned bank into an empty database, whole or not at all: tree, logins, terminals, staff, customers, queues. */
export async function loadDemoBank(
  client: pg.Client,
  plan: BankPlan,
  crypto: FieldCrypto,
  now: number,
): Promise<void> {
  const target = readerOn(client);
  const [printedHash, directorHash] = await Promise.all([
    hashPassword(demoPassword),
    hashPassword(directorPassword(crypto)),
  ]);
  await client.query('begin');
  try {
    await loadBank(target, {
      bankName: plan.bankName,
      units: plan.orgUnits,
      branches: plan.branches.map((branch) => ({ ...branch, contacts: contactsOf(plan, branch.id) })),
    });
    await loadAccess(
      target,
      {
        users: [...plan.users.map((user) => login(plan, user, printedHash)), director(plan, directorHash)],
        terminals: plan.terminals,
      },
      now,
    );
    const userOf = new Map(plan.users.map((user) => [user.staffId, user.id]));
    await loadStaff(
      target,
      plan.staff.map((one) => ({ ...one, userId: userOf.get(one.id) ?? null })),
    );
    const { people, teams } = demoPersonnel(plan, await readMayHold(target));
    // The next morning: today the bank is as it was left.
    const firstLook = instantOf('Asia/Shanghai', addDays(plan.startDate, 1), '08:00');
    await loadPersonnel(target, crypto, people, teams, firstLook);
    await loadCustomers(target, crypto, plan.customers);
    await loadContactPlans(target, demoContactPlans(plan));
    await loadWebhookSender(target, crypto, demoFaceSender);
    for (const sender of [demoGateSender, demoCounterSender, demoListSender])
      await loadWebhookSender(target, crypto, sender);
    const machine = machineBranchOf(plan);
    await loadWebhookSender(target, crypto, { ...demoQueueMachine, scopePath: machine.path });
    const services = [...plan.serviceTypes];
    await provisionQueues(
      client,
      plan.branches.map((branch) => ({
        branchId: branch.id,
        windows: branch.windows,
        services,
        diversions: demoDiversions,
      })),
      now,
    );
    await loadMachineFeed(target, machine.id, {
      sender: demoQueueMachine.sender,
      connected: true,
      since: now,
      services: machineServices,
      version: 1,
    });
    await provisionTemplate(client, plan.orgUnits[0]!.id, demoTemplate(plan), now);
    for (const notice of demoNotices(plan)) await loadNotice(target, { ...notice, changedAt: now });
    for (const survey of demoSurveys(plan, now)) await loadSurvey(target, survey);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** Whom to call: the manager and the operations supervisor, at the branch's own number. */
function contactsOf(plan: BankPlan, branchId: string) {
  const { phone } = plan.branches.find(({ id }) => id === branchId)!;
  const roles = { branchManager: 'manager', operationsSupervisor: 'operations' } as const;
  return Object.entries(roles).flatMap(([post, role]) => {
    const person = plan.staff.find((one) => one.homeBranchId === branchId && one.post === post);
    return person === undefined ? [] : [{ role, name: person.name, phone }];
  });
}

/** Printed accounts get the demo password; nobody else can sign in with one. */
function login(plan: BankPlan, user: PlannedUser, printedHash: string) {
  const staff = plan.staff.find((one) => one.id === user.staffId) ?? null;
  return {
    id: user.id,
    username: user.username,
    name: user.name,
    passwordHash: user.printed ? printedHash : null,
    orgUnitId: user.orgUnitId,
    branchId: staff?.homeBranchId ?? null,
    staff: staff === null ? null : { id: staff.id, number: staff.number, post: staff.post },
    roles: user.roles.map((role) => ({ role, orgUnitId: user.orgUnitId })),
  };
}

function director(plan: BankPlan, passwordHash: string) {
  const orgUnitId = plan.orgUnits[0]!.id;
  return {
    id: directorUserId(plan),
    username: directorUsername,
    name: '演示导演',
    passwordHash,
    orgUnitId,
    branchId: null,
    staff: null,
    roles: [{ role: 'demoDirector' as const, orgUnitId }],
  };
}
