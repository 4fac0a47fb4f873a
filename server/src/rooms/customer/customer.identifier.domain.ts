import type { IdentifierKind } from '@huiting/contracts/customer';

/** What a customer can be found by. `faceId` is the opaque id a face service gives, `plate` that of a car. */
export type LookupKind = IdentifierKind | 'faceId' | 'plate';

/** One spelling per number: what is indexed and compared. Null when it cannot be a number of that kind. */
export function normaliseIdentifier(kind: LookupKind, text: string): string | null {
  const plain = text.normalize('NFKC').trim();
  switch (kind) {
    case 'idNumber':
      return normaliseIdNumber(plain);
    case 'phone':
      return normalisePhone(plain);
    case 'card':
      return normaliseCard(plain);
    case 'faceId':
      return plain === '' ? null : plain;
    case 'plate':
      return normalisePlate(plain);
  }
}

/** Mainland mobile number: 11 digits from 1, with or without the country code. */
export function normalisePhone(text: string): string | null {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s()-]/g, '')
    .replace(/^(?:\+?86|0086)(?=1\d{10}$)/, '');
  return /^1\d{10}$/.test(digits) ? digits : null;
}

/** Province, office, five signs (six for electric cars) or four and a word for what it is (GA 36-2018); dots and spaces are decoration. */
function normalisePlate(text: string): string | null {
  const plate = text.replace(/[\s·•.-]/g, '').toUpperCase();
  return /^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z](?:[A-Z\d]{5,6}|[A-Z\d]{4}[学警港澳挂])$/.test(
    plate,
  )
    ? plate
    : null;
}

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Check character of the first 17 digits of a resident's identity number (GB 11643-1999, ISO 7064 mod 11-2). */
export function idCheckCharacter(first17: string): string {
  const sum = idWeights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return '10X98765432'[sum % 11]!;
}

function normaliseIdNumber(text: string): string | null {
  const id = text.replace(/\s/g, '').toUpperCase();
  if (!/^[1-9]\d{16}[\dX]$/.test(id) || idCheckCharacter(id) !== id[17]) return null;
  return birthDateOf(id) === null ? null : id;
}

/** Birth date in an identity number, `1957-03-08`; null when there is no such day. */
export function birthDateOf(idNumber: string): string | null {
  const [year, month, day] = [idNumber.slice(6, 10), idNumber.slice(10, 12), idNumber.slice(12, 14)];
  const date = `${year}-${month}-${day}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  if (Number(year) < 1880 || Number.isNaN(parsed.getTime())) return null;
  return parsed.toISOString().startsWith(date) ? date : null;
}

function normaliseCard(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '');
  return /^\d{13,19}$/.test(digits) && luhnDigit(digits.slice(0, -1)) === digits.at(-1) ? digits : null;
}

/** Last digit of a card number (ISO/IEC 7812-1, Luhn) for the digits before it. */
export function luhnDigit(digits: string): string {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}
