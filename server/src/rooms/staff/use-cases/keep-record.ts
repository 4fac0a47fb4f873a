import { staffEvents } from '@huiting/contracts/staff';
import type { Certificate } from '@huiting/contracts/staff';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { changedFields, homeOf, maskEmail, maskPhone } from '../staff.domain.ts';
import type { CertificateRecord, SealedContacts, StaffFile } from '../staff.domain.ts';
import * as store from '../staff.record.store.ts';
import { readFile } from '../staff.store.ts';
import { lockVersion, reach, recordChange } from './staff-deps.ts';
import type { StaffDeps } from './staff-deps.ts';
import { armDaily } from './watch-dates.ts';

interface Contacts {
  readonly phone: string | null;
  readonly email: string | null;
}
type Versioned = { readonly staffId: string; readonly version: number; readonly reason: string };
export type CertificateDraft = Omit<CertificateRecord, 'id'>;

/** OS-02: what the register says of a person. Each edit is of a version, and leaves who, when, before and after. */
export function createRecords(deps: StaffDeps) {
  const { db, audit } = deps.platform;
  return {
    async saveStaff(
      ctx: Ctx,
      input: Versioned & {
        readonly record: Pick<StaffFile, 'name' | 'education' | 'enteredOn'> & {
          readonly contacts?: Contacts | undefined;
        };
      },
    ): Promise<{ version: number }> {
      const known = await reach(deps, ctx, 'staff.edit', input.staffId);
      return db.transact(ctx, homeOf(known), async (tx) => {
        const file = await lockVersion(tx, known.id, input.version);
        const { contacts, ...record } = input.record;
        const sealed = contacts === undefined ? null : sealContacts(deps, contacts);
        const changes = changedFields(wordsOf(file), {
          ...wordsOf({ ...file, ...record }),
          ...(sealed === null ? {} : { phone: sealed.phoneMasked, email: sealed.emailMasked }),
        });
        await store.updateRecord(tx, file.id, record, sealed);
        const version = await recordChange(deps, ctx, tx, file, {
          what: 'record',
          reason: input.reason,
          changes,
        });
        if (file.name !== record.name)
          tx.emit(staffEvents.changed, changedFact((await readFile(tx, file.id))!));
        return { version };
      });
    },

    async saveCertificates(
      ctx: Ctx,
      input: Versioned & { readonly certificates: readonly CertificateDraft[] },
    ): Promise<{ version: number }> {
      const known = await reach(deps, ctx, 'staff.edit', input.staffId);
      assertDates(input.certificates);
      return db.transact(ctx, homeOf(known), async (tx) => {
        const file = await lockVersion(tx, known.id, input.version);
        const before = await store.listCertificates(tx, file.id);
        const certificates = input.certificates.map((one) => ({ ...one, id: newId() }));
        await store.replaceCertificates(tx, file.id, certificates);
        await armDaily(deps, ctx, tx);
        const version = await recordChange(deps, ctx, tx, file, {
          what: 'certificates',
          reason: input.reason,
          changes: changedFields(certificatesInWords(before), certificatesInWords(certificates)),
        });
        return { version };
      });
    },

    /** In clear, for a reason: the trail says who looked, never what they saw. */
    async revealContacts(ctx: Ctx, input: { readonly staffId: string; readonly reason: string }) {
      const file = await reach(deps, ctx, 'staff.edit', input.staffId);
      const sealed = await store.readSealedContacts(db, file.id);
      await audit(null, ctx, {
        action: 'staff.revealContacts',
        object: `staff:${file.id}`,
        orgUnitId: file.orgUnitId,
        outcome: 'done',
        detail: { reason: input.reason },
      });
      const open = (value: string | null) => (value === null ? null : deps.crypto.open(value));
      return { phone: open(sealed?.phone ?? null), email: open(sealed?.email ?? null) };
    },
  };
}

export function sealContacts(
  { crypto }: Pick<StaffDeps, 'crypto'>,
  { phone, email }: Contacts,
): SealedContacts {
  return {
    phoneSealed: phone === null ? null : crypto.seal(phone),
    phoneMasked: phone === null ? null : maskPhone(phone),
    emailSealed: email === null ? null : crypto.seal(email),
    emailMasked: email === null ? null : maskEmail(email),
  };
}

export function assertDates(certificates: readonly Pick<Certificate, 'issuedOn' | 'expiresOn'>[]): void {
  for (const { issuedOn, expiresOn } of certificates)
    if (issuedOn !== null && expiresOn !== null && expiresOn <= issuedOn)
      refuse('staff.certificate_dates', { issuedOn, expiresOn });
}

/** What access keeps beside the login of a person. */
export function changedFact(
  file: Pick<StaffFile, 'id' | 'userId' | 'number' | 'name' | 'post' | 'homeBranchId' | 'orgUnitId'>,
) {
  const { id, userId, number, name, post, homeBranchId, orgUnitId } = file;
  return { staffId: id, userId, number, name, post, homeBranchId, orgUnitId };
}

export function wordsOf(
  file: Pick<StaffFile, 'name' | 'education' | 'enteredOn' | 'maskedPhone' | 'maskedEmail'>,
): Record<string, string | null> {
  const { name, education, enteredOn, maskedPhone, maskedEmail } = file;
  return { name, education, enteredOn, phone: maskedPhone, email: maskedEmail };
}

/** One line per certificate, keyed by kind and number, so that the history shows which came, went or was prolonged. */
export function certificatesInWords(
  certificates: readonly CertificateDraft[],
): Record<string, string | null> {
  const lines = certificates.map(({ kind, number, expiresOn }) => [
    `certificate.${kind}${number === '' ? '' : ` ${number}`}`,
    expiresOn ?? '—',
  ]);
  return Object.fromEntries(lines) as Record<string, string | null>;
}
