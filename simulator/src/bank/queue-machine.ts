import type { BankPlan, PlannedBranch } from './plan-types.ts';

/** 平望支行 took over a small outlet's queue machine of another maker: it prints and calls there, and tells us (QU-13). */
const machineBranchCode = '320509';

/** Loaded into a demo bank alone, for this one branch: as little a secret as those of the other senders. */
export const demoQueueMachine = {
  sender: 'demo-queue-machine',
  secret: 'huiting-demo-queue-machine-secret',
  purpose: 'queueMachine',
} as const;

/** What the machine calls its businesses, and which of ours they are. */
export const machineServices: Readonly<Record<string, string>> = {
  '01': 'personal',
  '02': 'cash',
  '03': 'transfer',
  '04': 'pension',
  '05': 'wealth',
  '06': 'corporate',
};

export const machineBranchOf = (plan: BankPlan): PlannedBranch =>
  plan.branches.find(({ code }) => code === machineBranchCode)!;
