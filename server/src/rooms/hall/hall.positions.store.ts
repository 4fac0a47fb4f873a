import type { TierPlan } from '@huiting/contracts/hall';
import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { CallUp, Duty, HallWork, Placed } from './hall.positions.domain.ts';

const dutyColumns = `business_date as "businessDate", id, staff_id as "staffId", staff_name as name, kind, how, from_at as "from", until_at as "until"`;
const callUpColumns = `branch_id as "branchId", business_date as "businessDate", id, round_id as "roundId", staff_id as "staffId",
  staff_name as name, cause, called_at as "calledAt", answer_due_at as "answerDueAt", state, answered_at as "answeredAt"`;

/** Positions of the last day that was arranged, up to a date; empty when none ever was. */
export function readPositions(reader: Reader, branchId: string, date: string): Promise<Placed[]> {
  return reader.rows(
    statement<Placed>(
      `select staff_id as "staffId", kind, rank, zone_id as "zoneId" from hall.position where branch_id = $1 and business_date =
         (select max(business_date) from hall.position where branch_id = $1 and business_date <= $2)
       order by kind, rank`,
      [branchId, date],
    ),
  );
}

/** Replaces the positions of a day. */
export async function savePositions(tx: Tx, date: string, positions: readonly Placed[]): Promise<void> {
  await tx.rows(
    statement('delete from hall.position where branch_id = $1 and business_date = $2', [tx.branchId, date]),
  );
  await tx.rows(
    statement(
      `insert into hall.position (branch_id, business_date, staff_id, kind, rank, zone_id)
       select $1, $2, p."staffId", p.kind, p.rank, p."zoneId"
       from jsonb_to_recordset($3) as p("staffId" uuid, kind text, rank int, "zoneId" uuid)`,
      [tx.branchId, date, JSON.stringify(positions)],
    ),
  );
}

/** What a branch has set itself; tiers without a row follow the defaults. */
export function readPlan(reader: Reader, branchId: string): Promise<TierPlan[]> {
  return reader.rows(
    statement<TierPlan>(
      `select tier, lobby_managers as "lobbyManagers", reserves, windows from hall.staffing_plan where branch_id = $1`,
      [branchId],
    ),
  );
}

export async function savePlan(tx: Tx, plan: readonly TierPlan[]): Promise<void> {
  await tx.rows(
    statement(
      `insert into hall.staffing_plan (branch_id, tier, lobby_managers, reserves, windows)
       select $1, p.tier, p."lobbyManagers", p.reserves, p.windows
       from jsonb_to_recordset($2) as p(tier text, "lobbyManagers" int, reserves int, windows int)
       on conflict (branch_id, tier) do update set lobby_managers = excluded.lobby_managers, reserves = excluded.reserves,
         windows = excluded.windows`,
      [tx.branchId, JSON.stringify(plan)],
    ),
  );
}

/** Who answers for the hall: every period of a day, in order. */
export function listDuties(reader: Reader, branchId: string, date: string): Promise<Duty[]> {
  return reader.rows(
    statement<Duty>(
      `select ${dutyColumns} from hall.duty_period where branch_id = $1 and business_date = $2 order by from_at, id`,
      [branchId, date],
    ),
  );
}

/** Who is on duty now, locked in a steady order. */
export function lockOnDuty(tx: Tx): Promise<Duty[]> {
  return tx.rows(
    statement<Duty>(
      `select ${dutyColumns} from hall.duty_period where branch_id = $1 and until_at is null order by from_at, id for update`,
      [tx.branchId],
    ),
  );
}

/** False when they are on duty already. */
export async function insertDuty(tx: Tx, duty: Duty): Promise<boolean> {
  const made = await tx.rows(
    statement(
      `insert into hall.duty_period (branch_id, business_date, id, staff_id, staff_name, kind, how, from_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning 1`,
      [
        tx.branchId,
        duty.businessDate,
        duty.id,
        duty.staffId,
        duty.name,
        duty.kind,
        duty.how,
        new Date(duty.from),
      ],
    ),
  );
  return made.length > 0;
}

export async function endDuty(tx: Tx, dutyId: string, now: number): Promise<void> {
  await tx.rows(
    statement('update hall.duty_period set until_at = $3 where branch_id = $1 and id = $2', [
      tx.branchId,
      dutyId,
      new Date(now),
    ]),
  );
}

export function listCallUps(reader: Reader, branchId: string, date: string): Promise<CallUp[]> {
  return reader.rows(
    statement<CallUp>(
      `select ${callUpColumns} from hall.call_up where branch_id = $1 and business_date = $2 order by called_at desc, id desc`,
      [branchId, date],
    ),
  );
}

export function lockCallUp(tx: Tx, callUpId: string): Promise<CallUp | null> {
  return tx.row(
    statement<CallUp>(
      `select ${callUpColumns} from hall.call_up where branch_id = $1 and id = $2 for update`,
      [tx.branchId, callUpId],
    ),
  );
}

/** The one being asked now; null when nobody is. */
export function lockPendingCallUp(tx: Tx): Promise<CallUp | null> {
  return tx.row(
    statement<CallUp>(
      `select ${callUpColumns} from hall.call_up where branch_id = $1 and state = 'called' for update`,
      [tx.branchId],
    ),
  );
}

/** Whoever was asked in a round. */
export async function readAsked(tx: Tx, roundId: string): Promise<string[]> {
  const rows = await tx.rows(
    statement<{ staffId: string }>(
      `select staff_id as "staffId" from hall.call_up where branch_id = $1 and round_id = $2`,
      [tx.branchId, roundId],
    ),
  );
  return rows.map(({ staffId }) => staffId);
}

/** When somebody was last called up, or nobody could be; null when never today. */
export async function readLastRound(
  tx: Tx,
  date: string,
): Promise<{ state: CallUp['state']; calledAt: number } | null> {
  return tx.row(
    statement<{ state: CallUp['state']; calledAt: number }>(
      `select state, called_at as "calledAt" from hall.call_up where branch_id = $1 and business_date = $2
       order by called_at desc, id desc limit 1`,
      [tx.branchId, date],
    ),
  );
}

/** False when somebody is being asked already. */
export async function insertCallUp(tx: Tx, callUp: CallUp): Promise<boolean> {
  const made = await tx.rows(
    statement(
      `insert into hall.call_up (branch_id, business_date, id, round_id, staff_id, staff_name, cause, called_at, answer_due_at, state)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'called') on conflict do nothing returning 1`,
      [
        tx.branchId,
        callUp.businessDate,
        callUp.id,
        callUp.roundId,
        callUp.staffId,
        callUp.name,
        callUp.cause,
        new Date(callUp.calledAt),
        new Date(callUp.answerDueAt),
      ],
    ),
  );
  return made.length > 0;
}

export async function saveCallUp(tx: Tx, callUp: CallUp): Promise<void> {
  await tx.rows(
    statement('update hall.call_up set state = $3, answered_at = $4 where branch_id = $1 and id = $2', [
      tx.branchId,
      callUp.id,
      callUp.state,
      callUp.answeredAt === null ? null : new Date(callUp.answeredAt),
    ]),
  );
}

/** What the hall has to do now. */
export async function readWork(reader: Reader, branchId: string): Promise<HallWork> {
  const row = await reader.row(
    statement<HallWork>(
      `select ((select count(*) from hall.service_flow where branch_id = $1 and ended_at is null)
           + (select count(*) from hall.assist_call where branch_id = $1 and ended_at is null))::int as "openWork",
         (select count(*) from hall.assist_call where branch_id = $1 and state = 'open' and escalated)::int as escalated,
         coalesce((select congested from hall.congestion where branch_id = $1), false) as congested`,
      [branchId],
    ),
  );
  return row!;
}
