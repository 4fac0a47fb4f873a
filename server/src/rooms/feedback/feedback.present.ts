import type { BadRatingCase as CaseDto, RatingRequest as RequestDto } from '@huiting/contracts/feedback';
import type { BranchInfo } from '../organization/index.ts';
import { nextEscalation, presenceAt } from './feedback.cases.domain.ts';
import type { BadRatingCase } from './feedback.cases.domain.ts';
import type { RatingRequest } from './feedback.domain.ts';

export function presentRequest(request: RatingRequest, branch: BranchInfo): RequestDto {
  return {
    id: request.id,
    branchId: request.branchId,
    ticketId: request.ticketId,
    ticketNumber: request.ticketNumber,
    windowId: request.windowId,
    windowLabel: branch.windows.find(({ id }) => id === request.windowId)?.label ?? '',
    staffId: request.staff.id,
    staffName: request.staff.name,
    staffNumber: request.staff.number,
    serviceNames: [...request.serviceNames],
    waitSeconds: request.waitSeconds,
    serviceSeconds: request.serviceSeconds,
    elder: request.elder,
    askedAt: request.askedAt,
    expiresAt: request.expiresAt,
    state: request.state,
    level: request.level,
    reasons: [...request.reasons],
    comment: request.comment,
    ratedAt: request.ratedAt,
    channel: request.channel,
  };
}

export function presentCase(badCase: BadRatingCase, branch: BranchInfo, now: number): CaseDto {
  return {
    id: badCase.request.id,
    branchId: badCase.request.branchId,
    request: presentRequest(badCase.request, branch),
    customer: badCase.request.customer,
    origin: badCase.origin,
    state: badCase.state,
    openedAt: badCase.openedAt,
    claimDueAt: badCase.claimDueAt,
    talkDueAt: badCase.talkDueAt,
    closeDueAt: badCase.closeDueAt,
    escalatesAt: nextEscalation(badCase)?.at ?? null,
    overdue: badCase.overdue,
    stillInBranch: presenceAt(badCase, now),
    claimedBy: badCase.claimedBy,
    talk: badCase.talk,
    cause: badCase.cause,
    remedy: badCase.remedy,
    tier: badCase.tier,
    chain: [...badCase.chain],
    confirmation: badCase.confirmation,
    closedAt: badCase.closedAt,
  };
}
