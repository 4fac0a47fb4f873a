import type { Team, TeamBoard } from '@huiting/contracts/staff';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { TeamMember, TeamRecord } from './staff.teams.domain.ts';

const team = `select t.team_id as id, t.org_unit_id as "orgUnitId", o.name as "orgUnitName", o.path, t.name, t.version, t.closed_on as "closedOn",
    l.staff_id as "leaderId", l.name as "leaderName", l.until as "leaderUntil",
    (select count(*)::int from staff.team_membership m where m.team_id = t.team_id and m.role = 'member' and m.since <= $1
      and (m.until is null or m.until > $1)) as members
  from staff.team t join organization.v_org_unit o on o.id = t.org_unit_id
  left join lateral (select m.staff_id, s.name, m.until from staff.team_membership m join staff.staff_member s on s.id = m.staff_id
    where m.team_id = t.team_id and m.role = 'leader' and m.since <= $1 and (m.until is null or m.until > $1)
    order by m.since desc limit 1) l on true`;

export async function listTeams(reader: Reader, paths: readonly string[], today: string): Promise<Team[]> {
  return reader.rows(
    statement<Team>(
      `select id, "orgUnitId", "orgUnitName", name, version, "leaderId", "leaderName", "leaderUntil", members from (${team}) q
       where path ^@ any ($2::text[]) and "closedOn" is null order by path, name`,
      [today, paths],
    ),
  );
}

export async function readTeam(reader: Reader, id: string, today: string): Promise<TeamRecord | null> {
  return reader.row(statement<TeamRecord>(`${team} where t.team_id = $2`, [today, id]));
}

export async function lockTeam(reader: Reader, id: string, today: string): Promise<TeamRecord | null> {
  await reader.rows(statement('select 1 from staff.team where team_id = $1 for update', [id]));
  return readTeam(reader, id, today);
}

/** Teams somebody leads on a day. */
export async function listLedBy(reader: Reader, staffId: string, today: string): Promise<string[]> {
  const rows = await reader.rows(
    statement<{ id: string }>(
      `select m.team_id as id from staff.team_membership m join staff.team t on t.team_id = m.team_id and t.closed_on is null
       where m.staff_id = $1 and m.role = 'leader' and m.since <= $2 and (m.until is null or m.until > $2) order by t.name`,
      [staffId, today],
    ),
  );
  return rows.map(({ id }) => id);
}

export async function insertTeam(
  reader: Reader,
  one: { readonly id: string; readonly orgUnitId: string; readonly name: string },
): Promise<void> {
  await reader.rows(
    statement('insert into staff.team (team_id, org_unit_id, name) values ($1, $2, $3)', [
      one.id,
      one.orgUnitId,
      one.name,
    ]),
  );
}

/** Who is of it on a day or later, members and leaders. */
export async function listMemberships(
  reader: Reader,
  teamId: string,
  from: string,
): Promise<
  { id: string; staffId: string; role: 'member' | 'leader'; since: string; until: string | null }[]
> {
  return reader.rows(
    statement(
      `select membership_id as id, staff_id as "staffId", role, since, until from staff.team_membership
       where team_id = $1 and (until is null or until > $2) order by since`,
      [teamId, from],
    ),
  );
}

/** How many of these people work at a path today. */
export async function countAt(reader: Reader, staffIds: readonly string[], path: string): Promise<number> {
  const row = await reader.row(
    statement<{ count: number }>(
      `select count(*)::int as count from staff.staff_member s join organization.v_org_unit o on o.id = s.org_unit_id
       where s.id = any ($1::uuid[]) and s.left_on is null and o.path ^@ $2`,
      [staffIds, path],
    ),
  );
  return row!.count;
}

export async function endMemberships(reader: Reader, ids: readonly string[], on: string): Promise<void> {
  await reader.rows(
    statement(
      'update staff.team_membership set until = greatest($2::date, since) where membership_id = any ($1::uuid[])',
      [ids, on],
    ),
  );
}

export async function insertMemberships(
  reader: Reader,
  teamId: string,
  added: readonly {
    readonly id: string;
    readonly staffId: string;
    readonly role: 'member' | 'leader';
    readonly since: string;
    readonly until: string | null;
  }[],
): Promise<void> {
  await reader.rows(
    statement(
      `insert into staff.team_membership (team_id, membership_id, staff_id, role, since, until)
       select $1, id, "staffId", role, since, until
       from jsonb_to_recordset($2) as m(id uuid, "staffId" uuid, role text, since date, until date)`,
      [teamId, JSON.stringify(added)],
    ),
  );
}

export async function updateTeam(
  reader: Reader,
  id: string,
  name: string,
  closedOn: string | null,
): Promise<void> {
  await reader.rows(
    statement('update staff.team set name = $2, closed_on = $3, version = version + 1 where team_id = $1', [
      id,
      name,
      closedOn,
    ]),
  );
}

/** Members on a day, by number. */
export async function listMembers(reader: Reader, teamId: string, today: string): Promise<TeamMember[]> {
  return reader.rows(
    statement<TeamMember>(
      `select s.id as "staffId", s.name, s.number, s.post, m.since from staff.team_membership m
       join staff.staff_member s on s.id = m.staff_id
       where m.team_id = $1 and m.role = 'member' and m.since <= $2 and (m.until is null or m.until > $2) order by s.number`,
      [teamId, today],
    ),
  );
}

export async function listHistory(reader: Reader, teamId: string): Promise<TeamBoard['history']> {
  return reader.rows(
    statement<TeamBoard['history'][number]>(
      `select m.role, s.name, m.since, m.until from staff.team_membership m join staff.staff_member s on s.id = m.staff_id
       where m.team_id = $1 and (m.until is null or m.until > m.since) order by m.since desc, m.role, s.number limit 200`,
      [teamId],
    ),
  );
}
