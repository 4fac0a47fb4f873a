import type { PrivacyRequest } from '@huiting/contracts/privacy';
import type { Corrections } from '../customer/index.ts';
import type { RequestRecord } from './privacy.domain.ts';

/** What was asked for and how it stands: neither the customer's words nor what is handed over; a correction masked. */
export function presentRequest(
  request: RequestRecord,
  place: { readonly branchName: string; readonly today: string },
  mask: Corrections['mask'],
): PrivacyRequest {
  const { customerId: _customer, words: _words, handledBy: _by, filedBy: _filer, ...rest } = request;
  const { handledByName, correction, parts, ...shown } = rest;
  const isOpen = request.state === 'filed' || request.state === 'working';
  return {
    ...shown,
    branchName: place.branchName,
    handledBy: handledByName,
    late: isOpen && request.dueOn < place.today,
    correction: correction === null ? null : { field: correction.field, masked: mask(correction) },
    parts: parts.map(({ room, answeredAt, rows }) => ({ room, answeredAt, rows })),
  };
}
