import type { QueueStrategy } from '@huiting/queueing/strategy';
import type { BusinessLine } from '@huiting/contracts/organization';
import type { ServiceType } from '@huiting/contracts/queue';
import type { Database } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { BranchDirectory } from '../organization/index.ts';
import type { Reader } from '../../platform/database/query.ts';
import { readDisplaySetting } from './queue.displays.store.ts';
import { readFeed } from './queue.machine.store.ts';
import type { Catalog, WindowMapping } from './queue.catalog.domain.ts';
import type { ServiceTerms } from './queue.setup.domain.ts';

export interface Catalogs {
  /** Refuses `organization.branch_not_found`. */
  of(branchId: string): Promise<Catalog>;
  forget(branchId: string): void;
  /** Puts strategies published since into a catalog in hand. */
  learnStrategies(catalog: Catalog): Promise<void>;
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
    learnStrategies: async (catalog) => {
      kept.delete(catalog.branch.id);
      const strategies = catalog.strategies as Map<number, QueueStrategy>;
      for (const { version, document } of await readStrategies(deps.db, catalog.branch.id))
        strategies.set(version, document);
    },
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
  first_number: number;
  last_number: number | null;
  offered: boolean;
  diversion: ServiceTerms['diversion'];
}

async function read(db: Database, branchId: string): Promise<Omit<Catalog, 'branch'>> {
  const [services, strategies, statistics, display, feed] = await Promise.all([
    readServices(db, branchId),
    readStrategies(db, branchId),
    db.rows(
      statement<{ service_code: string; median_service_seconds: number; relative_errors: number[] }>(
        'select service_code, median_service_seconds, relative_errors from queue.service_statistic where branch_id = $1',
        [branchId],
      ),
    ),
    readDisplaySetting(db, branchId),
    readFeed(db, branchId),
  ]);
  const { spoken, shown } = display;
  return {
    ...services,
    display: { spoken, shown },
    machineFed: feed?.connected ?? false,
    strategies: new Map(strategies.map(({ version, document }) => [version, document])),
    statistics: new Map(
      statistics.map((row) => [
        row.service_code,
        { medianServiceSeconds: row.median_service_seconds, relativeErrors: row.relative_errors },
      ]),
    ),
  };
}

function readStrategies(
  db: Database,
  branchId: string,
): Promise<{ version: number; document: QueueStrategy }[]> {
  return db.rows(
    statement<{ version: number; document: QueueStrategy }>(
      'select version, document from queue.strategy where branch_id = $1',
      [branchId],
    ),
  );
}

/** The part of the catalog that a setup changes. */
async function readServices(
  db: Reader,
  branchId: string,
): Promise<Pick<Catalog, 'services' | 'byId' | 'byCode' | 'terms' | 'mappings'>> {
  const rows = await db.rows(
    statement<ServiceRow>('select * from queue.service_type where branch_id = $1 order by sort, code', [
      branchId,
    ]),
  );
  const mappings = await db.rows(
    statement<WindowMapping & { windowId: string }>(
      `select window_id as "windowId", service_codes as "serviceCodes", profile_code as "profileCode"
       from queue.window_mapping where branch_id = $1`,
      [branchId],
    ),
  );
  const services = rows.map(toServiceType);
  return {
    services,
    byId: new Map(services.map((type) => [type.id, type])),
    byCode: new Map(services.map((type) => [type.code, type])),
    terms: new Map(
      rows.map(({ code, first_number, last_number, offered, diversion }) => [
        code,
        { firstNumber: first_number, lastNumber: last_number, offered, diversion },
      ]),
    ),
    mappings: new Map(
      mappings.map(({ windowId, serviceCodes, profileCode }) => [windowId, { serviceCodes, profileCode }]),
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
