import type { Named } from '@huiting/contracts/core/fields';
import type { z } from 'zod';
import { dateIn } from '../../platform/clock/zone-time.ts';
import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { Diversion, ServiceFlow } from './hall.service-flow.domain.ts';

const flowColumns = `branch_id as "branchId", business_date as "businessDate", id, staff_id as "staffId", staff_name as "staffName",
  ticket_id as "ticketId", ticket_number as "ticketNumber", masked_name as "maskedName", service_type_id as "serviceTypeId",
  service_name as "serviceName", started_at as "startedAt", ticks, ended_at as "endedAt"`;
const diversionColumns = `branch_id as "branchId", business_date as "businessDate", id, at, source, flow_id as "flowId",
  ticket_id as "ticketId", ticket_number as "ticketNumber", service_type_id as "serviceTypeId", service_name as "serviceName",
  channel, result, reason, staff_id as "staffId", staff_name as "staffName", settled_at as "settledAt"`;

const at = (instant: number | null): Date | null => (instant === null ? null : new Date(instant));
const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

/** False when somebody receives the holder of this ticket already. */
export async function insertFlow(tx: Tx, flow: ServiceFlow): Promise<boolean> {
  const made = await tx.rows(
    statement(
      `insert into hall.service_flow (branch_id, business_date, id, staff_id, staff_name, ticket_id, ticket_number, masked_name,
         service_type_id, service_name, started_at, ticks, ended_at, customer_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,
         -- Whose it is, to be forgotten with them; nothing shows it.
         (select customer_id from queue.v_ticket where branch_id = $1 and business_date = $2 and id = $6)) on conflict do nothing returning 1`,
      [
        flow.branchId,
        flow.businessDate,
        flow.id,
        flow.staffId,
        flow.staffName,
        flow.ticketId,
        flow.ticketNumber,
        flow.maskedName,
        flow.serviceTypeId,
        json(flow.serviceName),
        new Date(flow.startedAt),
        JSON.stringify(flow.ticks),
        at(flow.endedAt),
      ],
    ),
  );
  return made.length > 0;
}

export function lockFlow(tx: Tx, flowId: string): Promise<ServiceFlow | null> {
  return tx.row(
    statement<ServiceFlow>(
      `select ${flowColumns} from hall.service_flow where branch_id = $1 and id = $2 for update`,
      [tx.branchId, flowId],
    ),
  );
}

export function lockUnendedFlows(tx: Tx): Promise<ServiceFlow[]> {
  return tx.rows(
    statement<ServiceFlow>(
      `select ${flowColumns} from hall.service_flow where branch_id = $1 and ended_at is null order by id for update`,
      [tx.branchId],
    ),
  );
}

export async function saveFlow(tx: Tx, flow: ServiceFlow): Promise<void> {
  await tx.rows(
    statement(
      `update hall.service_flow set ticks = $4, ended_at = $5, service_type_id = $6, service_name = $7
       where branch_id = $1 and id = $2 and business_date = $3`,
      [
        flow.branchId,
        flow.id,
        flow.businessDate,
        JSON.stringify(flow.ticks),
        at(flow.endedAt),
        flow.serviceTypeId,
        json(flow.serviceName),
      ],
    ),
  );
}

export async function insertDiversion(tx: Tx, diversion: Diversion): Promise<void> {
  await tx.rows(
    statement(
      `insert into hall.diversion (branch_id, business_date, id, at, source, flow_id, ticket_id, ticket_number, service_type_id,
         service_name, channel, result, reason, staff_id, staff_name, settled_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        diversion.branchId,
        diversion.businessDate,
        diversion.id,
        new Date(diversion.at),
        diversion.source,
        diversion.flowId,
        diversion.ticketId,
        diversion.ticketNumber,
        diversion.serviceTypeId,
        json(diversion.serviceName),
        diversion.channel,
        diversion.result,
        diversion.reason,
        diversion.staffId,
        diversion.staffName,
        at(diversion.settledAt),
      ],
    ),
  );
}

export function lockDiversion(tx: Tx, diversionId: string): Promise<Diversion | null> {
  return tx.row(
    statement<Diversion>(
      `select ${diversionColumns} from hall.diversion where branch_id = $1 and id = $2 for update`,
      [tx.branchId, diversionId],
    ),
  );
}

/** What is still under way of a ticket that was guided elsewhere, of the business days that can be open at `now` in any time zone. */
export function lockGuided(tx: Tx, ticketId: string, now: number): Promise<Diversion[]> {
  return tx.rows(
    statement<Diversion>(
      `select ${diversionColumns} from hall.diversion
       where branch_id = $1 and ticket_id = $2 and result = 'guided' and business_date between $3::date - 2 and $3::date + 1
       order by id for update`,
      [tx.branchId, ticketId, dateIn('UTC', now)],
      'hall-guided',
    ),
  );
}

export async function saveDiversion(tx: Tx, diversion: Diversion): Promise<void> {
  await tx.rows(
    statement(
      `update hall.diversion set result = $4, reason = $5, settled_at = $6 where branch_id = $1 and id = $2 and business_date = $3`,
      [
        diversion.branchId,
        diversion.id,
        diversion.businessDate,
        diversion.result,
        diversion.reason,
        at(diversion.settledAt),
      ],
    ),
  );
}

/** A day's service: whoever is being received first, then newest first. */
export function listFlows(reader: Reader, branchId: string, date: string): Promise<ServiceFlow[]> {
  return reader.rows(
    statement<ServiceFlow>(
      `select ${flowColumns} from hall.service_flow where branch_id = $1 and business_date = $2
       order by ended_at is not null, started_at desc, id desc limit 200`,
      [branchId, date],
    ),
  );
}

export function listDiversions(reader: Reader, branchId: string, date: string): Promise<Diversion[]> {
  return reader.rows(
    statement<Diversion>(
      `select ${diversionColumns} from hall.diversion where branch_id = $1 and business_date = $2
       order by result <> 'guided', at desc, id desc limit 200`,
      [branchId, date],
    ),
  );
}

/** A ticket of the branch as the hall shows it; null when there is none of that day. */
export async function readTicket(
  reader: Reader,
  branchId: string,
  date: string,
  ticketId: string,
): Promise<{ id: string; number: string; maskedName: string | null; serviceTypeId: string } | null> {
  return reader.row(
    statement<{ id: string; number: string; maskedName: string | null; serviceTypeId: string }>(
      `select id, number, masked_name as "maskedName", service_type_id as "serviceTypeId" from queue.v_ticket
       where branch_id = $1 and business_date = $2 and id = $3`,
      [branchId, date, ticketId],
    ),
  );
}

/** What a service of the branch is called; null when it has no such service. */
export async function readServiceName(
  reader: Reader,
  branchId: string,
  serviceTypeId: string,
): Promise<z.output<typeof Named> | null> {
  const row = await reader.row(
    statement<{ zh: string; en: string }>(
      'select name_zh as zh, name_en as en from queue.v_service_type where branch_id = $1 and id = $2',
      [branchId, serviceTypeId],
    ),
  );
  return row;
}

/** A day of service in the hall in figures. */
export async function readServiceFigures(
  reader: Reader,
  branchId: string,
  date: string,
): Promise<{
  received: number;
  walkIns: number;
  guided: number;
  completed: number;
  returned: number;
  declined: number;
  notMovable: number;
}> {
  const row = await reader.row(
    statement<{
      received: number;
      walkIns: number;
      guided: number;
      completed: number;
      returned: number;
      declined: number;
      notMovable: number;
    }>(
      `select f.received, f."walkIns", d.* from
         (select count(*)::int as received, count(*) filter (where ticket_id is null)::int as "walkIns"
          from hall.service_flow where branch_id = $1 and business_date = $2) f,
         (select count(*) filter (where result = 'guided')::int as guided, count(*) filter (where result = 'completed')::int as completed,
            count(*) filter (where result = 'returned')::int as returned, count(*) filter (where result = 'declined')::int as declined,
            count(*) filter (where result = 'notMovable')::int as "notMovable"
          from hall.diversion where branch_id = $1 and business_date = $2) d`,
      [branchId, date],
    ),
  );
  return row!;
}
