import type { WorklogFigures, WorklogNotes } from '@huiting/contracts/hall';
import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { Incident, Patrol, Worklog } from './hall.worklog.domain.ts';

interface Row {
  branchId: string;
  date: string;
  id: string;
  staffId: string;
  staffName: string;
  state: Worklog['state'];
  notes: WorklogNotes;
  figures: WorklogFigures | null;
  submittedAt: number | null;
  reviewerId: string | null;
  reviewerName: string | null;
  reviewedAt: number | null;
  reviewWords: string | null;
  version: number;
}
const columns = `branch_id as "branchId", business_date as date, id, staff_id as "staffId", staff_name as "staffName", state, notes, figures,
  submitted_at as "submittedAt", reviewer_id as "reviewerId", reviewer_name as "reviewerName", reviewed_at as "reviewedAt",
  review_words as "reviewWords", version`;

function toWorklog({ reviewerId, reviewerName, reviewedAt, reviewWords, ...same }: Row): Worklog {
  return {
    ...same,
    review:
      reviewerId === null
        ? null
        : { staffId: reviewerId, name: reviewerName!, at: reviewedAt!, words: reviewWords! },
  };
}

export async function readWorklog(
  reader: Reader,
  branchId: string,
  date: string,
  staffId: string,
): Promise<Worklog | null> {
  const row = await reader.row(
    statement<Row>(
      `select ${columns} from hall.worklog where branch_id = $1 and business_date = $2 and staff_id = $3`,
      [branchId, date, staffId],
    ),
  );
  return row === null ? null : toWorklog(row);
}

/** A log under lock, by its id or as somebody's of a day. */
export async function lockWorklog(
  tx: Tx,
  sought: { readonly id: string } | { readonly date: string; readonly staffId: string },
): Promise<Worklog | null> {
  const row = await tx.row(
    'id' in sought
      ? statement<Row>(`select ${columns} from hall.worklog where branch_id = $1 and id = $2 for update`, [
          tx.branchId,
          sought.id,
        ])
      : statement<Row>(
          `select ${columns} from hall.worklog where branch_id = $1 and business_date = $2 and staff_id = $3 for update`,
          [tx.branchId, sought.date, sought.staffId],
        ),
  );
  return row === null ? null : toWorklog(row);
}

/** Logs of a branch from a day on, newest day first. */
export async function listWorklogs(
  reader: Reader,
  branchId: string,
  from: string,
  limit = 200,
): Promise<Worklog[]> {
  const rows = await reader.rows(
    statement<Row>(
      `select ${columns} from hall.worklog where branch_id = $1 and business_date >= $2
       order by business_date desc, staff_name limit $3`,
      [branchId, from, limit],
    ),
  );
  return rows.map(toWorklog);
}

/** False when the author has one of that day already. */
export async function insertWorklog(tx: Tx, log: Worklog): Promise<boolean> {
  const made = await tx.rows(
    statement(
      `insert into hall.worklog (branch_id, business_date, id, staff_id, staff_name, state, notes, version)
       values ($1, $2, $3, $4, $5, 'draft', $6, $7) on conflict do nothing returning 1`,
      [log.branchId, log.date, log.id, log.staffId, log.staffName, JSON.stringify(log.notes), log.version],
    ),
  );
  return made.length > 0;
}

export async function saveWorklog(tx: Tx, log: Worklog): Promise<void> {
  const at = (instant: number | null | undefined): Date | null =>
    instant == null ? null : new Date(instant);
  await tx.rows(
    statement(
      `update hall.worklog set state = $3, notes = $4, figures = $5, submitted_at = $6, reviewer_id = $7, reviewer_name = $8,
         reviewed_at = $9, review_words = $10, version = $11
       where branch_id = $1 and id = $2`,
      [
        log.branchId,
        log.id,
        log.state,
        JSON.stringify(log.notes),
        log.figures === null ? null : JSON.stringify(log.figures),
        at(log.submittedAt),
        log.review?.staffId ?? null,
        log.review?.name ?? null,
        at(log.review?.at),
        log.review?.words ?? null,
        log.version,
      ],
    ),
  );
}

/** The day's next round; two at the same moment are two rounds. */
export async function insertPatrol(tx: Tx, date: string, patrol: Omit<Patrol, 'round'>): Promise<Patrol> {
  await tx.rows(
    statement('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`patrol/${tx.branchId}/${date}`]),
  );
  const row = await tx.row(
    statement<{ round: number }>(
      `insert into hall.patrol_round (branch_id, business_date, id, round, at, staff_id, staff_name, findings)
       select $1, $2, $3, coalesce(max(round), 0) + 1, $4, $5, $6, $7 from hall.patrol_round
       where branch_id = $1 and business_date = $2 returning round`,
      [
        tx.branchId,
        date,
        patrol.id,
        new Date(patrol.at),
        patrol.staffId,
        patrol.staffName,
        JSON.stringify(patrol.findings),
      ],
    ),
  );
  return { ...patrol, round: row!.round };
}

export function listPatrols(reader: Reader, branchId: string, date: string): Promise<Patrol[]> {
  return reader.rows(
    statement<Patrol>(
      `select id, round, at, staff_id as "staffId", staff_name as "staffName", findings from hall.patrol_round
       where branch_id = $1 and business_date = $2 order by round`,
      [branchId, date],
    ),
  );
}

export async function insertIncident(tx: Tx, date: string, incident: Incident): Promise<void> {
  await tx.rows(
    statement(
      `insert into hall.incident (branch_id, business_date, id, at, kind, words, handling, staff_id, staff_name)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        tx.branchId,
        date,
        incident.id,
        new Date(incident.at),
        incident.kind,
        incident.words,
        incident.handling,
        incident.staffId,
        incident.staffName,
      ],
    ),
  );
}

export function listIncidents(reader: Reader, branchId: string, date: string): Promise<Incident[]> {
  return reader.rows(
    statement<Incident>(
      `select id, at, kind, words, handling, staff_id as "staffId", staff_name as "staffName" from hall.incident
       where branch_id = $1 and business_date = $2 order by at, id`,
      [branchId, date],
    ),
  );
}
