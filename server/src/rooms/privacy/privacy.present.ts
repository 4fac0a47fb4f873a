import type { PrivacyRequest } from '@huiting/contracts/privacy';
import type { RequestRecord } from './privacy.domain.ts';

/** What was asked for and how it stands: neither the customer's words nor what is handed over. */
export function presentRequest(request: RequestRecord, branchName: string, today: string): PrivacyRequest {
  const { customerId: _customer, words: _words, handledBy: _by, handledByName, parts, ...shown } = request;
  const isOpen = request.state === 'filed' || request.state === 'working';
  return {
    ...shown,
    branchName,
    handledBy: handledByName,
    late: isOpen && request.dueOn < today,
    parts: parts.map(({ room, answeredAt, rows }) => ({ room, answeredAt, rows })),
  };
}
