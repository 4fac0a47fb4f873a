import {
  hashSecret,
  newSecret,
  opensLink,
  readLink as readToken,
  writeLink,
} from '../../platform/crypto/link-token.ts';

/** What the token of a ticket's page says. */
export interface TicketLink {
  readonly branchId: string;
  readonly businessDate: string;
  readonly ticketId: string;
  readonly secret: Buffer;
}

/** The secret is drawn, unless the caller has one it can tell again. */
export function newLink(
  branchId: string,
  businessDate: string,
  ticketId: string,
  secret: Buffer = newSecret(),
): { token: string; hash: string } {
  return { token: writeLink({ branchId, businessDate, id: ticketId, secret }), hash: hashSecret(secret) };
}

/** Null when the token is not one of ours. */
export function readLink(token: string): TicketLink | null {
  const link = readToken(token);
  return link === null
    ? null
    : { branchId: link.branchId, businessDate: link.businessDate, ticketId: link.id, secret: link.secret };
}

export function linkMatches(link: TicketLink, hash: string): boolean {
  return opensLink({ ...link, id: link.ticketId }, hash);
}
