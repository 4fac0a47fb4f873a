import type { CustomerTier } from '@huiting/contracts/customer';
import { addDays, elderAge, yearsBetween } from './dates.ts';
import { carPlate, cardNumber, idNumber, mobilePhone } from './identifiers.ts';
import { companyName, personName } from './names.ts';
import type { Gender } from './names.ts';
import { storyOutletCode } from './outlets.ts';
import type {
  PlannedBranch,
  PlannedCustomer,
  PlannedProduct,
  PlannedStaff,
  SignedServiceCode,
} from './plan-types.ts';
import type { Random } from './random.ts';

/** Customers of the pictures: name, gender, birth date, tier, assets. All of 城东支行. */
const storyCustomers: readonly [string, Gender, string, CustomerTier, number][] = [
  ['王淑芳', 'female', '1951-03-14', 'ordinary', 86_000],
  ['沈春梅', 'female', '1958-05-20', 'gold', 262_000],
  ['刘洋', 'male', '1996-08-02', 'ordinary', 12_400],
  ['陈志明', 'male', '1983-11-23', 'ordinary', 58_700],
  ['赵雪丽', 'female', '1990-01-30', 'ordinary', 33_200],
  ['沈文华', 'male', '1972-09-09', 'platinum', 1_860_000],
  ['顾岩', 'male', '1968-12-01', 'privateBank', 7_420_000],
  ['周建国', 'male', '1964-07-18', 'gold', 318_000],
  ['吴桐', 'female', '1999-04-25', 'ordinary', 8_900],
  ['郑秀英', 'female', '1953-10-05', 'ordinary', 121_000],
];
const tierWeights = [0.83, 0.12, 0.042, 0.008];
const tiers: readonly CustomerTier[] = ['ordinary', 'gold', 'platinum', 'privateBank'];
const assetsByTier: Record<CustomerTier, { median: number; sigma: number; from: number; below: number }> = {
  ordinary: { median: 22_000, sigma: 1.2, from: 0, below: 200_000 },
  gold: { median: 360_000, sigma: 0.4, from: 200_000, below: 1_000_000 },
  platinum: { median: 1_700_000, sigma: 0.45, from: 1_000_000, below: 6_000_000 },
  privateBank: { median: 9_500_000, sigma: 0.5, from: 6_000_000, below: 80_000_000 },
};
const signable: readonly [SignedServiceCode, number][] = [
  ['mobileBanking', 0.72],
  ['smsNotice', 0.63],
  ['directDebit', 0.24],
  ['quickPay', 0.58],
  ['wealthAccount', 0.28],
  ['creditCard', 0.31],
];
const productNames = [
  '一年期定期存款',
  '三年期定期存款',
  '大额存单',
  '储蓄国债',
  '稳健 90 天理财',
  '季季盈理财',
  '个人养老金',
  '住房按揭贷款',
];
const tagNames = ['代发客户', '养老金客户', '按揭客户', '商户', '理财偏好', '新客户', '跨境汇款'];

/** Share of companies among the customers. */
const companyShare = 0.03;

export function planCustomers(
  random: Random,
  ms: number,
  options: {
    count: number;
    startDate: string;
    branches: readonly PlannedBranch[];
    staff: readonly PlannedStaff[];
  },
): PlannedCustomer[] {
  const { branches, startDate } = options;
  const ownersByBranch = new Map(
    branches.map((branch) => [
      branch.id,
      options.staff.filter(
        (one) =>
          one.homeBranchId === branch.id &&
          (one.post === 'relationshipManager' || one.post === 'wealthManager'),
      ),
    ]),
  );
  const story = branches.find((branch) => branch.code === storyOutletCode)!;
  const weights = branches.map((branch) => branch.visitsPerDay);
  const customers: PlannedCustomer[] = [];

  for (let serial = 0; serial < options.count; serial++) {
    const told = storyCustomers[serial];
    const branch = told === undefined ? branches[random.index(weights)]! : story;
    const company = told === undefined && random.chance(companyShare);
    const gender = company ? null : (told?.[1] ?? (random.chance(0.54) ? 'female' : 'male'));
    const birthDate = company ? null : (told?.[2] ?? birthDay(random, startDate));
    const tier = told?.[3] ?? tiers[random.index(tierWeights)]!;
    const assetsYuan = told?.[4] ?? assets(random, tier);
    const owners = ownersByBranch.get(branch.id)!;
    const elder = birthDate !== null && yearsBetween(birthDate, startDate) >= elderAge;
    customers.push({
      id: random.id(ms),
      name: told?.[0] ?? (gender === null ? companyName(random, branch.city) : personName(random, gender)),
      gender,
      birthDate,
      idNumber: gender === null || birthDate === null ? null : idNumber({ birthDate, gender, serial }),
      phone: mobilePhone(serial + 1),
      cards: Array.from({ length: company ? 1 : random.int(1, 2) }, (_, index) =>
        cardNumber(serial * 2 + index + 1),
      ),
      tier,
      disabled: !company && random.chance(0.012),
      tags: tagNames.filter((tag) =>
        tag === '养老金客户' ? elder && random.chance(0.7) : tag === '商户' ? company : random.chance(0.08),
      ),
      assetsYuan,
      signedServices: signable
        .filter(([, share]) => random.chance(elder ? share * 0.55 : share))
        .map(([code]) => code),
      products: products(random, startDate, assetsYuan, tier),
      homeBranchId: branch.id,
      ownerStaffId:
        tier !== 'ordinary' && owners.length > 0 && random.chance(0.9) ? random.pick(owners).id : null,
      faceId: !company && random.chance(0.18) ? `face-${random.id(ms).slice(-12)}` : null,
      // Every other customer above the standard tier comes by car and has agreed.
      plate: !company && tier !== 'ordinary' && serial % 2 === 0 && serial < 20_000 ? carPlate(serial) : null,
      since: `${random.int(2005, Number(startDate.slice(0, 4)) - 1)}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`,
    });
  }
  return customers;
}

/** Branch customers are older than the street: one in four is past 65. */
function birthDay(random: Random, startDate: string): string {
  const age = random.chance(0.27) ? random.int(elderAge, 86) : random.int(18, elderAge - 1);
  return `${Number(startDate.slice(0, 4)) - age}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`;
}

function assets(random: Random, tier: CustomerTier): number {
  const { median, sigma, from, below } = assetsByTier[tier];
  return Math.round(Math.min(below - 1, Math.max(from, random.lognormal(median, sigma))));
}

function products(
  random: Random,
  startDate: string,
  assetsYuan: number,
  tier: CustomerTier,
): PlannedProduct[] {
  const count = tier === 'ordinary' ? random.int(0, 1) : random.int(1, 3);
  return Array.from({ length: count }, () => ({
    name: random.pick(productNames),
    maturesOn: random.chance(0.75) ? addDays(startDate, random.int(0, 400)) : null,
    amountYuan: Math.max(1000, Math.round((assetsYuan * (0.2 + 0.5 * random.next())) / 1000) * 1000),
  }));
}
