import type { Certificate, Grade, StaffMember } from '@huiting/contracts/staff';
import { expiringDays, Post } from '@huiting/contracts/staff';
import { addDays } from '../../platform/clock/zone-time.ts';

export type StaffPost = Post;

/** Posts a branch has people for; reserves stand in wherever they are sent, and offices are no branches. */
export const establishedPosts: readonly StaffPost[] = Post.exclude(['reserve', 'headOffice']).options;

/** A person of the bank, with the login they act by; null = none. */
export type StaffInfo = StaffMember & { readonly userId: string | null };

/** The register's entry of a person as it is kept. */
export interface StaffFile extends StaffInfo {
  readonly version: number;
  readonly path: string;
  readonly orgUnitName: string;
  readonly grade: Grade | null;
  readonly education: 'secondary' | 'college' | 'bachelor' | 'master' | 'doctor' | null;
  readonly enteredOn: string | null;
  readonly leftOn: string | null;
  readonly maskedPhone: string | null;
  readonly maskedEmail: string | null;
  /** The first day one of the certificates ends. */
  readonly nextExpiry: string | null;
  readonly certificateCount: number;
}

export interface CertificateRecord {
  readonly id: string;
  readonly kind: Certificate['kind'];
  readonly number: string;
  readonly issuedOn: string | null;
  readonly expiresOn: string | null;
}

/** Contacts as they rest: sealed, and beside it what is shown, so that no list has to open anything. */
export interface SealedContacts {
  readonly phoneSealed: string | null;
  readonly phoneMasked: string | null;
  readonly emailSealed: string | null;
  readonly emailMasked: string | null;
}

/** Where a person's matters are kept: their branch, or their unit when they work at an office. */
export const homeOf = ({ homeBranchId, orgUnitId }: Pick<StaffInfo, 'homeBranchId' | 'orgUnitId'>): string =>
  homeBranchId ?? orgUnitId;

export function certificateState(expiresOn: string | null, today: string): Certificate['state'] {
  if (expiresOn === null) return 'valid';
  if (expiresOn < today) return 'expired';
  return expiresOn <= addDays(today, expiringDays) ? 'expiring' : 'valid';
}

/** Days before the end at which the holder and the manager are reminded; -1 = it has ended. */
const reminders = [90, 30, 7, -1] as const;

export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The reminder that is due and was not sent; a record entered late gets only the nearest one. Null = none. */
export function reminderDue(expiresOn: string, today: string, sent: number | null): number | null {
  const left = daysBetween(today, expiresOn);
  const due = reminders.filter((days) => (days === -1 ? left < 0 : left <= days)).at(-1);
  return due === undefined || (sent !== null && sent <= due) ? null : due;
}

const maskMiddle = (text: string, head: number, tail: number): string =>
  text.length <= head + tail ? '*'.repeat(text.length) : `${text.slice(0, head)}****${text.slice(-tail)}`;

export const maskPhone = (phone: string): string => maskMiddle(phone, 3, 4);
export function maskEmail(email: string): string {
  const [name = '', domain = ''] = email.split('@');
  return `${name.slice(0, 1)}***@${domain}`;
}

export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** Fields whose words differ. */
export function changedFields(
  before: Readonly<Record<string, string | null>>,
  after: Readonly<Record<string, string | null>>,
): FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => (before[field] ?? null) !== (after[field] ?? null))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }));
}
