import type { DisplaySetting, Notice, NoticeDraft, ShownNotice } from '@huiting/contracts/queue';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import { usualDisplay } from './queue.displays.domain.ts';

const text = `jsonb_build_object('zh', n.text_zh, 'en', n.text_en) as text`;
const columns = `n.id, n.kind, ${text}, n.rates, n.org_unit_id as "orgUnitId", u.name as "orgUnitName", n.valid_from as "validFrom",
  n.valid_until as "validUntil", n.sort, n.version, n.changed_by as "changedBy", n.changed_at as "changedAt"`;

/** What a branch shows on a day: its own notices and those of every unit above it; head office first. */
export async function readShown(reader: Reader, path: string, date: string): Promise<ShownNotice[]> {
  return reader.rows(
    statement<ShownNotice>(
      `select n.id, n.kind, ${text}, n.rates
       from queue.notice n join organization.v_org_unit u on u.id = n.org_unit_id
       where starts_with($1, u.path) and n.valid_from <= $2 and (n.valid_until is null or n.valid_until >= $2)
       order by n.sort, length(u.path), n.id`,
      [path, date],
    ),
  );
}

export async function listNotices(
  reader: Reader,
  paths: readonly string[],
  orgUnitId: string | null,
): Promise<Notice[]> {
  return reader.rows(
    statement<Notice>(
      `select ${columns} from queue.notice n join organization.v_org_unit u on u.id = n.org_unit_id
       where u.path ^@ any ($1::text[]) and ($2::uuid is null or n.org_unit_id = $2)
       order by u.path, n.sort, n.valid_from desc, n.id`,
      [paths, orgUnitId],
    ),
  );
}

/** With the scope path of its unit; locked when a transaction asks. */
export async function readNotice(
  reader: Reader,
  id: string,
  lock = false,
): Promise<(Notice & { path: string }) | null> {
  return reader.row(
    statement<Notice & { path: string }>(
      `select ${columns}, u.path from queue.notice n join organization.v_org_unit u on u.id = n.org_unit_id
       where n.id = $1 ${lock ? 'for update of n' : ''}`,
      [id],
    ),
  );
}

export async function writeNotice(
  reader: Reader,
  notice: NoticeDraft & {
    readonly id: string;
    readonly version: number;
    readonly changedBy: string;
    readonly changedAt: number;
  },
): Promise<void> {
  await reader.rows(
    statement(
      `insert into queue.notice (id, org_unit_id, kind, text_zh, text_en, rates, valid_from, valid_until, sort, version, changed_by, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
       on conflict (id) do update set org_unit_id = excluded.org_unit_id, kind = excluded.kind, text_zh = excluded.text_zh,
         text_en = excluded.text_en, rates = excluded.rates, valid_from = excluded.valid_from, valid_until = excluded.valid_until,
         sort = excluded.sort, version = excluded.version, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
      [
        notice.id,
        notice.orgUnitId,
        notice.kind,
        notice.text.zh,
        notice.text.en,
        JSON.stringify(notice.kind === 'rates' ? notice.rates : []),
        notice.validFrom,
        notice.validUntil,
        notice.sort,
        notice.version,
        notice.changedBy,
        new Date(notice.changedAt),
      ],
    ),
  );
}

export async function deleteNotice(reader: Reader, id: string): Promise<void> {
  await reader.rows(statement('delete from queue.notice where id = $1', [id]));
}

export async function readDisplaySetting(
  reader: Reader,
  branchId: string,
): Promise<DisplaySetting & { version: number }> {
  const row = await reader.row(
    statement<DisplaySetting & { version: number }>(
      'select spoken, shown, version from queue.display_setting where branch_id = $1',
      [branchId],
    ),
  );
  return row ?? { ...usualDisplay, version: 0 };
}

/** False when somebody else has saved a newer version meanwhile. */
export async function writeDisplaySetting(
  reader: Reader,
  branchId: string,
  setting: DisplaySetting & { readonly version: number },
): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `insert into queue.display_setting (branch_id, spoken, shown, version) values ($1, $2, $3, $4 + 1)
       on conflict (branch_id) do update set spoken = excluded.spoken, shown = excluded.shown, version = excluded.version
         where display_setting.version = $4
       returning 1`,
      [branchId, setting.spoken, setting.shown, setting.version],
    ),
  );
  return rows.length > 0;
}
