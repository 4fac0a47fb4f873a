import type { BadRatingCase as CaseDto, RatingRequest as RequestDto } from '@huiting/contracts/feedback';
import type { ServiceType } from '@huiting/contracts/queue';
import { presenceAt } from './feedback.domain.ts';
import type { BadRatingCase, RatingRequest } from './feedback.domain.ts';

/** What the ids of a branch are called. */
export interface BranchNames {
  readonly windows: ReadonlyMap<string, string>;
  readonly services: ReadonlyMap<string, ServiceType['name']>;
}

const unknownService = { zh: '其他业务', en: 'Other service' };

export function presentRequest(request: RatingRequest, names: BranchNames): RequestDto {
  return {
    id: request.id,
    branchId: request.branchId,
    ticketId: request.ticketId,
    ticketNumber: request.ticketNumber,
    windowId: request.windowId,
    windowLabel: names.windows.get(request.windowId) ?? '',
    staffId: request.staff.id,
    staffName: request.staff.name,
    staffNumber: request.staff.number,
    serviceNames: request.serviceTypeIds.map((id) => names.services.get(id) ?? unknownService),
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

export function presentCase(badCase: BadRatingCase, names: BranchNames, now: number): CaseDto {
  return {
    id: badCase.request.id,
    branchId: badCase.request.branchId,
    request: presentRequest(badCase.request, names),
    customer: badCase.request.customer,
    state: badCase.state,
    openedAt: badCase.openedAt,
    claimDueAt: badCase.claimDueAt,
    closeDueAt: badCase.closeDueAt,
    overdue: badCase.overdue,
    stillInBranch: presenceAt(badCase, now),
    claimedBy: badCase.claimedBy,
    talk: badCase.talk,
    cause: badCase.cause,
    remedy: badCase.remedy,
    closedAt: badCase.closedAt,
  };
}
