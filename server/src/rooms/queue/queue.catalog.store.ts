import type { QueueStrategy } from '@huiting/queueing/strategy';
import type { BusinessLine } from '@huiting/contracts/organization';
import type { ServiceType } from '@huiting/contracts/queue';
import type { Database } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { BranchDirectory } from '../organization/index.ts';
import type { Catalog } from './queue.catalog.domain.ts';

export interface Catalogs {
  /** Refuses `organization.branch_not_found`. */
  of(branchId: string): Promise<Catalog>;
  forget(branchId: string): void;
}

export function createCatalogs(deps: { db: Database; directory: BranchDirectory }): Catalogs {
  const kept = new Map<string, Promise<Omit<Catalog, 'branch'>>>();
  return {
    of: async (branchId) => {
      const branch = await deps.directory.get(branchId);
      let reading = kept.get(branchId);
      if (reading === undefined) {
        reading = read(deps.db, branchId);
        kept.set(branchId, reading);
        reading.catch(() => kept.delete(branchId));
      }
      return { ...(await reading), branch };
    },
    forget: (branchId) => void kept.delete(branchId),
  };
}

interface ServiceRow {
  id: string;
  code: string;
  name_zh: string;
  name_en: string;
  description_zh: string;
  description_en: string;
  prefix: string;
  icon: string;
  sort: number;
  wait_limit_minutes: number;
  standard_minutes: number;
  daily_limit: number | null;
  opens: string | null;
  closes: string | null;
  elder_friendly: boolean;
  line: BusinessLine;
}

async function read(db: Database, branchId: string): Promise<Omit<Catalog, 'branch'>> {
  const [services, strategies, statistics] = await Promise.all([
    db.rows(
      statement<ServiceRow>('select * from queue.service_type where branch_id = $1 order by sort', [
        branchId,
      ]),
    ),
    db.rows(
      statement<{ version: number; document: QueueStrategy }>(
        'select version, document from queue.strategy where branch_id = $1',
        [branchId],
      ),
    ),
    db.rows(
      statement<{ service_code: string; median_service_seconds: number; relative_errors: number[] }>(
        'select service_code, median_service_seconds, relative_errors from queue.service_statistic where branch_id = $1',
        [branchId],
      ),
    ),
  ]);
  const types = services.map(toServiceType);
  return {
    services: types,
    byId: new Map(types.map((type) => [type.id, type])),
    byCode: new Map(types.map((type) => [type.code, type])),
    strategies: new Map(strategies.map(({ version, document }) => [version, document])),
    statistics: new Map(
      statistics.map((row) => [
        row.service_code,
        { medianServiceSeconds: row.median_service_seconds, relativeErrors: row.relative_errors },
      ]),
    ),
  };
}

function toServiceType(row: ServiceRow): ServiceType {
  return {
    id: row.id,
    code: row.code,
    name: { zh: row.name_zh, en: row.name_en },
    description: { zh: row.description_zh, en: row.description_en },
    prefix: row.prefix,
    icon: row.icon,
    sort: row.sort,
    waitLimitMinutes: row.wait_limit_minutes,
    standardMinutes: row.standard_minutes,
    dailyLimit: row.daily_limit,
    hours: row.opens === null || row.closes === null ? null : { open: row.opens, close: row.closes },
    elderFriendly: row.elder_friendly,
    line: row.line,
  };
}
