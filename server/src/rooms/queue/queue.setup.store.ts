import type { QueueSetup, QueueTemplate, ServiceSetup, SetupVersion } from '@huiting/contracts/queue';
import type { Reader } from '../../platform/database/query.ts';
import { statement } from '../../platform/database/query.ts';
import { counterKey } from './queue.setup.domain.ts';

export interface Kept<D> {
  readonly version: SetupVersion;
  readonly document: D;
}

interface Row<D> {
  version: number;
  document: D;
  template_version: number | null;
  reason: string;
  changed_by_name: string;
  changed_at: number;
}

const columns = 'version, document, reason, changed_by_name, changed_at';

function toKept<D>(row: Row<D>): Kept<D> {
  return { version: toVersion(row), document: row.document };
}

function toVersion(row: Omit<Row<unknown>, 'document'>): SetupVersion {
  return {
    version: row.version,
    changedAt: row.changed_at,
    changedBy: row.changed_by_name,
    reason: row.reason,
    templateVersion: row.template_version ?? null,
  };
}

/** One version, or the newest. */
export async function readSetup(
  db: Reader,
  branchId: string,
  version: number | null,
): Promise<Kept<QueueSetup> | null> {
  const row = await db.row(
    statement<Row<QueueSetup>>(
      `select ${columns}, template_version from queue.setup
       where branch_id = $1 and ($2::int is null or version = $2) order by version desc limit 1`,
      [branchId, version],
    ),
  );
  return row === null ? null : toKept(row);
}

export async function listSetups(db: Reader, branchId: string): Promise<SetupVersion[]> {
  const rows = await db.rows(
    statement<Omit<Row<unknown>, 'document'>>(
      `select version, template_version, reason, changed_by_name, changed_at from queue.setup
       where branch_id = $1 order by version desc limit 100`,
      [branchId],
    ),
  );
  return rows.map(toVersion);
}

export async function readTemplate(db: Reader, orgUnitId: string): Promise<Kept<QueueTemplate> | null> {
  const row = await db.row(
    statement<Row<QueueTemplate>>(
      `select ${columns} from queue.template where branch_id = $1 order by version desc limit 1`,
      [orgUnitId],
    ),
  );
  return row === null ? null : toKept(row);
}

export async function listTemplates(db: Reader, orgUnitId: string): Promise<SetupVersion[]> {
  const rows = await db.rows(
    statement<Omit<Row<unknown>, 'document'>>(
      `select version, reason, changed_by_name, changed_at from queue.template
       where branch_id = $1 order by version desc limit 100`,
      [orgUnitId],
    ),
  );
  return rows.map(toVersion);
}

export interface NewVersion {
  readonly id: string;
  readonly version: number;
  readonly document: unknown;
  readonly reason: string;
  readonly by: { readonly id: string; readonly name: string };
  readonly at: number;
}

/** False when that version is there already: somebody was faster. */
export async function addVersion(
  db: Reader,
  table: 'queue.setup' | 'queue.template',
  made: NewVersion,
): Promise<boolean> {
  const rows = await db.rows(
    statement(
      `insert into ${table} (branch_id, version, document, reason, changed_by, changed_by_name, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning version`,
      [
        made.id,
        made.version,
        JSON.stringify(made.document),
        made.reason,
        made.by.id,
        made.by.name,
        new Date(made.at),
      ],
    ),
  );
  return rows.length > 0;
}

export async function noteTemplateVersion(
  db: Reader,
  branchId: string,
  version: number,
  templateVersion: number,
): Promise<void> {
  await db.rows(
    statement('update queue.setup set template_version = $3 where branch_id = $1 and version = $2', [
      branchId,
      version,
      templateVersion,
    ]),
  );
}

/** Takes the branch's lock: no command runs until the setup is in place. A branch without a queue gets one. */
export async function lockQueue(
  db: Reader,
  branchId: string,
): Promise<{ dayOpen: boolean; businessDate: string | null }> {
  await db.rows(
    statement(
      'insert into queue.branch_queue (branch_id, strategy_version) values ($1, 1) on conflict do nothing',
      [branchId],
    ),
  );
  const row = await db.row(
    statement<{ day_open: boolean; business_date: string | null }>(
      'select day_open, business_date from queue.branch_queue where branch_id = $1 for update',
      [branchId],
    ),
  );
  return { dayOpen: row!.day_open, businessDate: row!.business_date };
}

/** Services are never removed: past tickets name them. `idOf` gives the id of a new one. */
export async function writeServices(
  db: Reader,
  branchId: string,
  services: readonly ServiceSetup[],
  idOf: (code: string) => string,
): Promise<void> {
  const rows = services.map((service, sort) => ({
    branch_id: branchId,
    id: idOf(service.code),
    code: service.code,
    name_zh: service.name.zh,
    name_en: service.name.en,
    description_zh: service.description.zh,
    description_en: service.description.en,
    prefix: service.prefix,
    icon: service.icon,
    sort,
    wait_limit_minutes: service.waitLimitMinutes,
    standard_minutes: service.standardMinutes,
    daily_limit: service.dailyLimit,
    opens: service.hours?.open ?? null,
    closes: service.hours?.close ?? null,
    elder_friendly: service.elderFriendly,
    line: service.line,
    first_number: service.firstNumber,
    last_number: service.lastNumber,
    offered: service.offered,
    diversion: service.diversion,
  }));
  await db.rows(
    statement(
      `insert into queue.service_type as s select * from jsonb_populate_recordset(null::queue.service_type, $1)
       on conflict (branch_id, code) do update set name_zh = excluded.name_zh, name_en = excluded.name_en,
         description_zh = excluded.description_zh, description_en = excluded.description_en, prefix = excluded.prefix,
         icon = excluded.icon, sort = excluded.sort, wait_limit_minutes = excluded.wait_limit_minutes,
         standard_minutes = excluded.standard_minutes, daily_limit = excluded.daily_limit, opens = excluded.opens,
         closes = excluded.closes, elder_friendly = excluded.elder_friendly, line = excluded.line,
         first_number = excluded.first_number,
         last_number = excluded.last_number, offered = excluded.offered, diversion = excluded.diversion`,
      [JSON.stringify(rows)],
    ),
  );
}

export interface MappedWindow {
  readonly windowId: string;
  readonly kind: string;
  readonly serviceCodes: readonly string[];
  readonly profileCode: string;
}

/** Windows turned to another kind for the day keep the profile of that kind. */
export async function writeWindows(
  db: Reader,
  branchId: string,
  windows: readonly MappedWindow[],
): Promise<void> {
  const rows = windows.map((window) => ({
    branch_id: branchId,
    window_id: window.windowId,
    kind: window.kind,
    service_codes: window.serviceCodes,
    profile_code: window.profileCode,
  }));
  const json = JSON.stringify(rows);
  await db.rows(statement('delete from queue.window_mapping where branch_id = $1', [branchId]));
  await db.rows(
    statement(
      'insert into queue.window_mapping select * from jsonb_populate_recordset(null::queue.window_mapping, $1)',
      [json],
    ),
  );
  await db.rows(
    statement(
      `insert into queue.window_now (branch_id, window_id, kind, profile_code)
       select $1, n.window_id, n.kind, n.profile_code from jsonb_to_recordset($2::jsonb) as n(window_id uuid, kind text, profile_code text)
       on conflict (branch_id, window_id) do update set profile_code = excluded.profile_code
         where queue.window_now.kind = excluded.kind`,
      [branchId, json],
    ),
  );
}

/**
 * Counters of the open day start behind the highest number already printed in each range, so that a changed range never
 * prints a number twice.
 */
export async function renewCounters(
  db: Reader,
  branchId: string,
  businessDate: string,
  services: readonly Pick<ServiceSetup, 'prefix' | 'firstNumber' | 'lastNumber'>[],
): Promise<void> {
  const ranges = new Map(
    services.map((service) => [counterKey(service.prefix, service.firstNumber), service]),
  );
  const json = JSON.stringify(
    [...ranges].map(([key, { prefix, firstNumber, lastNumber }]) => ({
      key,
      prefix,
      first: firstNumber,
      last: lastNumber,
    })),
  );
  await db.rows(
    statement(
      `update queue.branch_queue q set counters = jsonb_set(q.counters, '{prefix}', c.counts)
       from (
         select jsonb_object_agg(r.key, coalesce((
           select max(substring(t.number from 2)::int) - r.first + 1 from queue.ticket t
           where t.branch_id = $1 and t.business_date = $2 and left(t.number, 1) = r.prefix
             and substring(t.number from 2)::int between r.first and coalesce(r.last, 99999)), 0)) as counts
         from jsonb_to_recordset($3::jsonb) as r(key text, prefix text, first int, last int)
       ) c where q.branch_id = $1`,
      [branchId, businessDate, json],
    ),
  );
}

/** The head office a path belongs to. */
export async function readHeadOffice(db: Reader, path: string): Promise<string | null> {
  const row = await db.row(
    statement<{ id: string }>('select id from organization.v_org_unit where path = $1', [
      `/${path.split('/')[1] ?? ''}/`,
    ]),
  );
  return row?.id ?? null;
}

/** The head office above a unit. */
export async function readHeadOfficeOf(db: Reader, orgUnitId: string): Promise<string | null> {
  const row = await db.row(
    statement<{ path: string }>('select path from organization.v_org_unit where id = $1', [orgUnitId]),
  );
  return row === null ? null : readHeadOffice(db, row.path);
}
