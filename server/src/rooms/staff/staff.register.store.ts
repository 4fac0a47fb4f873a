import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import { newId } from '../../platform/ids.ts';
import type { PersonOfLogin } from '../access/index.ts';
import type { CertificateRecord, FieldChange, SealedContacts, StaffFile } from './staff.domain.ts';
import type { CertificateDraft, RegisterEntry } from './staff.register.domain.ts';

const columns = `s.id, s.number, s.name, s.post, s.user_id as "userId", s.home_branch_id as "homeBranchId", s.org_unit_id as "orgUnitId",
  o.path, o.code as "unitCode", s.version, s.grade, s.education, s.entered_on as "enteredOn", s.left_on as "leftOn",
  s.phone_masked as "maskedPhone", s.email_masked as "maskedEmail", s.phone_sealed as "phoneSealed", s.email_sealed as "emailSealed",
  coalesce((select jsonb_agg(jsonb_build_object('id', c.certificate_id, 'kind', c.kind, 'number', c.number, 'issuedOn', c.issued_on,
    'expiresOn', c.expires_on) order by c.kind, c.number, c.expires_on, c.certificate_id)
    from staff.staff_certificate c where c.staff_id = s.id), '[]') as certificates,
  coalesce((select jsonb_agg(jsonb_build_object('post', h.post, 'kind', h.kind, 'since', h.since, 'until', h.until) order by h.kind desc, h.post)
    from staff.post_holding h where h.staff_id = s.id and (h.until is null or h.until > $1)), '[]') as holdings
  from staff.staff_member s join organization.v_org_unit o on o.id = s.org_unit_id`;

export function readEntries(reader: Reader, today: string): Promise<RegisterEntry[]> {
  return reader.rows(statement<RegisterEntry>(`select ${columns}`, [today]));
}

/** Of these numbers, locked in the order of their ids. */
export async function lockEntries(
  reader: Reader,
  today: string,
  numbers: readonly string[],
): Promise<RegisterEntry[]> {
  await reader.rows(
    statement(
      'select 1 from staff.staff_member where number = any ($1::text[]) order by id for no key update',
      [numbers],
    ),
  );
  return reader.rows(
    statement<RegisterEntry>(`select ${columns} where s.number = any ($2::text[])`, [today, numbers]),
  );
}

/** People who are here, within the paths, by number. */
export function pageOfEntries(
  reader: Reader,
  today: string,
  page: { readonly paths: readonly string[]; readonly after: string; readonly limit: number },
): Promise<RegisterEntry[]> {
  return reader.rows(
    statement<RegisterEntry>(
      `select ${columns} where o.path ^@ any ($2::text[]) and s.number > $3 and s.left_on is null order by s.number limit $4`,
      [today, page.paths, page.after, page.limit],
    ),
  );
}

export interface Unit {
  readonly id: string;
  readonly code: string;
  readonly path: string;
}
export function readUnits(reader: Reader): Promise<Unit[]> {
  return reader.rows(statement<Unit>('select id, code, path from organization.v_org_unit'));
}

export type NewMember = Pick<
  StaffFile,
  'id' | 'number' | 'name' | 'post' | 'homeBranchId' | 'orgUnitId' | 'education' | 'enteredOn' | 'grade'
> &
  SealedContacts & { readonly since: string | null };

/** Gives the numbers that were free; the others are somebody's by now. */
export async function insertMembers(
  reader: Reader,
  members: readonly NewMember[],
  reason: string,
  today: string,
): Promise<Set<string>> {
  if (members.length === 0) return new Set();
  const rows = await reader.rows(
    statement<{ number: string }>(
      `with given as materialized (select * from jsonb_to_recordset($1) as m(id uuid, number text, name text, post text, "homeBranchId" uuid,
         "orgUnitId" uuid, education text, "enteredOn" date, grade text, since date, "phoneSealed" text, "phoneMasked" text,
         "emailSealed" text, "emailMasked" text)),
       made as (insert into staff.staff_member (id, number, name, post, home_branch_id, org_unit_id, education, entered_on, grade,
           phone_sealed, phone_masked, email_sealed, email_masked)
         select id, number, name, post, "homeBranchId", "orgUnitId", education, "enteredOn", grade, "phoneSealed", "phoneMasked",
           "emailSealed", "emailMasked" from given on conflict (number) do nothing returning id, number),
       held as (insert into staff.post_holding (staff_id, holding_id, post, kind, org_unit_id, since, reason)
         select id, gen_random_uuid(), post, 'main', "orgUnitId", since, $2 from given where id in (select id from made)),
       graded as (insert into staff.staff_grade (staff_id, since, grade)
         select id, $3::date, grade from given where grade is not null and id in (select id from made))
       select number from made`,
      [JSON.stringify(members), reason, today],
    ),
  );
  return new Set(rows.map(({ number }) => number));
}

export type ChangedMember = Pick<StaffFile, 'id' | 'name' | 'education' | 'enteredOn'> & SealedContacts;

export async function updateMembers(reader: Reader, members: readonly ChangedMember[]): Promise<void> {
  if (members.length === 0) return;
  await reader.rows(
    statement(
      `update staff.staff_member s set name = g.name, education = g.education, entered_on = g."enteredOn", phone_sealed = g."phoneSealed",
         phone_masked = g."phoneMasked", email_sealed = g."emailSealed", email_masked = g."emailMasked"
       from jsonb_to_recordset($1) as g(id uuid, name text, education text, "enteredOn" date, "phoneSealed" text, "phoneMasked" text,
         "emailSealed" text, "emailMasked" text) where s.id = g.id`,
      [JSON.stringify(members)],
    ),
  );
}

/** New ones, and dates of known ones; a corrected one is reminded of anew. */
export async function saveCertificates(
  reader: Reader,
  added: readonly (CertificateDraft & { readonly staffId: string })[],
  corrected: readonly (CertificateRecord & { readonly staffId: string })[],
): Promise<void> {
  if (added.length > 0)
    await reader.rows(
      statement(
        `insert into staff.staff_certificate (staff_id, certificate_id, kind, number, issued_on, expires_on)
         select "staffId", id, kind, number, "issuedOn", "expiresOn"
         from jsonb_to_recordset($1) as c("staffId" uuid, id uuid, kind text, number text, "issuedOn" date, "expiresOn" date)`,
        [JSON.stringify(added.map((one) => ({ ...one, id: newId() })))],
      ),
    );
  if (corrected.length > 0)
    await reader.rows(
      statement(
        `update staff.staff_certificate c set issued_on = g."issuedOn", expires_on = g."expiresOn", reminded = null
         from jsonb_to_recordset($1) as g("staffId" uuid, id uuid, "issuedOn" date, "expiresOn" date)
         where c.staff_id = g."staffId" and c.certificate_id = g.id`,
        [JSON.stringify(corrected)],
      ),
    );
}

export async function insertDuties(
  reader: Reader,
  duties: readonly { readonly staffId: string; readonly post: string; readonly orgUnitId: string }[],
  since: string,
  reason: string,
): Promise<void> {
  if (duties.length === 0) return;
  await reader.rows(
    statement(
      `insert into staff.post_holding (staff_id, holding_id, post, kind, org_unit_id, since, reason)
       select "staffId", id, post, 'duty', "orgUnitId", $2::date, $3
       from jsonb_to_recordset($1) as d("staffId" uuid, id uuid, post text, "orgUnitId" uuid)`,
      [JSON.stringify(duties.map((one) => ({ ...one, id: newId() }))), since, reason],
    ),
  );
}

/** Raises the versions of a slice and writes why, in the same step. */
export async function insertRevisions(
  reader: Reader,
  made: {
    readonly at: number;
    readonly actorName: string;
    readonly what: string;
    readonly reason: string;
  },
  revisions: readonly { readonly staffId: string; readonly changes: readonly FieldChange[] }[],
): Promise<void> {
  if (revisions.length === 0) return;
  await reader.rows(
    statement(
      `with given as materialized (select * from jsonb_to_recordset($1) as r("staffId" uuid, changes jsonb)),
       raised as (update staff.staff_member s set version = version + 1 from given g where s.id = g."staffId" returning s.id, s.version)
       insert into staff.staff_revision (staff_id, version, at, actor_name, what, reason, changes)
       select r.id, r.version, $2, $3, $4, $5, g.changes from raised r join given g on g."staffId" = r.id`,
      [JSON.stringify(revisions), new Date(made.at), made.actorName, made.what, made.reason],
    ),
  );
}

/** The next look at the dates of these homes, where none is set. */
export async function armHomes(
  reader: Reader,
  kind: string,
  looks: readonly { readonly home: string; readonly dueAt: number }[],
): Promise<void> {
  if (looks.length === 0) return;
  await reader.rows(
    statement(
      `insert into platform.timer (branch_id, kind, ref, due_at)
       select home, $2, 'day', to_timestamp("dueAt" / 1000.0) from jsonb_to_recordset($1) as t(home uuid, "dueAt" float8)
       order by home on conflict do nothing`,
      [JSON.stringify(looks), kind],
    ),
  );
}

/** Everybody by number, or a few of them, locked: as far as their login is concerned. */
export async function readPeople(
  reader: Reader,
  numbers: readonly string[] | null,
): Promise<(PersonOfLogin & { number: string })[]> {
  const select = `select s.id as "staffId", s.number, s.name, s.org_unit_id as "orgUnitId", o.path, s.user_id as "userId",
    s.left_on is not null as "hasLeft" from staff.staff_member s join organization.v_org_unit o on o.id = s.org_unit_id`;
  return reader.rows(
    statement<PersonOfLogin & { number: string }>(
      numbers === null
        ? select
        : `${select} where s.number = any ($1::text[]) order by s.id for no key update of s`,
      numbers === null ? [] : [numbers],
    ),
  );
}

export function linkUsers(
  reader: Reader,
  links: readonly { readonly staffId: string; readonly userId: string }[],
) {
  return reader.rows(
    statement<Pick<StaffFile, 'id' | 'userId' | 'number' | 'name' | 'post' | 'homeBranchId' | 'orgUnitId'>>(
      `update staff.staff_member s set user_id = l."userId"
       from jsonb_to_recordset($1) as l("staffId" uuid, "userId" uuid) where s.id = l."staffId"
       returning s.id, s.user_id as "userId", s.number, s.name, s.post, s.home_branch_id as "homeBranchId", s.org_unit_id as "orgUnitId"`,
      [JSON.stringify(links)],
    ),
  );
}
