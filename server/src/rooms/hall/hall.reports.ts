import { addDays, dateIn } from '../../platform/clock/zone-time.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { HallNow } from './hall.domain.ts';
import type { Platform } from '../../platform/room.ts';
import type { BranchDirectory } from '../organization/index.ts';
import type { Seat } from './hall.staff.domain.ts';

interface Row {
  branchId: string;
  dayOpen: boolean;
  date: string | null;
  waiting: number;
  workMinutes: number;
  limitMinutes: number;
  oldestIssuedAt: number | null;
  criticalIssuedAt: number | null;
  criticalLimitMinutes: number | null;
  openWindows: number;
  busyWindows: number;
  pausedWindows: number;
  totalWindows: number;
  issued: number;
  abandoned: number;
  completedServices: number;
  called: number;
  waitSeconds: number;
  perWindow: number | null;
  longestMinutes: number | null;
  congested: boolean | null;
  since: number;
  told: boolean;
  toldAt: number | null;
  rated: number;
  good: number;
}

/** Reads halls as they are now. */
export type ReadHalls = (reader: Reader, branchIds: readonly string[]) => Promise<Map<string, HallNow>>;

/** Ratings are shown of a branch's last day if it was within these many days: else each look would open every month of the past. */
const lastDays = 40;

/** Halls of many branches with one statement: from the queue's counters and a few rows of each branch. Branches without a queue are absent. */
export function hallReader(
  { clock, parameters }: Pick<Platform, 'clock' | 'parameters'>,
  directory: BranchDirectory,
): ReadHalls {
  /** People waiting per open window where a branch has no rule of its own: as the bank has set it for where the branch stands. */
  const usual = (branchId: string, now: number): number =>
    parameters.number('hall.waitingPerWindow', directory.known(branchId)?.path ?? '/', now);
  return async (reader, branchIds) => {
    const now = clock.now();
    const rows = await reader.rows(
      statement<Row>(
        `select n.branch_id as "branchId", n.day_open as "dayOpen", n.business_date as date, n.waiting, n.work_minutes as "workMinutes",
           n.limit_minutes as "limitMinutes", n.oldest_issued_at as "oldestIssuedAt", n.critical_issued_at as "criticalIssuedAt",
           n.critical_limit_minutes as "criticalLimitMinutes", w.open as "openWindows", w.busy as "busyWindows", w.paused as "pausedWindows",
           w.total as "totalWindows", n.issued, n.abandoned, n.completed_services as "completedServices", n.called, n.wait_seconds as "waitSeconds",
           r.waiting_per_window as "perWindow", r.longest_wait_minutes as "longestMinutes",
           c.congested, c.since, c.told, c.told_at as "toldAt", f.rated, f.good
         from unnest($1::uuid[]) b(id)
         cross join lateral (select * from queue.v_branch_now v where v.branch_id = b.id) n
         cross join lateral (select count(*)::int as total, count(*) filter (where v.state = 'open')::int as open,
             count(*) filter (where v.state = 'open' and v.ticket_id is not null)::int as busy, count(*) filter (where v.state = 'paused')::int as paused
           from queue.v_window_now v where v.branch_id = b.id) w
         cross join lateral (select count(v.level)::int as rated, count(*) filter (where v.level >= 4)::int as good
           from feedback.v_rating v where v.branch_id = b.id and v.business_date = n.business_date and v.business_date >= $2::date) f
         left join hall.congestion_rule r on r.branch_id = b.id
         left join hall.congestion c on c.branch_id = b.id`,
        [branchIds, addDays(dateIn('UTC', now), -lastDays)],
        'hall-read',
      ),
    );
    return new Map(rows.map((row) => [row.branchId, toHall(row, usual(row.branchId, now))]));
  };
}

function toHall(row: Row, usual: number): HallNow {
  const {
    dayOpen,
    waiting,
    workMinutes,
    limitMinutes,
    oldestIssuedAt,
    openWindows,
    busyWindows,
    pausedWindows,
    totalWindows,
  } = row;
  const critical =
    row.criticalIssuedAt === null || row.criticalLimitMinutes === null
      ? null
      : { issuedAt: row.criticalIssuedAt, limitMinutes: row.criticalLimitMinutes };
  return {
    figures: {
      dayOpen,
      waiting,
      workMinutes,
      limitMinutes,
      oldestIssuedAt,
      critical,
      openWindows,
      busyWindows,
      pausedWindows,
      totalWindows,
    },
    rule: {
      waitingPerWindow: row.perWindow ?? usual,
      longestWaitMinutes: row.longestMinutes,
    },
    congestion:
      row.congested === null
        ? null
        : { congested: row.congested, since: row.since, told: row.told, toldAt: row.toldAt },
    day: {
      date: row.date,
      issued: row.issued,
      abandoned: row.abandoned,
      completedServices: row.completedServices,
      called: row.called,
      waitSeconds: row.waitSeconds,
      rated: row.rated,
      good: row.good,
    },
  };
}

/** Who sits at which window now. */
export function readSeats(reader: Reader, branchId: string): Promise<Seat[]> {
  return reader.rows(
    statement<Seat>(
      `select window_id as "windowId", staff_id as "staffId", state, since, ticket_number as "ticketNumber"
       from queue.v_window_now where branch_id = $1 and staff_id is not null`,
      [branchId],
    ),
  );
}

export interface StaffDay {
  readonly staffId: string;
  readonly served: number;
  readonly averageServiceSeconds: number | null;
  readonly averageLevel: number | null;
}

/** What each member of staff has done at the branch on a day. */
export function readStaffDay(reader: Reader, branchId: string, date: string): Promise<StaffDay[]> {
  return reader.rows(
    statement<StaffDay>(
      `select s.staff_id as "staffId", s.served, s.seconds as "averageServiceSeconds", r.level as "averageLevel"
       from (select staff_id, count(*)::int as served, round(avg(service_seconds))::int as seconds from queue.v_completed_service
             where branch_id = $1 and business_date = $2 and staff_id is not null group by staff_id) s
       left join (select staff_id, round(avg(level), 1)::float8 as level from feedback.v_rating
             where branch_id = $1 and business_date = $2 and level is not null group by staff_id) r using (staff_id)`,
      [branchId, date],
    ),
  );
}

/** Which of these users are signed in on a PAD: they are in the hall. */
export async function readInHall(reader: Reader, userIds: readonly string[]): Promise<Set<string>> {
  const rows = await reader.rows(
    statement<{ userId: string }>(
      `select distinct user_id as "userId" from access.v_open_session where surface = 'pad' and user_id = any($1::uuid[])`,
      [userIds],
    ),
  );
  return new Set(rows.map(({ userId }) => userId));
}
