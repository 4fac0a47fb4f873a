import type { BranchStage } from './model.ts';

/** What a stage leaves open to customers. Signing in at a window goes with tickets; who waits already is served in any stage. */
export interface StageFunctions {
  /** Tickets are issued and windows opened. */
  readonly ticketing: boolean;
  /** Time slots are offered, also for remote tickets. */
  readonly booking: boolean;
  /** Shown to customers who look for a branch. */
  readonly listed: boolean;
}

const nothing: StageFunctions = { ticketing: false, booking: false, listed: false };

/** BR-03: the stage decides which functions run. An opening branch tries itself out with whoever walks in. */
export const stageFunctions: Readonly<Record<BranchStage, StageFunctions>> = {
  planning: nothing,
  opening: { ticketing: true, booking: false, listed: false },
  operating: { ticketing: true, booking: true, listed: true },
  renovating: nothing,
  suspended: nothing,
  closed: nothing,
};

/** 筹建 → 开业 → 营业 → 改造 or 停业 → 撤销: where each stage may lead. A closed branch stays closed. */
export const nextStages: Readonly<Record<BranchStage, readonly BranchStage[]>> = {
  planning: ['opening', 'closed'],
  opening: ['operating', 'suspended', 'closed'],
  operating: ['renovating', 'suspended', 'closed'],
  renovating: ['operating', 'suspended', 'closed'],
  suspended: ['operating', 'renovating', 'closed'],
  closed: [],
};
