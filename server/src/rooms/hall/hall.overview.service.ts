import type { BranchPulse, Overview } from '@huiting/contracts/hall';
import type { Ctx } from '../../platform/context.ts';
import { refuse } from '../../platform/errors.ts';
import { createLanes } from '../../platform/lanes.ts';
import { authorize, authorizeSomewhere } from '../../platform/permits.ts';
import type { Platform } from '../../platform/room.ts';
import type { HallNow } from './hall.domain.ts';
import { lookOver, overviewOf } from './hall.overview.domain.ts';
import type { PulseFilter } from './hall.overview.domain.ts';
import { presentPulse } from './hall.present.ts';
import { hallReader } from './hall.reports.ts';
import type { HallUses } from './hall.service.ts';

/** Nobody looks at many halls more sharply than this; all who look share one reading. Wall clock. */
const sharedMs = 1_000;
/** Halls read with one statement. */
const batch = 500;
/** Each reading takes this share of the halls again though nothing was told of them: rules are set without an event. */
const sweepShare = 1 / 60;

interface Known {
  readonly hall: HallNow | null;
  readonly alerts: { readonly open: number; readonly urgent: number };
}
const noAlerts = { open: 0, urgent: 0 };

/**
 * The halls of a nation, in memory while somebody looks: read whole once, then only where something happened. About 1 KB a
 * branch; a look costs about a microsecond a branch, and reading what happened in between (README: cost).
 */
export function createOverviewService(
  { db, clock, parameters }: Platform,
  { directory, workflow, wall }: HallUses,
) {
  const known = new Map<string, Known>();
  const readHalls = hallReader({ clock, parameters }, directory);
  const stale = new Set<string>();
  const lanes = createLanes();
  // Time that is moved by hand stands still meanwhile: every look is a new one.
  const freshMs = clock.reading().mode === 'driven' ? 0 : sharedMs;
  let last: { readonly wall: number; readonly now: number; readonly pulses: BranchPulse[] } | null = null;
  let swept = 0;

  async function read(ids: readonly string[]): Promise<void> {
    for (let from = 0; from < ids.length; from += batch) {
      const some = ids.slice(from, from + batch);
      // What is told from here on is read again.
      for (const id of some) stale.delete(id);
      const [halls, alerts] = await Promise.all([readHalls(db, some), workflow.listOpenCounts(some)]);
      for (const id of some)
        known.set(id, { hall: halls.get(id) ?? null, alerts: alerts.get(id) ?? noAlerts });
    }
  }

  async function look(): Promise<BranchPulse[]> {
    const branches = await directory.underPath('/');
    const missing = branches.filter(({ id }) => !known.has(id)).map(({ id }) => id);
    const share = Math.ceil(branches.length * sweepShare);
    const due = branches.slice(swept, swept + share).map(({ id }) => id);
    swept = swept + share >= branches.length ? 0 : swept + share;
    await read([...new Set([...missing, ...stale, ...due])]);
    const now = clock.now();
    const pulses = branches.map((branch) =>
      presentPulse({
        branch,
        today: directory.dayAt(branch, now),
        hall: known.get(branch.id)?.hall ?? null,
        alerts: known.get(branch.id)?.alerts ?? noAlerts,
        now,
      }),
    );
    last = { wall: wall(), now, pulses };
    return pulses;
  }

  /** Every branch, in the order of the tree. Whoever asks while another reads waits for that reading. */
  const all = (): Promise<BranchPulse[]> =>
    lanes.run('look', async () =>
      last !== null && wall() - last.wall < freshMs && last.now <= clock.now() ? last.pulses : look(),
    );

  /** Null when there is no such unit. */
  async function overviewUnder(orgUnitId: string): Promise<Overview | null> {
    const unit = await directory.unitById(orgUnitId);
    if (unit === null) return null;
    const pulses = (await all()).filter(({ path }) => path.startsWith(unit.path));
    return overviewOf(pulses, last?.now ?? clock.now());
  }

  return {
    overviewUnder,

    /** A branch's event: its hall is read again at the next look. */
    hear: (branchId: string): void => {
      if (known.has(branchId)) stale.add(branchId);
    },

    getOverview: async (ctx: Ctx, { orgUnitId }: { orgUnitId: string }): Promise<Overview> => {
      authorizeSomewhere(ctx, 'hall.overview');
      const unit = (await directory.unitById(orgUnitId)) ?? refuse('platform.not_found');
      authorize(ctx, 'hall.overview', unit.path);
      return (await overviewUnder(orgUnitId)) ?? refuse('platform.not_found');
    },

    /** A page of the halls in the caller's scope, or of the part of it under one org unit. */
    listPulses: async (ctx: Ctx, input: PulseFilter & { readonly orgUnitId?: string | undefined }) => {
      const paths = authorizeSomewhere(ctx, 'hall.overview');
      const unit =
        input.orgUnitId === undefined
          ? null
          : ((await directory.unitById(input.orgUnitId)) ?? refuse('platform.not_found'));
      const under = unit?.path ?? '/';
      const pulses = (await all()).filter(
        ({ path }) => path.startsWith(under) && paths.some((scope) => path.startsWith(scope)),
      );
      return lookOver(pulses, input);
    },
  };
}

export type OverviewService = ReturnType<typeof createOverviewService>;
