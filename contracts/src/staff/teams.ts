import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { BusinessDate, Id, Reason, Words } from '../core/fields.ts';
import { Post } from '../posts.ts';

export const teamErrors = errors({
  'staff.team_not_found': { status: 404, zh: '没有这个团队', en: 'There is no such team' },
  'staff.team_changed': {
    status: 409,
    zh: '他人已修改了这个团队，请先查看',
    en: 'Somebody else changed this team; look at it first',
  },
  'staff.member_elsewhere': {
    status: 409,
    zh: '团队成员须为本机构范围内的在岗员工',
    en: 'Members of a team work at its unit or below',
  },
  'staff.leader_outside': {
    status: 409,
    zh: '团队长须为团队成员，任期结束须晚于开始',
    en: 'The leader is one of the team, until a day after the first',
  },
});

/** A month, `2026-11`. */
export const Month = z.string().regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/);

/** What is known of somebody's work in a month; null = nothing was told. */
export const WorkFigures = z.object({
  served: z.number().int(),
  averageSeconds: z.number().int().nullable(),
  ratings: z.number().int(),
  /** Mean of 1 to 5. */
  rating: z.number().nullable(),
  badRatings: z.number().int(),
});
export type WorkFigures = z.output<typeof WorkFigures>;

export const Team = z.object({
  id: Id,
  orgUnitId: Id,
  orgUnitName: z.string(),
  name: z.string(),
  version: z.number().int(),
  leaderId: Id.nullable(),
  leaderName: z.string().nullable(),
  leaderUntil: BusinessDate.nullable(),
  members: z.number().int(),
});
export type Team = z.output<typeof Team>;

export const TeamBoard = z.object({
  team: Team,
  month: Month,
  summed: WorkFigures,
  members: z.array(
    z.object({
      staffId: Id,
      name: z.string(),
      number: z.string(),
      post: Post,
      since: BusinessDate,
      figures: WorkFigures,
    }),
  ),
  /** Who was a member or led it, newest first. */
  history: z.array(
    z.object({
      role: z.enum(['member', 'leader']),
      name: z.string(),
      since: BusinessDate,
      until: BusinessDate.nullable(),
    }),
  ),
});
export type TeamBoard = z.output<typeof TeamBoard>;

const TeamDraft = z.object({
  name: Words(40).pipe(z.string().min(1)),
  memberIds: z.array(Id).max(200),
  leaderId: Id.nullable(),
  /** First day they do not lead any more; null = until further notice. */
  leaderUntil: BusinessDate.nullable(),
  /** Empties and closes it. */
  isClosed: z.boolean(),
});

export const teamEndpoints = {
  listTeams: endpoint({
    id: 'staff.listTeams',
    method: 'GET',
    path: '/teams',
    summary: "Teams of the caller's scope",
    input: z.object({}),
    output: z.object({ teams: z.array(Team) }),
    access: 'staff.view',
  }),
  createTeam: endpoint({
    id: 'staff.createTeam',
    method: 'POST',
    path: '/org-units/:orgUnitId/teams',
    summary: 'Found a team at a unit; members and leader follow',
    input: z.object({ orgUnitId: Id, name: Words(40).pipe(z.string().min(1)) }),
    output: z.object({ teamId: Id }),
    errors: ['staff.unit_not_found'],
    access: 'staff.edit',
  }),
  saveTeam: endpoint({
    id: 'staff.saveTeam',
    method: 'PUT',
    path: '/teams/:teamId',
    summary: 'Say who is of a team and who leads it, from a day on',
    input: z.object({
      teamId: Id,
      version: z.number().int().min(1),
      team: TeamDraft,
      from: BusinessDate,
      reason: Reason,
    }),
    output: z.object({ version: z.number().int() }),
    errors: [
      'staff.team_not_found',
      'staff.team_changed',
      'staff.member_elsewhere',
      'staff.leader_outside',
      'staff.day_not_ahead',
    ],
    access: 'staff.edit',
  }),
  getTeam: endpoint({
    id: 'staff.getTeam',
    method: 'GET',
    path: '/teams/:teamId',
    summary: "A team's board of a month: members, their figures and the sum",
    input: z.object({ teamId: Id, month: Month.optional() }),
    output: TeamBoard,
    errors: ['staff.team_not_found'],
    access: 'staff.view',
  }),
  listMyTeams: endpoint({
    id: 'staff.listMyTeams',
    method: 'GET',
    path: '/my/teams',
    summary: 'Boards of the teams the caller leads today',
    input: z.object({}),
    output: z.object({ boards: z.array(TeamBoard) }),
    access: 'staff.self',
  }),
};
