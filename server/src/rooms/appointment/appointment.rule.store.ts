import { bookingRuleDefaults } from '@huiting/contracts/appointment';
import type { BookingRules, Capacity } from '@huiting/contracts/appointment';
import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

/** What a branch has set, over the defaults: a rule that is new since falls back to its own. */
export async function readBranchRules(
  reader: Reader,
  branchId: string,
): Promise<{ version: number; rules: BookingRules }> {
  const row = await reader.row(
    statement<{ version: number; rules: BookingRules }>(
      'select version, rules from appointment.branch_rule where branch_id = $1',
      [branchId],
      'booking-rules',
    ),
  );
  if (row === null) return { version: 0, rules: bookingRuleDefaults };
  return {
    version: row.version,
    rules: {
      ...bookingRuleDefaults,
      ...row.rules,
      remote: { ...bookingRuleDefaults.remote, ...row.rules.remote },
    },
  };
}

/** The next version, if `version` is the newest; false when somebody was faster. */
export async function saveBranchRules(tx: Tx, version: number, rules: BookingRules): Promise<boolean> {
  const saved = await tx.rows(
    statement(
      `insert into appointment.branch_rule as r (branch_id, version, rules) select $1, 1, $3 where $2 = 0
       on conflict (branch_id) do nothing returning 1`,
      [tx.branchId, version, JSON.stringify(rules)],
    ),
  );
  if (saved.length > 0) return true;
  const renewed = await tx.rows(
    statement(
      `update appointment.branch_rule set version = version + 1, rules = $3 where branch_id = $1 and version = $2 returning 1`,
      [tx.branchId, version, JSON.stringify(rules)],
    ),
  );
  return renewed.length > 0;
}

export function readCapacities(reader: Reader, branchId: string): Promise<Capacity[]> {
  return reader.rows(
    statement<Capacity>(
      `select service_type_id as "serviceTypeId", starts, capacity from appointment.capacity_rule where branch_id = $1
       order by service_type_id, starts`,
      [branchId],
    ),
  );
}

/** All of them: what is not among them falls back to what the windows give. */
export async function replaceCapacities(tx: Tx, capacities: readonly Capacity[]): Promise<void> {
  await tx.rows(statement('delete from appointment.capacity_rule where branch_id = $1', [tx.branchId]));
  await tx.rows(
    statement(
      `insert into appointment.capacity_rule (branch_id, service_type_id, starts, capacity)
       select $1, r."serviceTypeId", r.starts, r.capacity
       from json_to_recordset($2) as r ("serviceTypeId" uuid, starts text, capacity int) on conflict do nothing`,
      [tx.branchId, JSON.stringify(capacities)],
    ),
  );
}

const keptMs = 365 * 86_400_000;

/** Instants somebody did not come at, newest first, of the last year. */
export async function readNoShows(reader: Reader, customerId: string, now: number): Promise<number[]> {
  const rows = await reader.rows(
    statement<{ at: number }>(
      'select at from appointment.no_show where customer_id = $1 and at > $2 order by at desc limit 100',
      [customerId, new Date(now - keptMs)],
    ),
  );
  return rows.map(({ at }) => at);
}

/** Kept once, however often it is told. Of a customer, so outside any branch's transaction. */
export async function noteNoShow(
  reader: Reader,
  missed: {
    customerId: string;
    id: string;
    branchId: string;
    kind: 'booking' | 'remoteTicket';
    at: number;
  },
): Promise<void> {
  await reader.rows(
    statement(
      `with old as (delete from appointment.no_show where customer_id = $1 and at < $6)
       insert into appointment.no_show (customer_id, id, branch_id, kind, at) values ($1, $2, $3, $4, $5)
       on conflict (customer_id, id) do nothing`,
      [
        missed.customerId,
        missed.id,
        missed.branchId,
        missed.kind,
        new Date(missed.at),
        new Date(missed.at - keptMs),
      ],
    ),
  );
}
