import type { BankPlan } from '@huiting/simulator/bank/plan-types';
import { seededRandom } from '@huiting/simulator/bank/random';
import type { FieldCrypto } from '../platform/crypto/field-crypto.ts';

/** No secret: printed at every start of a demo bank, whose people and customers are invented. */
export const demoPassword = 'huiting-2026';
export const directorUsername = 'director';

/** The director's password is nobody's to know but the server's and its simulator's: derived from the key file, printed nowhere. */
export function directorPassword(crypto: FieldCrypto): string {
  return crypto.keyedHash('demoDirector', directorUsername);
}

export function directorUserId(plan: BankPlan): string {
  return seededRandom(`director/${plan.seed}`).id(Date.parse(`${plan.startDate}T00:00:00Z`));
}

/** One account per role, as `npm start` prints them. */
export interface DemoAccount {
  readonly username: string;
  readonly password: string;
  readonly name: string;
  readonly post: string;
  readonly place: string;
  /** Where the person works: path of the surface. */
  readonly surface: 'teller' | 'pad' | 'console';
}

const postNames: Readonly<Record<string, string>> = {
  teller: '柜员',
  lobbyManager: '大堂经理',
  relationshipManager: '理财经理',
  operationsSupervisor: '运营主管',
  branchManager: '网点负责人',
  regionalManager: '分行管理岗',
  headOfficeOperations: '总行运营管理岗',
  systemAdmin: '系统管理员',
  securityAdmin: '安全管理员',
  auditAdmin: '审计管理员',
};
const surfaces: Readonly<Record<string, DemoAccount['surface']>> = {
  teller: 'teller',
  lobbyManager: 'pad',
  relationshipManager: 'pad',
  operationsSupervisor: 'pad',
};
const order = Object.keys(postNames);

export function demoAccounts(plan: BankPlan): DemoAccount[] {
  return plan.users
    .filter((user) => user.printed)
    .sort((a, b) => order.indexOf(a.roles[0]!) - order.indexOf(b.roles[0]!))
    .map((user) => ({
      username: user.username,
      password: demoPassword,
      name: user.name,
      post: postNames[user.roles[0]!]!,
      place: plan.orgUnits.find((unit) => unit.id === user.orgUnitId)!.name,
      surface: surfaces[user.roles[0]!] ?? 'console',
    }));
}

/** Customers to try at the kiosk, the teller's reader and the PAD: numbers that can belong to nobody. */
export interface SampleCustomer {
  readonly name: string;
  readonly note: string;
  readonly idNumber: string;
  readonly phone: string;
  readonly card: string;
}

export function sampleCustomers(plan: BankPlan): SampleCustomer[] {
  const notes: readonly [string, string][] = [
    ['王淑芳', '长者'],
    ['沈春梅', '金卡 · 长者'],
    ['顾岩', '私行'],
    ['刘洋', '普通'],
  ];
  return notes.flatMap(([name, note]) => {
    const customer = plan.customers.find((one) => one.name === name);
    return customer?.idNumber == null
      ? []
      : [{ name, note, idNumber: customer.idNumber, phone: customer.phone, card: customer.cards[0]! }];
  });
}
