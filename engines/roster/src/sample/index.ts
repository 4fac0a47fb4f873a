export { createBankBranch, type BankBranchOptions } from './bank-branch.ts';
export { createTidalCluster, type TidalClusterOptions } from './tidal-cluster.ts';
export { simulateCluster } from './simulate-waiting.ts';
