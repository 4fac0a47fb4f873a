import type { DueKind } from '@huiting/contracts/customer';
import type { DueOutcome, DueResult } from '@huiting/contracts/customer/due-business';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { DueMatter, DueName } from './customer.due.domain.ts';

export interface ListPart {
  readonly sender: string;
  readonly kind: DueKind;
  readonly listDay: string;
  readonly part: number;
}

const ofList = (list: Omit<ListPart, 'part'>) => [list.sender, list.kind, list.listDay];

export async function readPart(
  reader: Reader,
  list: ListPart,
): Promise<{ contentHash: string; taken: number; unknown: number } | null> {
  return reader.row(
    statement(
      `select content_hash as "contentHash", taken, unknown from customer.due_list_part
       where sender = $1 and kind = $2 and list_day = $3 and part = $4`,
      [...ofList(list), list.part],
    ),
  );
}

/** Opens the list if it is new; tells how many parts it has, and the newest day in force of its kind. */
export async function openList(
  reader: Reader,
  list: ListPart,
  parts: number,
): Promise<{ parts: number; inForceDay: string | null }> {
  await reader.rows(
    statement(
      'insert into customer.due_list (sender, kind, list_day, parts) values ($1, $2, $3, $4) on conflict do nothing',
      [...ofList(list), parts],
    ),
  );
  const row = await reader.row(
    statement<{ parts: number; inForceDay: string | null }>(
      `select parts, (select list_day from customer.due_list f where f.sender = $1 and f.kind = $2 and f.in_force) as "inForceDay"
       from customer.due_list where sender = $1 and kind = $2 and list_day = $3`,
      ofList(list),
    ),
  );
  return row!;
}

export async function inForceDay(reader: Reader, sender: string, kind: DueKind): Promise<string | null> {
  const row = await reader.row(
    statement<{ day: string }>(
      'select list_day as day from customer.due_list where sender = $1 and kind = $2 and in_force',
      [sender, kind],
    ),
  );
  return row?.day ?? null;
}

/** The entries of a part, instead of those it had before. */
export async function replaceEntries(
  reader: Reader,
  list: ListPart,
  entries: readonly (DueMatter & { readonly customerId: string })[],
): Promise<void> {
  await reader.rows(
    statement(
      'delete from customer.due_entry where sender = $1 and kind = $2 and list_day = $3 and part = $4',
      [...ofList(list), list.part],
    ),
  );
  await saveEntries(reader, list, entries);
}

export async function saveEntries(
  reader: Reader,
  list: ListPart,
  entries: readonly (DueMatter & { readonly customerId: string })[],
): Promise<void> {
  await reader.rows(
    statement(
      `insert into customer.due_entry (customer_id, sender, kind, reference, list_day, part, subject_zh, subject_en, due_on, until)
       select distinct on ("customerId", reference) "customerId", $1, $2, reference, $3::date, $4, "subjectZh", "subjectEn", "dueOn", until
       from jsonb_to_recordset($5) as e("customerId" uuid, reference text, "subjectZh" text, "subjectEn" text, "dueOn" date, until date)
       on conflict (customer_id, sender, kind, reference, list_day) do update set part = excluded.part,
         subject_zh = excluded.subject_zh, subject_en = excluded.subject_en, due_on = excluded.due_on, until = excluded.until`,
      [
        ...ofList(list),
        list.part,
        JSON.stringify(
          entries.map(({ customerId, reference, subject, dueOn, until }) => ({
            customerId,
            reference,
            subjectZh: subject.zh,
            subjectEn: subject.en,
            dueOn,
            until,
          })),
        ),
      ],
    ),
  );
}

/** Notes that a part is in. With the last one the list comes into force instead of the one before, whose entries go. */
export async function closePart(
  reader: Reader,
  list: ListPart,
  part: { contentHash: string; taken: number; unknown: number; at: number },
): Promise<boolean> {
  await reader.rows(
    statement(
      `insert into customer.due_list_part (sender, kind, list_day, part, content_hash, taken, unknown, received_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (sender, kind, list_day, part) do update set content_hash = excluded.content_hash, taken = excluded.taken,
         unknown = excluded.unknown, received_at = excluded.received_at`,
      [...ofList(list), list.part, part.contentHash, part.taken, part.unknown, new Date(part.at)],
    ),
  );
  const whole = await reader.row(
    statement(
      `select 1 from customer.due_list l where l.sender = $1 and l.kind = $2 and l.list_day = $3
         and l.parts = (select count(*) from customer.due_list_part p where p.sender = $1 and p.kind = $2 and p.list_day = $3)
         and not exists (select 1 from customer.due_list f where f.sender = $1 and f.kind = $2 and f.in_force and f.list_day > $3)`,
      ofList(list),
    ),
  );
  if (whole === null) return false;
  // Two statements, the old one off first: both at once would meet at the key that lets one be in force.
  await reader.rows(
    statement(
      'update customer.due_list set in_force = false where sender = $1 and kind = $2 and list_day <> $3 and in_force',
      ofList(list),
    ),
  );
  await reader.rows(
    statement(
      'update customer.due_list set in_force = true where sender = $1 and kind = $2 and list_day = $3',
      ofList(list),
    ),
  );
  await reader.rows(
    statement(
      'delete from customer.due_entry where sender = $1 and kind = $2 and list_day < $3',
      ofList(list),
    ),
  );
  return true;
}

interface EntryRow {
  sender: string;
  kind: DueKind;
  reference: string;
  subjectZh: string;
  subjectEn: string;
  dueOn: string;
  until: string;
}

/** What is open with a customer on a day: of the lists in force and of the smart counters, not expired, not settled. */
export async function listOpen(
  reader: Reader,
  customerId: string,
  day: string,
): Promise<(DueMatter & DueName)[]> {
  const rows = await reader.rows(
    statement<EntryRow>(
      `select e.sender, e.kind, e.reference, e.subject_zh as "subjectZh", e.subject_en as "subjectEn", e.due_on as "dueOn", e.until
       from customer.due_entry e
       where e.customer_id = $1 and e.until >= $2
         and (e.kind = 'unfinishedApplication' or exists (select 1 from customer.due_list l
           where l.sender = e.sender and l.kind = e.kind and l.list_day = e.list_day and l.in_force))
         and not exists (select 1 from customer.due_settlement s where s.customer_id = $1 and s.sender = e.sender
           and s.kind = e.kind and s.reference = e.reference)
       order by e.due_on, e.kind, e.reference limit 20`,
      [customerId, day],
      'customer-due',
    ),
  );
  return rows.map(({ subjectZh, subjectEn, ...row }) => ({
    ...row,
    subject: { zh: subjectZh, en: subjectEn },
  }));
}

export interface Settlement {
  readonly outcome: DueOutcome | 'finished';
  readonly result: DueResult;
  readonly at: number;
  readonly branchId: string;
  readonly staffId: string | null;
}

/** False when somebody has settled it otherwise; the same again by the same person changes nothing. Stands alone. */
export async function settle(
  reader: Reader,
  customerId: string,
  { sender, kind, reference }: DueName,
  settlement: Settlement,
): Promise<boolean> {
  const row = await reader.row(
    statement<{ same: boolean }>(
      `insert into customer.due_settlement as s (customer_id, sender, kind, reference, outcome, result, settled_at, branch_id, staff_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (customer_id, sender, kind, reference) do update set outcome = s.outcome
       returning s.outcome = $5 and s.result = $6 and s.staff_id is not distinct from $9 as same`,
      [
        customerId,
        sender,
        kind,
        reference,
        settlement.outcome,
        settlement.result,
        new Date(settlement.at),
        settlement.branchId,
        settlement.staffId,
      ],
    ),
  );
  return row!.same;
}

/** Whether such a matter was ever told of the customer, open or not. */
export async function isKnown(
  reader: Reader,
  customerId: string,
  { sender, kind, reference }: DueName,
): Promise<boolean> {
  const row = await reader.row(
    statement(
      'select 1 from customer.due_entry where customer_id = $1 and sender = $2 and kind = $3 and reference = $4',
      [customerId, sender, kind, reference],
    ),
  );
  return row !== null;
}

/** An application left unfinished anew is open again, whatever was done about it before. */
export async function reopen(
  reader: Reader,
  customerId: string,
  { sender, kind, reference }: DueName,
): Promise<void> {
  await reader.rows(
    statement(
      'delete from customer.due_settlement where customer_id = $1 and sender = $2 and kind = $3 and reference = $4',
      [customerId, sender, kind, reference],
    ),
  );
}
