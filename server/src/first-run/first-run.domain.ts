import { createHash, randomInt } from 'node:crypto';
import type { FirstAdministrator, NewBank } from '@huiting/contracts/first-run';
import type { Role } from '../rooms/access/index.ts';

/** Without 0/O, 1/I/L: it is read off a terminal and typed into a page. 12 of 31 signs are 59 bits. */
const signs = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

export function newSetupCode(): string {
  const drawn = Array.from({ length: 12 }, () => signs[randomInt(signs.length)]).join('');
  return drawn.match(/.{4}/g)!.join('-');
}

/** However it is typed: small letters, spaces, without dashes. */
export function hashSetupCode(typed: string): string {
  return createHash('sha256')
    .update(`setup:${typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')}`)
    .digest('base64url');
}

export const peopleOf = ({
  administrators: { system, security, audit },
  operations,
}: NewBank): { readonly role: Role; readonly who: FirstAdministrator }[] => [
  { role: 'systemAdmin', who: system },
  { role: 'securityAdmin', who: security },
  { role: 'auditAdmin', who: audit },
  { role: 'headOfficeOperations', who: operations },
];

/** Each somebody else: whoever were two of them could give rights and hide it. */
export function areDifferentPeople(bank: NewBank): boolean {
  const people = peopleOf(bank).map(({ who }) => who);
  const differ = (of: (one: FirstAdministrator) => string) => new Set(people.map(of)).size === people.length;
  return differ(({ username }) => username) && differ(({ staffNumber }) => staffNumber.toUpperCase());
}
