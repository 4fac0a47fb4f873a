import { personName } from './names.ts';
import type { Gender } from './names.ts';
import { storyOutletCode } from './outlets.ts';
import type { PlannedBranch, PlannedOrgUnit, PlannedStaff, PlannedUser } from './plan-types.ts';
import type { Random } from './random.ts';

type Post = PlannedStaff['post'];
type Role = PlannedUser['roles'][number];

/** People of the pictures, at 城东支行, in the order their posts are filled. */
const storyPeople: Partial<Record<Post, readonly (readonly [string, Gender])[]>> = {
  branchManager: [['高岚', 'female']],
  operationsSupervisor: [['孙立', 'male']],
  wealthManager: [['许薇', 'female']],
  lobbyManager: [['林小雨', 'female']],
  reserve: [['方晨', 'male']],
  teller: [
    ['李晓', 'female'],
    ['张伟', 'male'],
    ['陈洁', 'female'],
    ['王磊', 'male'],
    ['赵敏', 'female'],
    ['周涛', 'male'],
    ['唐悦', 'female'],
  ],
};
/** Where the numbering of each post begins within an outlet. */
const firstNumber: Record<Exclude<Post, 'headOffice'>, number> = {
  branchManager: 1,
  operationsSupervisor: 2,
  wealthManager: 3,
  relationshipManager: 6,
  lobbyManager: 10,
  reserve: 13,
  teller: 15,
};
const rolesByPost: Record<Exclude<Post, 'headOffice'>, readonly Role[]> = {
  branchManager: ['branchManager'],
  operationsSupervisor: ['operationsSupervisor'],
  wealthManager: ['relationshipManager', 'teller'],
  relationshipManager: ['relationshipManager'],
  lobbyManager: ['lobbyManager'],
  reserve: ['lobbyManager', 'teller'],
  teller: ['teller'],
};
/** One account per role is printed: these posts of 城东支行, and the offices below. */
const printedUsernames: Readonly<Record<string, string>> = {
  '020317': 'teller',
  '020310': 'lobby',
  '020303': 'wealth',
  '020302': 'supervisor',
  '020301': 'manager',
};
const offices: readonly {
  unit: string;
  number: string;
  name: readonly [string, Gender] | null;
  role: Role;
  username: string | null;
}[] = [
  {
    unit: 'HO',
    number: '010101',
    name: ['吴静', 'female'],
    role: 'headOfficeOperations',
    username: 'headoffice',
  },
  { unit: 'HO', number: '010102', name: ['程屿', 'male'], role: 'systemAdmin', username: 'sysadmin' },
  { unit: 'HO', number: '010103', name: ['罗衡', 'male'], role: 'securityAdmin', username: 'secadmin' },
  { unit: 'HO', number: '010104', name: ['秦朗', 'female'], role: 'auditAdmin', username: 'auditor' },
  { unit: 'HO', number: '010105', name: null, role: 'headOfficeOperations', username: null },
  { unit: 'HO', number: '010106', name: null, role: 'headOfficeOperations', username: null },
  { unit: 'NJ', number: '020001', name: ['沈知衡', 'male'], role: 'regionalManager', username: 'region' },
  { unit: 'NJ', number: '020002', name: null, role: 'regionalManager', username: null },
  { unit: 'SZ', number: '030001', name: null, role: 'regionalManager', username: null },
  { unit: 'SZ', number: '030002', name: null, role: 'regionalManager', username: null },
  { unit: 'WX', number: '040001', name: null, role: 'regionalManager', username: null },
  { unit: 'WX', number: '040002', name: null, role: 'regionalManager', username: null },
];

export function planStaff(
  random: Random,
  ms: number,
  orgUnits: readonly PlannedOrgUnit[],
  branches: readonly PlannedBranch[],
): { staff: PlannedStaff[]; users: PlannedUser[] } {
  const staff: PlannedStaff[] = [];
  const users: PlannedUser[] = [];

  function hire(
    person: Omit<PlannedStaff, 'id'>,
    roles: readonly Role[],
    printedUsername: string | null,
  ): void {
    const id = random.id(ms);
    staff.push({ id, ...person });
    users.push({
      id: random.id(ms),
      username: printedUsername ?? person.number,
      name: person.name,
      staffId: id,
      orgUnitId: person.orgUnitId,
      roles,
      printed: printedUsername !== null,
    });
  }

  for (const office of offices) {
    const gender = office.name?.[1] ?? (random.chance(0.5) ? 'female' : 'male');
    const name = office.name?.[0] ?? personName(random, gender);
    const orgUnitId = orgUnits.find((unit) => unit.code === office.unit)!.id;
    hire(
      {
        number: office.number,
        name,
        gender,
        post: 'headOffice',
        homeBranchId: null,
        orgUnitId,
        usualWindowId: null,
      },
      [office.role],
      office.username,
    );
  }

  const places = new Map<string, number>();
  for (const branch of branches) {
    const region = branch.path.split('/')[2]!;
    const place = (places.get(region) ?? 0) + 1;
    places.set(region, place);
    const prefix = { NJ: '02', SZ: '03', WX: '04' }[region]! + String(place).padStart(2, '0');
    const local = random.fork(branch.code);
    for (const [post, count] of postsOf(branch)) {
      const named = branch.code === storyOutletCode ? (storyPeople[post] ?? []) : [];
      const seats = branch.windows.filter((window) => (window.kind === 'vip') === (post === 'wealthManager'));
      for (let i = 0; i < count; i++) {
        const gender = named[i]?.[1] ?? (local.chance(0.64) ? 'female' : 'male');
        const number = prefix + String(firstNumber[post] + i).padStart(2, '0');
        const usualWindowId = post === 'teller' || post === 'wealthManager' ? (seats[i]?.id ?? null) : null;
        hire(
          {
            number,
            name: named[i]?.[0] ?? personName(local, gender),
            gender,
            post,
            homeBranchId: branch.id,
            orgUnitId: branch.orgUnitId,
            usualWindowId,
          },
          rolesByPost[post],
          printedUsernames[number] ?? null,
        );
      }
    }
  }
  return { staff, users };
}

/** How many of each post an outlet has: one teller per counter, one more where there are six or more. */
function postsOf(branch: PlannedBranch): [Exclude<Post, 'headOffice'>, number][] {
  const rooms = branch.windows.filter((window) => window.kind === 'vip').length;
  const counters = branch.windows.length - rooms;
  const big = branch.format === 'flagship';
  const small = branch.format === 'community' || branch.format === 'light';
  return [
    ['branchManager', 1],
    ['operationsSupervisor', 1],
    ['wealthManager', rooms],
    ['relationshipManager', big ? 2 : 1],
    ['lobbyManager', big ? 2 : 1],
    ['reserve', small ? 0 : 1],
    ['teller', counters + (counters >= 6 ? 1 : 0)],
  ];
}
