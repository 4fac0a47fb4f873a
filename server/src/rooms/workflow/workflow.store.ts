import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { AlertRecord, Settled } from './workflow.domain.ts';

type AlertRow = Omit<AlertRecord, 'claimedBy' | 'subject'> & {
  subjectKind: string;
  subjectId: string;
  claimedById: string | null;
  claimedByName: string | null;
  claimedAt: number | null;
};

const columns = `a.branch_id as "branchId", a.alert_id as id, a.raised_at as "raisedAt", a.kind, a.severity, a.state, a.dedupe_key as "dedupeKey",
  a.title, a.body, a.subject_kind as "subjectKind", a.subject_id as "subjectId", a.audience_permission as "audiencePermission",
  a.staff_id as "staffId", a.repeats, a.claimed_by as "claimedById", a.claimed_by_name as "claimedByName", a.claimed_at as "claimedAt",
  a.resolved_at as "resolvedAt", a.resolution, a.escalates_at as "escalatesAt", a.escalated, a.level, a.level_minutes as "levelMinutes",
  a.quiet_until as "quietUntil"`;

function toRecord(row: AlertRow): AlertRecord {
  const { subjectKind, subjectId, claimedById, claimedByName, claimedAt, ...same } = row;
  return {
    ...same,
    subject: { kind: subjectKind, id: subjectId },
    claimedBy: claimedById === null ? null : { staffId: claimedById, name: claimedByName!, at: claimedAt! },
  };
}

const at = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

export async function lockAlert(tx: Tx, alertId: string): Promise<AlertRecord | null> {
  const row = await tx.row(
    statement<AlertRow>(
      `select ${columns} from workflow.alert a where a.branch_id = $1 and a.alert_id = $2 for update`,
      [tx.branchId, alertId],
    ),
  );
  return row === null ? null : toRecord(row);
}

/** The unresolved alert of a key, locked. */
export async function lockOpenAlert(tx: Tx, dedupeKey: string): Promise<AlertRecord | null> {
  const row = await tx.row(
    statement<AlertRow>(
      `select ${columns} from workflow.open_alert o
       join workflow.alert a on a.branch_id = o.branch_id and a.alert_id = o.alert_id and a.raised_at = o.raised_at
       where o.branch_id = $1 and o.dedupe_key = $2 for update of a`,
      [tx.branchId, dedupeKey],
    ),
  );
  // Resolved while the lock was waited for: not open any more.
  return row === null || row.state === 'resolved' ? null : toRecord(row);
}

/** The newest alert of a key that was resolved after an instant, locked: the same again is a repeat of it. */
export async function lockLatelyResolved(
  tx: Tx,
  dedupeKey: string,
  after: number,
): Promise<AlertRecord | null> {
  const row = await tx.row(
    statement<AlertRow>(
      `select ${columns} from workflow.alert a
       where a.branch_id = $1 and a.dedupe_key = $2 and a.state = 'resolved' and a.resolved_at > $3 and a.raised_at > $4
       order by a.raised_at desc limit 1 for update`,
      [tx.branchId, dedupeKey, at(after), at(after - longestAlertMs)],
    ),
  );
  return row === null ? null : toRecord(row);
}
/** An alert that stood longer than this is not looked for among those lately resolved. */
const longestAlertMs = 7 * 86_400_000;

/** Unresolved alerts that a settlement means, locked in a steady order. */
export async function lockSettled(tx: Tx, settled: Settled): Promise<AlertRecord[]> {
  const subject = 'subject' in settled.alerts ? settled.alerts.subject : null;
  const kinds = 'kinds' in settled.alerts ? settled.alerts.kinds : null;
  const rows = await tx.rows(
    statement<AlertRow>(
      `select ${columns} from workflow.open_alert o
       join workflow.alert a on a.branch_id = o.branch_id and a.alert_id = o.alert_id and a.raised_at = o.raised_at
       where o.branch_id = $1 and ((o.subject_kind = $2 and o.subject_id = $3) or o.kind = any($4::text[]))
       order by o.dedupe_key for update of a`,
      [tx.branchId, subject?.kind ?? null, subject?.id ?? null, kinds],
    ),
  );
  return rows.filter(({ state }) => state !== 'resolved').map(toRecord);
}

export async function insertAlert(tx: Tx, alert: AlertRecord): Promise<void> {
  await tx.rows(
    statement(
      `with opened as (
         insert into workflow.open_alert (branch_id, dedupe_key, alert_id, raised_at, kind, severity, subject_kind, subject_id)
         values ($1, $6, $2, $3, $4, $5, $9, $10))
       insert into workflow.alert (branch_id, alert_id, raised_at, kind, severity, state, dedupe_key, title, body, subject_kind, subject_id,
         audience_permission, staff_id, escalates_at, level_minutes, quiet_until)
       values ($1, $2, $3, $4, $5, 'open', $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
      [
        alert.branchId,
        alert.id,
        at(alert.raisedAt),
        alert.kind,
        alert.severity,
        alert.dedupeKey,
        JSON.stringify(alert.title),
        JSON.stringify(alert.body),
        alert.subject.kind,
        alert.subject.id,
        alert.audiencePermission,
        alert.staffId,
        at(alert.escalatesAt),
        alert.levelMinutes,
        at(alert.quietUntil),
      ],
    ),
  );
}

/** Saves what may change of a locked alert; a resolved one frees its key. */
export async function updateAlert(tx: Tx, alert: AlertRecord): Promise<void> {
  await tx.rows(
    statement(
      `update workflow.alert set state = $4, severity = $5, title = $6, body = $7, repeats = $8, claimed_by = $9, claimed_by_name = $10,
         claimed_at = $11, resolved_at = $12, resolution = $13, escalates_at = $14, escalated = $15, level = $16
       where branch_id = $1 and alert_id = $2 and raised_at = $3`,
      [
        alert.branchId,
        alert.id,
        at(alert.raisedAt),
        alert.state,
        alert.severity,
        JSON.stringify(alert.title),
        JSON.stringify(alert.body),
        alert.repeats,
        alert.claimedBy?.staffId ?? null,
        alert.claimedBy?.name ?? null,
        at(alert.claimedBy?.at ?? null),
        at(alert.resolvedAt),
        alert.resolution,
        at(alert.escalatesAt),
        alert.escalated,
        alert.level,
      ],
    ),
  );
  const open = [alert.branchId, alert.dedupeKey];
  await tx.rows(
    alert.state === 'resolved'
      ? statement('delete from workflow.open_alert where branch_id = $1 and dedupe_key = $2', open)
      : statement(
          'update workflow.open_alert set severity = $3 where branch_id = $1 and dedupe_key = $2 and severity <> $3',
          [...open, alert.severity],
        ),
  );
}

/** Unresolved alerts of a branch, then those of the last days, newest first; with the event number they are true at. */
export async function listBranchAlerts(
  reader: Reader,
  filter: { branchId: string; state: AlertRecord['state'] | null; since: number; limit: number },
): Promise<{ number: number; alerts: AlertRecord[] }> {
  // The number is read first: what is announced in between comes again as a delta, which does no harm.
  const counter = await reader.row(
    statement<{ last: number }>(
      'select last from platform.event_counter where branch_id = $1',
      [filter.branchId],
      'event-number',
    ),
  );
  const rows = await reader.rows(
    statement<AlertRow>(
      `select ${columns} from workflow.alert a
       where a.branch_id = $1 and ($2::text is null or a.state = $2)
         and (a.raised_at >= $3 or a.raised_at in (select raised_at from workflow.open_alert where branch_id = $1))
       order by a.state = 'resolved', a.raised_at desc limit $4`,
      [filter.branchId, filter.state, at(filter.since), filter.limit],
    ),
  );
  return { number: counter?.last ?? 0, alerts: rows.map(toRecord) };
}

/** Alerts of every branch under the given org paths, newest first. */
export async function listScopeAlerts(
  reader: Reader,
  filter: {
    paths: readonly string[];
    state: AlertRecord['state'] | null;
    severity: AlertRecord['severity'] | null;
    limit: number;
  },
): Promise<(AlertRecord & { branchName: string })[]> {
  const rows = await reader.rows(
    statement<AlertRow & { branchName: string }>(
      `select ${columns}, b.name as "branchName" from workflow.alert a
       join organization.v_branch b on b.id = a.branch_id
       where exists (select 1 from unnest($1::text[]) p where starts_with(b.path, p))
         and ($2::text is null or a.state = $2) and ($3::text is null or a.severity = $3)
       order by a.raised_at desc, a.alert_id desc limit $4`,
      [filter.paths, filter.state, filter.severity, filter.limit],
    ),
  );
  return rows.map((row) => ({ ...toRecord(row), branchName: row.branchName }));
}

/** Alerts of one audience under the given org paths, head office's own among them, newest first; and how many are unresolved. */
export async function listAudienceAlerts(
  reader: Reader,
  filter: {
    audience: string;
    paths: readonly string[];
    state: AlertRecord['state'] | null;
    limit: number;
  },
): Promise<{ open: number; alerts: (AlertRecord & { branchName: string })[] }> {
  const rows = await reader.rows(
    statement<AlertRow & { branchName: string; openAlerts: number }>(
      `with found as (
         select ${columns}, coalesce(b.name, o.name) as "branchName" from workflow.alert a
         left join organization.v_branch b on b.id = a.branch_id left join organization.v_org_unit o on o.id = a.branch_id
         where a.audience_permission = $1 and coalesce(b.path, o.path) ^@ any ($2::text[]))
       select found.*, count(*) filter (where state <> 'resolved') over () as "openAlerts" from found
       where $3::text is null or state = $3 order by state = 'resolved', "raisedAt" desc limit $4`,
      [filter.audience, filter.paths, filter.state, filter.limit],
    ),
  );
  return {
    open: rows[0]?.openAlerts ?? 0,
    alerts: rows.map((row) => ({ ...toRecord(row), branchName: row.branchName })),
  };
}

/** Unresolved alerts per branch; branches without any are left out. */
export function countOpen(
  reader: Reader,
  branchIds: readonly string[],
): Promise<{ branchId: string; open: number; urgent: number }[]> {
  return reader.rows(
    statement(
      `select branch_id as "branchId", count(*) as open, count(*) filter (where severity = 'urgent') as urgent
       from workflow.open_alert where branch_id = any($1::uuid[]) group by branch_id`,
      [branchIds],
      'alert-counts',
    ),
  );
}
