import type { Random } from './random.ts';

/**
 * Numbers that are right in form and can belong to nobody:
 * - ID number: 18 digits with the ISO 7064 MOD 11-2 check digit of GB 11643, but under region 9900xx. GB/T 2260 assigns
 *   no division that begins with 99, and in the foreigners' residence numbers (9 + province + country) "90" is no province.
 * - mobile phone: 154xxxxxxxx. 154 is the one group of the 15x range that was never given to an operator.
 * - card: 19 digits with the Luhn digit, beginning 9000. In ISO/IEC 7812 a leading 9 is followed by an ISO 3166 country
 *   number, and 000 is no country.
 * - plate: an I or O after the office, letters no number plate carries because they look like figures.
 * - landline: area code + a number beginning with 1, where no local number begins.
 */
export const unassigned = { idRegion: '9900', mobilePrefix: '154', cardPrefix: '9000' } as const;

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

function idCheckDigit(first17: string): string {
  const sum = idWeights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return '10X98765432'[sum % 11]!;
}

export function isIdNumber(text: string): boolean {
  return /^\d{17}[\dX]$/.test(text) && idCheckDigit(text.slice(0, 17)) === text[17];
}

/** `serial` makes it unique among people of one birth date; its last digit is odd for men, even for women. */
export function idNumber(person: { birthDate: string; gender: 'female' | 'male'; serial: number }): string {
  const order = (person.serial % 500) * 2 + (person.gender === 'male' ? 1 : 0);
  const region = unassigned.idRegion + String(Math.floor(person.serial / 500) % 100).padStart(2, '0');
  const first17 = region + person.birthDate.replaceAll('-', '') + String(order).padStart(3, '0');
  return first17 + idCheckDigit(first17);
}

/** `serial` below 100 million, unique: a prime modulus spreads neighbours without meeting twice. */
export function mobilePhone(serial: number): string {
  const spread = (serial * 61_803_399 + 20_711) % 99_999_989;
  return unassigned.mobilePrefix + String(spread).padStart(8, '0');
}

function luhnDigit(digits: string): string {
  let sum = 0;
  for (let i = digits.length - 1, double = true; i >= 0; i--, double = !double) {
    const digit = Number(digits[i]);
    sum += double ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return String((10 - (sum % 10)) % 10);
}

export function isCardNumber(text: string): boolean {
  return /^\d{16,19}$/.test(text) && luhnDigit(text.slice(0, -1)) === text.at(-1);
}

export function cardNumber(serial: number): string {
  const account = String((serial * 200_560_490_131 + 40_692) % 99_999_999_999_973).padStart(14, '0');
  const digits = unassigned.cardPrefix + account;
  return digits + luhnDigit(digits);
}

export function landline(areaCode: string, random: Random): string {
  return `${areaCode}-1${random.int(100, 999)}${random.int(1000, 9999)}`;
}

/** `serial` below 20,000, unique. */
export function carPlate(serial: number): string {
  return `苏A${serial < 10_000 ? 'I' : 'O'}${String(serial % 10_000).padStart(4, '0')}`;
}
