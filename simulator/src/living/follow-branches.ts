import { organizationEndpoints } from '@huiting/contracts/organization';
import type { BranchStage, BranchSummary } from '@huiting/contracts/organization';
import type { Caller } from '../client/api.ts';

/** Wall time between two looks: one request tells of every branch. */
const lookEveryMs = 5_000;
const atOnce = 4;

/** Notices that somebody edited a branch (record, windows, stage, calendar), by its two version numbers. */
export interface BranchWatch {
  /** Takes every branch as new; resolves when all have been told. */
  start(): Promise<void>;
  stop(): void;
}

export function followBranches(deps: {
  director: Caller;
  branchIds: readonly string[];
  onChanged: (branchId: string, stage: BranchStage) => Promise<void> | void;
  onFault: (error: unknown) => void;
}): BranchWatch {
  const wanted = new Set(deps.branchIds);
  const seen = new Map<string, string>();
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  async function look(): Promise<void> {
    const { branches } = await deps.director.call(organizationEndpoints.listBranches, { limit: 500 });
    const changed = branches.filter((one) => wanted.has(one.id) && seen.get(one.id) !== markOf(one));
    const queue = [...changed];
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let branch = queue.shift(); branch !== undefined; branch = queue.shift()) {
          await deps.onChanged(branch.id, branch.stage);
          seen.set(branch.id, markOf(branch));
        }
      }),
    );
  }

  function again(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      look().catch(deps.onFault).finally(again);
    }, lookEveryMs);
    timer.unref();
  }

  return {
    start: async () => {
      await look();
      again();
    },
    stop: () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}

const markOf = ({ version, calendarVersion, stage }: BranchSummary): string =>
  `${version} ${calendarVersion} ${stage}`;
