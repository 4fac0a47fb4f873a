import type { LeaveDraw, LeaveState } from '@huiting/contracts/staff';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { LeaveRecord } from './staff.leave.domain.ts';

interface Candidate {
  readonly id: string;
  readonly number: string;
}

/**
 * Holders of key posts below a path who were not drawn since a day and are not drawn for a day to come. Called off counts as not drawn.
 */
export async function listCandidates(
  reader: Reader,
  path: string,
  today: string,
  notDrawnSince: string,
): Promise<Candidate[]> {
  return reader.rows(
    statement<Candidate>(
      `select s.id, s.number from staff.staff_member s join organization.v_org_unit o on o.id = s.org_unit_id
       where o.path ^@ $1 and s.left_on is null
         and exists (select 1 from staff.post_holding h join staff.post_definition d on d.code = h.post and d.is_key
           where h.staff_id = s.id and h.kind <> 'acting' and (h.since is null or h.since <= $2) and (h.until is null or h.until > $2))
         and not exists (select 1 from staff.mandatory_leave l where l.staff_id = s.id and l.state <> 'cancelled'
           and (l.from_date >= $3 or l.state in ('drawn', 'ready', 'running')))
       order by s.number`,
      [path, today, notDrawnSince],
    ),
  );
}

export async function insertDraw(
  reader: Reader,
  draw: {
    readonly id: string;
    readonly orgUnitId: string;
    readonly drawnAt: number;
    readonly drawnBy: string;
    readonly reason: string;
    readonly seed: string;
    readonly candidates: readonly string[];
    readonly drawn: readonly string[];
  },
  leaves: readonly { readonly id: string; readonly staffId: string }[],
  days: { readonly from: string; readonly until: string },
): Promise<void> {
  await reader.rows(
    statement(
      `with draw as (insert into staff.leave_draw (draw_id, org_unit_id, drawn_at, drawn_by, reason, seed, candidates, drawn)
         values ($1, $2, $3, $4, $5, $6, $7, $8) returning draw_id)
       insert into staff.mandatory_leave (leave_id, draw_id, staff_id, from_date, until_date, state)
       select l.id, draw.draw_id, l."staffId", $10, $11, 'drawn'
       from draw, jsonb_to_recordset($9) as l(id uuid, "staffId" uuid)`,
      [
        draw.id,
        draw.orgUnitId,
        new Date(draw.drawnAt),
        draw.drawnBy,
        draw.reason,
        draw.seed,
        draw.candidates,
        draw.drawn,
        JSON.stringify(leaves),
        days.from,
        days.until,
      ],
    ),
  );
}

export async function listDraws(
  reader: Reader,
  paths: readonly string[],
): Promise<Omit<LeaveDraw, 'verified'>[]> {
  return reader.rows(
    statement<Omit<LeaveDraw, 'verified'>>(
      `select w.draw_id as id, o.name as "orgUnitName", w.drawn_at as "drawnAt", w.drawn_by as "drawnBy", w.reason, w.seed, w.candidates,
         w.drawn
       from staff.leave_draw w join organization.v_org_unit o on o.id = w.org_unit_id
       where o.path ^@ any ($1::text[]) order by w.drawn_at desc, w.draw_id desc limit 200`,
      [paths],
    ),
  );
}

const leave = `select l.leave_id as id, l.draw_id as "drawId", l.staff_id as "staffId", s.name as "staffName", s.number, s.user_id as "userId",
    o.name as "orgUnitName", o.path, s.org_unit_id as "orgUnitId", coalesce(s.home_branch_id, s.org_unit_id) as home, k.codes as "postCodes",
    k.names as posts, l.from_date as "from", l.until_date as "until", l.state, l.substitute_id as "substituteId",
    b.name as "substituteName", l.checked as "check"
  from staff.mandatory_leave l join staff.staff_member s on s.id = l.staff_id
  join organization.v_org_unit o on o.id = s.org_unit_id
  left join staff.staff_member b on b.id = l.substitute_id
  cross join lateral (
    select coalesce(array_agg(h.post order by h.post), '{}') as codes, coalesce(jsonb_agg(d.name order by h.post), '[]') as names
    from staff.post_holding h join staff.post_definition d on d.code = h.post and d.is_key
    where h.staff_id = l.staff_id and h.kind <> 'acting' and (h.since is null or h.since <= l.from_date)
      and (h.until is null or h.until > l.from_date)) k`;

export async function readLeave(reader: Reader, id: string): Promise<LeaveRecord | null> {
  return reader.row(statement<LeaveRecord>(`${leave} where l.leave_id = $1`, [id]));
}

export async function lockLeave(reader: Reader, id: string): Promise<LeaveRecord | null> {
  await reader.rows(statement('select 1 from staff.mandatory_leave where leave_id = $1 for update', [id]));
  return readLeave(reader, id);
}

export async function listLeaves(
  reader: Reader,
  paths: readonly string[],
  state: LeaveState | null,
): Promise<LeaveRecord[]> {
  return reader.rows(
    statement<LeaveRecord>(
      `${leave} where o.path ^@ any ($1::text[]) and ($2::text is null or l.state = $2)
       order by l.from_date desc, s.number limit 500`,
      [paths, state],
    ),
  );
}

export async function saveLeave(
  reader: Reader,
  { id, state, substituteId, check }: Pick<LeaveRecord, 'id' | 'state' | 'substituteId' | 'check'>,
): Promise<void> {
  await reader.rows(
    statement(
      'update staff.mandatory_leave set state = $2, substitute_id = $3, checked = $4 where leave_id = $1',
      [id, state, substituteId, check === null ? null : JSON.stringify(check)],
    ),
  );
}

/** Whether a person is drawn for, or on, a mandatory leave on some day of a span. */
export async function isOnLeave(
  reader: Reader,
  staffId: string,
  from: string,
  until: string,
): Promise<boolean> {
  const row = await reader.row(
    statement(
      `select 1 from staff.mandatory_leave where staff_id = $1 and state in ('drawn', 'ready', 'running')
         and from_date <= $3 and until_date >= $2 limit 1`,
      [staffId, from, until],
    ),
  );
  return row !== null;
}
