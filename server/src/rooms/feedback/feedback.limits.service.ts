import type { Parameters } from '../../platform/parameters.ts';
import type { BranchInfo } from '../organization/index.ts';
import type { CaseLimits } from './feedback.cases.domain.ts';

/** The branch's limits of a bad rating's steps now, as the nearest unit above it has set them. */
export function limitsAt(parameters: Parameters, { path }: BranchInfo, now: number): CaseLimits {
  return {
    claimMinutes: parameters.number('feedback.claimMinutes', path, now),
    talkMinutes: parameters.number('feedback.talkMinutes', path, now),
    closeMinutes: parameters.number('feedback.closeMinutes', path, now),
    escalateMinutes: parameters.number('feedback.escalateMinutes', path, now),
    confirmMinutes: parameters.number('feedback.confirmMinutes', path, now),
  };
}
