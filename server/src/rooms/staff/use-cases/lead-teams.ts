import type { Team, TeamBoard } from '@huiting/contracts/staff';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorize, authorizeSomewhere } from '../../../platform/permits.ts';
import { sumMonths } from '../staff.figures.store.ts';
import { nothingTold, sumFigures } from '../staff.teams.domain.ts';
import type { TeamRecord } from '../staff.teams.domain.ts';
import * as store from '../staff.teams.store.ts';
import { assertAhead } from './keep-posts.ts';
import { branchOfUnit, reachUnit, todayAt } from './staff-deps.ts';
import type { StaffDeps } from './staff-deps.ts';

export interface TeamEdit {
  readonly teamId: string;
  readonly version: number;
  readonly from: string;
  readonly reason: string;
  readonly team: {
    readonly name: string;
    readonly memberIds: readonly string[];
    readonly leaderId: string | null;
    readonly leaderUntil: string | null;
    readonly isClosed: boolean;
  };
}

/** OS-04: teams across posts, with a leader for a time who sees the team's board. */
export function createTeams(deps: StaffDeps) {
  const { db, audit } = deps.platform;

  async function board(team: TeamRecord, today: string, month: string): Promise<TeamBoard> {
    const members = await store.listMembers(db, team.id, today);
    const figures = await sumMonths(
      db,
      members.map(({ staffId }) => staffId),
      month,
      month,
    );
    const withFigures = members.map((one) => ({ ...one, figures: figures.get(one.staffId) ?? nothingTold }));
    const { path: _path, closedOn: _closed, ...shown } = team;
    return {
      team: shown,
      month,
      summed: sumFigures(withFigures.map((one) => one.figures)),
      members: withFigures,
      history: await store.listHistory(db, team.id),
    };
  }

  async function reachTeam(ctx: Ctx, permission: 'staff.view' | 'staff.edit', teamId: string) {
    authorizeSomewhere(ctx, permission);
    const today = await todayAt(deps, ctx, '');
    const team = (await store.readTeam(db, teamId, today)) ?? refuse('staff.team_not_found');
    authorize(ctx, permission, team.path);
    return { team, today };
  }

  return {
    /** For other rooms: whether somebody leads a team that another is a member of, on a day: the leader's rights over tasks. */
    leads: async (leaderId: string, memberId: string, on: string): Promise<boolean> => {
      for (const teamId of await store.listLedBy(db, leaderId, on))
        if ((await store.listMembers(db, teamId, on)).some(({ staffId }) => staffId === memberId))
          return true;
      return false;
    },

    async listTeams(ctx: Ctx): Promise<{ teams: Team[] }> {
      const paths = authorizeSomewhere(ctx, 'staff.view');
      return { teams: await store.listTeams(db, paths, await todayAt(deps, ctx, '')) };
    },

    async createTeam(
      ctx: Ctx,
      input: { readonly orgUnitId: string; readonly name: string },
    ): Promise<{ teamId: string }> {
      const unit = await reachUnit(deps, ctx, 'staff.edit', input.orgUnitId);
      return db.transact(ctx, (await branchOfUnit(deps, unit)) ?? unit.id, async (tx) => {
        const teamId = newId();
        await store.insertTeam(tx, { id: teamId, orgUnitId: unit.id, name: input.name });
        await audit(tx, ctx, {
          action: 'staff.createTeam',
          object: `team:${teamId}`,
          orgUnitId: unit.id,
          outcome: 'done',
          detail: { name: input.name },
        });
        return { teamId };
      });
    },

    async saveTeam(ctx: Ctx, input: TeamEdit): Promise<{ version: number }> {
      const { team: known, today } = await reachTeam(ctx, 'staff.edit', input.teamId);
      const { from, team: wanted } = input;
      assertAhead(today, from, null);
      const unit = { id: known.orgUnitId, path: known.path };
      return db.transact(ctx, (await branchOfUnit(deps, unit)) ?? unit.id, async (tx) => {
        const team = (await store.lockTeam(tx, known.id, today)) ?? refuse('staff.team_not_found');
        if (team.version !== input.version || team.closedOn !== null)
          refuse('staff.team_changed', { version: team.version, edited: input.version });
        const memberIds = wanted.isClosed ? [] : [...new Set(wanted.memberIds)];
        const leaderId = wanted.isClosed ? null : wanted.leaderId;
        if ((await store.countAt(tx, memberIds, team.path)) < memberIds.length)
          refuse('staff.member_elsewhere');
        const isLedFromInside = leaderId === null || memberIds.includes(leaderId);
        if (!isLedFromInside || (wanted.leaderUntil !== null && wanted.leaderUntil <= from))
          refuse('staff.leader_outside');
        const present = await store.listMemberships(tx, team.id, from);
        const isKept = (one: (typeof present)[number]) =>
          one.role === 'member'
            ? memberIds.includes(one.staffId)
            : one.staffId === leaderId && one.until === wanted.leaderUntil;
        const kept = present.filter(isKept);
        await store.endMemberships(
          tx,
          present.filter((one) => !isKept(one)).map(({ id }) => id),
          from,
        );
        const isNew = (role: 'member' | 'leader', staffId: string) =>
          !kept.some((one) => one.role === role && one.staffId === staffId);
        const added = memberIds
          .filter((staffId) => isNew('member', staffId))
          .map((staffId) => ({ id: newId(), staffId, role: 'member' as const, since: from, until: null }));
        const leader =
          leaderId !== null && isNew('leader', leaderId)
            ? [
                {
                  id: newId(),
                  staffId: leaderId,
                  role: 'leader' as const,
                  since: from,
                  until: wanted.leaderUntil,
                },
              ]
            : [];
        await store.insertMemberships(tx, team.id, [...added, ...leader]);
        await store.updateTeam(tx, team.id, wanted.name, wanted.isClosed ? from : null);
        await audit(tx, ctx, {
          action: 'staff.saveTeam',
          object: `team:${team.id}`,
          orgUnitId: team.orgUnitId,
          outcome: 'done',
          detail: { from, reason: input.reason, memberIds, leaderId, leaderUntil: wanted.leaderUntil },
        });
        return { version: team.version + 1 };
      });
    },

    async getTeam(
      ctx: Ctx,
      input: { readonly teamId: string; readonly month?: string | undefined },
    ): Promise<TeamBoard> {
      const { team, today } = await reachTeam(ctx, 'staff.view', input.teamId);
      return board(team, today, input.month ?? today.slice(0, 7));
    },

    async listMyTeams(ctx: Ctx): Promise<{ boards: TeamBoard[] }> {
      authorizeSomewhere(ctx, 'staff.self');
      const { staff } = ctx.actor;
      if (staff === null) return { boards: [] };
      const today = await todayAt(deps, ctx, ctx.actor.branchId ?? '');
      const boards: TeamBoard[] = [];
      for (const teamId of await store.listLedBy(db, staff.id, today)) {
        const team = await store.readTeam(db, teamId, today);
        if (team !== null) boards.push(await board(team, today, today.slice(0, 7)));
      }
      return { boards };
    },
  };
}
