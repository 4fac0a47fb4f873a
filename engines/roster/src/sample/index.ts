export { createBankBranch, type BankBranchOptions } from './bank-branch.ts';
