import type { Surface } from '@huiting/contracts/access';
import type { BankPlan, PlannedBranch, PlannedStaff } from '../bank/plan-types.ts';
import type { Caller } from '../client/api.ts';

/** Who plays what at a branch: callers that stand in for its staff and terminals. */
export interface Cast {
  /** The caller of a staff member at a window; null when they have no login. */
  teller(staffId: string): Caller | null;
  userOf(staffId: string): string | null;
  /** Anybody of the branch with a PAD in hand; null when they have no login. */
  inHall(staffId: string): Player | null;
  readonly lobby: Player | null;
  readonly leader: Player | null;
  /** May restore a skipped ticket at any window's place. */
  readonly supervisor: Player | null;
  readonly kiosks: readonly Player[];
  /** By window id. */
  readonly evaluators: ReadonlyMap<string, Player>;
}

export interface Player {
  /** User or terminal. */
  readonly id: string;
  readonly caller: Caller;
}

export function castOf(plan: BankPlan, branch: PlannedBranch, director: Caller): Cast {
  const users = new Map(plan.users.map((user) => [user.staffId, user.id]));
  const tellers = new Map<string, Caller>();
  const player = (id: string, surface: Surface): Player => ({ id, caller: director.as(id, surface) });
  const someone = (post: PlannedStaff['post']): Player | null => {
    const member = plan.staff.find((one) => one.homeBranchId === branch.id && one.post === post);
    const userId = member === undefined ? undefined : users.get(member.id);
    return userId === undefined ? null : player(userId, 'pad');
  };
  const terminals = plan.terminals.filter((terminal) => terminal.branchId === branch.id);

  return {
    userOf: (staffId) => users.get(staffId) ?? null,
    teller: (staffId) => {
      const known = tellers.get(staffId);
      if (known !== undefined) return known;
      const userId = users.get(staffId);
      if (userId === undefined) return null;
      const caller = director.as(userId, 'teller');
      tellers.set(staffId, caller);
      return caller;
    },
    inHall: (staffId) => {
      const userId = users.get(staffId);
      return userId === undefined ? null : player(userId, 'pad');
    },
    lobby: someone('lobbyManager'),
    leader: someone('branchManager'),
    supervisor: someone('operationsSupervisor'),
    kiosks: terminals
      .filter((terminal) => terminal.kind === 'kiosk')
      .map((terminal) => player(terminal.id, 'kiosk')),
    evaluators: new Map(
      terminals.flatMap((terminal) =>
        terminal.kind === 'evaluator' && terminal.windowId !== null
          ? [[terminal.windowId, player(terminal.id, 'evaluator')] as const]
          : [],
      ),
    ),
  };
}
