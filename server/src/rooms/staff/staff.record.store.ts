import type { StaffRevision } from '@huiting/contracts/staff';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { CertificateRecord, SealedContacts, StaffFile, StaffPost } from './staff.domain.ts';

export async function updateRecord(
  reader: Reader,
  id: string,
  record: Pick<StaffFile, 'name' | 'education' | 'enteredOn'>,
  contacts: SealedContacts | null,
): Promise<void> {
  await reader.rows(
    statement(
      `update staff.staff_member set name = $2, education = $3, entered_on = $4,
         phone_sealed = case when $5 then $6 else phone_sealed end, phone_masked = case when $5 then $7 else phone_masked end,
         email_sealed = case when $5 then $8 else email_sealed end, email_masked = case when $5 then $9 else email_masked end
       where id = $1`,
      [
        id,
        record.name,
        record.education,
        record.enteredOn,
        contacts !== null,
        contacts?.phoneSealed ?? null,
        contacts?.phoneMasked ?? null,
        contacts?.emailSealed ?? null,
        contacts?.emailMasked ?? null,
      ],
    ),
  );
}

export async function readSealedContacts(reader: Reader, id: string) {
  return reader.row(
    statement<{ phone: string | null; email: string | null }>(
      'select phone_sealed as phone, email_sealed as email from staff.staff_member where id = $1',
      [id],
    ),
  );
}

/** False when the number is somebody's already. */
export async function insertMember(
  reader: Reader,
  member: {
    readonly id: string;
    readonly number: string;
    readonly name: string;
    readonly post: StaffPost;
    readonly homeBranchId: string | null;
    readonly orgUnitId: string;
    readonly education: string | null;
    readonly enteredOn: string;
  } & SealedContacts,
): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `insert into staff.staff_member (id, number, name, post, home_branch_id, org_unit_id, education, entered_on,
         phone_sealed, phone_masked, email_sealed, email_masked)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning 1`,
      [
        member.id,
        member.number,
        member.name,
        member.post,
        member.homeBranchId,
        member.orgUnitId,
        member.education,
        member.enteredOn,
        member.phoneSealed,
        member.phoneMasked,
        member.emailSealed,
        member.emailMasked,
      ],
    ),
  );
  return rows.length > 0;
}

export async function isNumberTaken(reader: Reader, number: string): Promise<boolean> {
  return (
    (await reader.row(statement('select 1 from staff.staff_member where number = $1', [number]))) !== null
  );
}

/** Raises the version by one and writes why, in the same step: no version without its entry in the history. */
export async function insertRevision(
  reader: Reader,
  staffId: string,
  revision: Omit<StaffRevision, 'version'>,
): Promise<number> {
  const row = await reader.row(
    statement<{ version: number }>(
      `with raised as (update staff.staff_member set version = version + 1 where id = $1 returning version)
       insert into staff.staff_revision (staff_id, version, at, actor_name, what, reason, changes)
       select $1, version, $2, $3, $4, $5, $6 from raised returning version`,
      [
        staffId,
        new Date(revision.at),
        revision.actorName,
        revision.what,
        revision.reason,
        JSON.stringify(revision.changes),
      ],
    ),
  );
  return row!.version;
}

export async function listRevisions(
  reader: Reader,
  staffId: string,
  before: number | null,
  limit: number,
): Promise<StaffRevision[]> {
  return reader.rows(
    statement<StaffRevision>(
      `select version, at, actor_name as "actorName", what, reason, changes from staff.staff_revision
       where staff_id = $1 and ($2::int is null or version < $2) order by version desc limit $3`,
      [staffId, before, limit],
    ),
  );
}

export async function listCertificates(reader: Reader, staffId: string): Promise<CertificateRecord[]> {
  return reader.rows(
    statement<CertificateRecord>(
      `select certificate_id as id, kind, number, issued_on as "issuedOn", expires_on as "expiresOn"
       from staff.staff_certificate where staff_id = $1 order by kind, expires_on desc nulls first`,
      [staffId],
    ),
  );
}

/** All of a person's at once; reminders already sent stay with the certificates that stay as they are. */
export async function replaceCertificates(
  reader: Reader,
  staffId: string,
  certificates: readonly CertificateRecord[],
): Promise<void> {
  await reader.rows(
    statement(
      `with wanted as (select * from jsonb_to_recordset($2) as c(id uuid, kind text, number text, "issuedOn" date, "expiresOn" date)),
       kept as (select w.id, o.certificate_id as old, o.reminded from wanted w join staff.staff_certificate o on o.staff_id = $1
         and o.kind = w.kind and o.number = w.number and o.expires_on is not distinct from w."expiresOn"),
       gone as (delete from staff.staff_certificate where staff_id = $1 returning 1)
       insert into staff.staff_certificate (staff_id, certificate_id, kind, number, issued_on, expires_on, reminded)
       select $1, w.id, w.kind, w.number, w."issuedOn", w."expiresOn", (select max(k.reminded) from kept k where k.id = w.id)
       from wanted w where (select count(*) from gone) >= 0`,
      [staffId, JSON.stringify(certificates)],
    ),
  );
}

export interface ExpiringCertificate extends CertificateRecord {
  readonly staffId: string;
  readonly staffName: string;
  readonly orgUnitId: string;
  readonly expiresOn: string;
  readonly reminded: number | null;
}

/** Certificates of a home's people that end by a day. */
export async function listExpiring(
  reader: Reader,
  home: string,
  until: string,
): Promise<ExpiringCertificate[]> {
  return reader.rows(
    statement<ExpiringCertificate>(
      `select c.certificate_id as id, c.kind, c.number, c.issued_on as "issuedOn", c.expires_on as "expiresOn", c.reminded,
         s.id as "staffId", s.name as "staffName", s.org_unit_id as "orgUnitId"
       from staff.staff_certificate c join staff.staff_member s on s.id = c.staff_id
       where coalesce(s.home_branch_id, s.org_unit_id) = $1 and s.left_on is null and c.expires_on <= $2
       order by c.expires_on, s.number`,
      [home, until],
    ),
  );
}

export async function setReminded(
  reader: Reader,
  staffId: string,
  certificateId: string,
  days: number,
): Promise<void> {
  await reader.rows(
    statement(
      'update staff.staff_certificate set reminded = $3 where staff_id = $1 and certificate_id = $2',
      [staffId, certificateId, days],
    ),
  );
}

/** A login as it is linked: null when there is none. */
export async function readLogin(
  reader: Reader,
  userId: string,
): Promise<{ username: string; path: string; staffId: string | null } | null> {
  return reader.row(
    statement<{ username: string; path: string; staffId: string | null }>(
      `select l.username, l.path, s.id as "staffId" from access.v_login_place l
       left join staff.staff_member s on s.user_id = l.user_id where l.user_id = $1`,
      [userId],
    ),
  );
}

export async function linkUser(reader: Reader, staffId: string, userId: string): Promise<void> {
  await reader.rows(statement('update staff.staff_member set user_id = $2 where id = $1', [staffId, userId]));
}
