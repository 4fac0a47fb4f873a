import { addDays } from '@huiting/simulator/bank/dates';
import type { BankPlan, PlannedStaff } from '@huiting/simulator/bank/plan-types';
import { seededRandom } from '@huiting/simulator/bank/random';
import type { Random } from '@huiting/simulator/bank/random';
import type { CertificateKind } from '@huiting/contracts/staff';
import type { MayHold, PersonnelSeed, TeamSeed } from '../rooms/staff/index.ts';

/** Certificates people of a post have: what the dictionary requires of it, and what many have besides. */
const certificatesOf: Readonly<Record<PlannedStaff['post'], readonly CertificateKind[]>> = {
  teller: ['counterLicence', 'antiCounterfeit'],
  reserve: ['counterLicence', 'antiCounterfeit', 'accounting'],
  lobbyManager: ['antiCounterfeit', 'accounting'],
  relationshipManager: ['fundSales'],
  wealthManager: ['fundSales', 'insuranceSales', 'wealthPlanner'],
  operationsSupervisor: ['counterLicence', 'authoriser', 'antiCounterfeit'],
  branchManager: ['accounting'],
  headOffice: [],
};
/** Duties of an outlet that keeps seals, ciphers, forms and a vault; each goes to whom the rules allow. */
const dutiesOfOutlet = [
  'sealKeeper',
  'cipherKeeper',
  'formKeeper',
  'vaultKeeper',
  'vaultKeeper',
  'bookkeeper',
];
const daysPerMonth = 30.44;

/** People's files as they might be: a few certificates that end soon, one in a hundred ended; tenures up to and beyond their limits. */
export function demoPersonnel(
  plan: BankPlan,
  mayHold: MayHold,
): { people: PersonnelSeed[]; teams: TeamSeed[] } {
  const random = seededRandom(`personnel/${plan.seed}`);
  const ms = Date.parse(`${plan.startDate}T00:00:00Z`);
  const ago = (days: number) => addDays(plan.startDate, -Math.round(days));
  const people = plan.staff.map((one): PersonnelSeed => {
    const own = random.fork(one.number);
    const years = one.post === 'teller' ? own.int(1, 14) : own.int(3, 24);
    const entered = years * 365 + own.int(0, 300);
    const heldDays = Math.min(entered, own.int(2, 40) * daysPerMonth);
    return {
      staffId: one.id,
      enteredOn: ago(entered),
      education: own.pick(['college', 'bachelor', 'bachelor', 'bachelor', 'master']),
      // Numbers no operator has given out.
      phone: `1550000${String(own.int(0, 9999)).padStart(4, '0')}`,
      email: `${one.number}@bank.example`,
      grade: gradeOf(one, years, own, ago(own.int(200, 330))),
      since: ago(heldDays),
      certificates: certificatesOf[one.post].map((kind) => ({
        id: own.id(ms),
        kind,
        number: `${kind.slice(0, 2).toUpperCase()}${own.int(100000, 999999)}`,
        issuedOn: ago(own.int(120, 900)),
        expiresOn: addDays(plan.startDate, endsIn(own)),
      })),
      duties: [],
    };
  });
  return { people: withDuties(plan, people, mayHold, random, ms), teams: demoTeams(plan, random, ms) };
}

/** Days until a certificate ends: most in a year or three, one in twelve within a quarter, one in a hundred ended. */
function endsIn(own: Random): number {
  if (own.chance(0.01)) return -own.int(1, 20);
  return own.chance(0.08) ? own.int(3, 88) : own.int(200, 1_000);
}

function gradeOf({ post }: PlannedStaff, years: number, own: Random, since: string): PersonnelSeed['grade'] {
  if (post === 'headOffice' || post === 'branchManager' || post === 'operationsSupervisor' || years < 2)
    return null;
  const step = Math.min(4, Math.max(0, Math.round(years / 4 + own.normal() * 0.8)));
  return { grade: (['G1', 'G2', 'G3', 'G4', 'G5'] as const)[step]!, since };
}

function withDuties(
  plan: BankPlan,
  people: readonly PersonnelSeed[],
  mayHold: MayHold,
  random: Random,
  ms: number,
): PersonnelSeed[] {
  const duties = new Map<string, PersonnelSeed['duties'][number][]>();
  const fileOf = new Map(people.map((one) => [one.staffId, one]));
  for (const branch of plan.branches) {
    const own = random.fork(`duties/${branch.code}`);
    const staff = plan.staff.filter((one) => one.homeBranchId === branch.id && one.post !== 'branchManager');
    for (const post of dutiesOfOutlet) {
      const fit = staff.filter((one) => {
        const held = duties.get(one.id) ?? [];
        const posts = [one.post, ...held.map((duty) => duty.post)];
        return held.length < 2 && mayHold(posts, fileOf.get(one.id)!.certificates, post, plan.startDate);
      });
      // Whoever has none yet comes first.
      const free = fit.filter((one) => !duties.has(one.id));
      if (fit.length === 0) continue;
      const chosen = own.pick(free.length > 0 ? free : fit);
      // Limits are 24 and 36 months: one in ten is past or near the first.
      const months = own.chance(0.1) ? own.int(22, 26) : own.int(1, 20);
      const since = addDays(plan.startDate, -Math.round(months * daysPerMonth));
      const duty = { id: own.id(ms), post, orgUnitId: branch.orgUnitId, since };
      duties.set(chosen.id, [...(duties.get(chosen.id) ?? []), duty]);
    }
  }
  return people.map((one) => ({ ...one, duties: duties.get(one.staffId) ?? [] }));
}

/** One team at each of the first outlets, led by its lobby manager for a year. */
function demoTeams(plan: BankPlan, random: Random, ms: number): TeamSeed[] {
  const names = ['晨星团队', '启航团队', '同心团队', '先锋团队', '暖阳团队', '春晖团队'];
  return plan.branches.slice(0, names.length).flatMap((branch, at): TeamSeed[] => {
    const own = random.fork(`team/${branch.code}`);
    const here = plan.staff.filter((one) => one.homeBranchId === branch.id);
    const leader = here.find(({ post }) => post === 'lobbyManager');
    if (leader === undefined) return [];
    const members = [
      leader,
      ...here.filter(({ post }) => post === 'teller' || post === 'wealthManager').slice(0, 5),
    ];
    return [
      {
        id: own.id(ms),
        orgUnitId: branch.orgUnitId,
        name: names[at]!,
        since: addDays(plan.startDate, -own.int(60, 200)),
        leaderId: leader.id,
        leaderUntil: addDays(plan.startDate, own.int(60, 200)),
        members: members.map(({ id }) => ({ id, membershipId: own.id(ms) })),
        leadershipId: own.id(ms),
      },
    ];
  });
}
