import type { Ctx, Permission } from '../../platform/context.ts';
import { AppError, refuse } from '../../platform/errors.ts';
import { authorize } from '../../platform/permits.ts';
import type { Platform } from '../../platform/room.ts';
import type { CustomerService } from '../customer/index.ts';
import type { BranchDirectory } from '../organization/index.ts';
import type { Catalog } from './queue.catalog.domain.ts';
import type { Catalogs } from './queue.catalog.store.ts';
import { createDraft } from './queue.draft.service.ts';
import type { Draft } from './queue.draft.service.ts';
import { isNear, loadStatements, readLoaded } from './queue.load.store.ts';
import type { Loaded, Wanted } from './queue.load.store.ts';

/** What the queue's use cases are built from. */
export interface QueueDeps {
  readonly platform: Platform;
  readonly directory: BranchDirectory;
  readonly customers: CustomerService;
  readonly catalogs: Catalogs;
}

export interface Bench {
  readonly loaded: Loaded;
  readonly draft: Draft;
  readonly now: number;
  /** The open business day, or the calendar day of the clock. */
  readonly date: string;
}

/** Reads the catalog and checks the right at the branch: the beginning of every command. */
export async function enter(
  deps: QueueDeps,
  ctx: Ctx,
  branchId: string,
  permission: Permission | null,
): Promise<Catalog> {
  const catalog = await deps.catalogs.of(branchId);
  if (permission !== null) authorize(ctx, permission, catalog.branch.path);
  return catalog;
}

/** Load under the branch's lock, decide, write: two round trips. `decide` is pure but for what it writes into the draft. */
export async function runCommand<R>(
  deps: QueueDeps,
  ctx: Ctx,
  catalog: Catalog,
  wanted: Omit<Wanted, 'branchId' | 'date' | 'near'>,
  decide: (bench: Bench) => R,
): Promise<R> {
  // The machine's tickets are the machine's to move; the day ends for them as for all.
  if (catalog.machineFed && ctx.actor.kind !== 'system') refuse('queue.machine_fed');
  const attempt = (near: string | null): Promise<R> =>
    tryCommand(deps, ctx, catalog, wanted, near, decide).catch(async (error: unknown) => {
      if (error instanceof DayElsewhere) return attempt(error.day);
      if (!(error instanceof StrategyUnknown)) throw error;
      // Published a moment ago by another process, whose word has not come yet.
      await deps.catalogs.learnStrategies(catalog);
      return tryCommand(deps, ctx, catalog, wanted, near, decide);
    });
  return attempt(null);
}

/** The branch calls by a version this process has not read. */
class StrategyUnknown extends AppError {}

/** The open day is another than the clock's or the one before: nobody was there to end it. Tickets were looked for in vain. */
class DayElsewhere extends AppError {
  readonly day: string;
  constructor(day: string) {
    super('platform.conflict');
    this.day = day;
  }
}

function tryCommand<R>(
  deps: QueueDeps,
  ctx: Ctx,
  catalog: Catalog,
  wanted: Omit<Wanted, 'branchId' | 'date' | 'near'>,
  near: string | null,
  decide: (bench: Bench) => R,
): Promise<R> {
  const { branch, strategies } = catalog;
  const date = deps.directory.dayAt(branch, ctx.now()).date;
  return deps.platform.db.decide(ctx, branch.id, {
    load: loadStatements({ ...wanted, branchId: branch.id, date, near: near ?? date }),
    decide: (rows) => {
      const loaded = readLoaded(rows) ?? refuse('organization.branch_not_found');
      const open = loaded.queue.dayOpen ? loaded.queue.businessDate! : date;
      if (!isNear(open, near ?? date)) throw new DayElsewhere(open);
      if (strategies.size > 0 && !strategies.has(loaded.queue.strategyVersion))
        throw new StrategyUnknown('platform.conflict');
      const asked = ctx.now();
      // A day replayed out of order would make durations negative.
      if (deps.platform.config.driven && asked < loaded.queue.lastAt) {
        refuse('platform.bad_business_time', { last: loaded.queue.lastAt });
      }
      // Two requests may reach the lock in another order than they read the clock.
      const now = Math.max(asked, loaded.queue.lastAt);
      const draft = createDraft(loaded.queue, now);
      return draft.done(decide({ loaded, draft, now, date: open }));
    },
  });
}
