import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { StaffFile, StaffInfo, StaffPost } from './staff.domain.ts';

const select = `select s.id, s.number, s.name, s.post, s.home_branch_id as "homeBranchId", s.org_unit_id as "orgUnitId", s.user_id as "userId", l.username
  from staff.staff_member s
  join organization.v_org_unit o on o.id = s.org_unit_id
  left join access.v_user_login l on l.user_id = s.user_id`;

const certificatesOf =
  'select min(c.expires_on) as next, count(*) as count from staff.staff_certificate c where c.staff_id = s.id';
/** Entries of the register, from rows of the register. */
const fileOf = (
  members: string,
): string => `select s.id, s.number, s.name, s.post, s.home_branch_id as "homeBranchId",
    s.org_unit_id as "orgUnitId", s.user_id as "userId",
    l.username, s.version, o.path, o.name as "orgUnitName", s.grade, s.education, s.entered_on as "enteredOn", s.left_on as "leftOn",
    s.phone_masked as "maskedPhone", s.email_masked as "maskedEmail", c.next as "nextExpiry", coalesce(c.count, 0)::int as "certificateCount"
  from ${members} s
  join organization.v_org_unit o on o.id = s.org_unit_id
  left join access.v_user_login l on l.user_id = s.user_id
  left join lateral (${certificatesOf}) c on true`;
const file = fileOf('staff.staff_member');

export async function readStaff(
  reader: Reader,
  by: { id: string } | { userId: string },
): Promise<StaffInfo | null> {
  return reader.row(
    'id' in by
      ? statement<StaffInfo>(`${select} where s.id = $1`, [by.id])
      : statement<StaffInfo>(`${select} where s.user_id = $1 and s.left_on is null`, [by.userId]),
  );
}

export async function readFile(reader: Reader, id: string): Promise<StaffFile | null> {
  return reader.row(statement<StaffFile>(`${file} where s.id = $1`, [id]));
}

/** The entry as it is, and nobody else's to change until the transaction ends. */
export async function lockFile(reader: Reader, id: string): Promise<StaffFile | null> {
  await reader.rows(statement('select 1 from staff.staff_member where id = $1 for update', [id]));
  return readFile(reader, id);
}

export async function listAtBranch(reader: Reader, branchId: string): Promise<StaffInfo[]> {
  return reader.rows(
    statement<StaffInfo>(`${select} where s.home_branch_id = $1 and s.left_on is null order by s.number`, [
      branchId,
    ]),
  );
}

export async function listHolders(
  reader: Reader,
  post: StaffPost,
  unitIds: readonly string[],
): Promise<StaffInfo[]> {
  return reader.rows(
    statement<StaffInfo>(
      `${select} where s.org_unit_id = any ($1::uuid[]) and s.post = $2 and s.left_on is null order by s.number`,
      [unitIds, post],
    ),
  );
}

/** How many people have each main post, by branch. */
export async function countPosts(
  reader: Reader,
  branchIds: readonly string[],
): Promise<Map<string, Record<string, number>>> {
  const rows = await reader.rows(
    statement<{ branchId: string; posts: Record<string, number> }>(
      `select c.home_branch_id as "branchId", jsonb_object_agg(c.post, c.count) as posts
       from (select home_branch_id, post, count(*)::int as count from staff.staff_member
         where home_branch_id = any ($1::uuid[]) and left_on is null group by home_branch_id, post) c
       group by c.home_branch_id`,
      [branchIds],
    ),
  );
  return new Map(rows.map(({ branchId, posts }) => [branchId, posts]));
}

/** Whom the words find, before anything else is asked: few match, so that walking everybody by number would be the long way. */
const foundByWords = '(select * from staff.staff_member where strpos(words, lower($4)) > 0 offset 0)';

export async function listFiles(
  reader: Reader,
  filter: {
    /** Null: the whole bank. */
    paths: readonly string[] | null;
    branchId: string | null;
    post: StaffPost | null;
    grade: string | null;
    certificates: 'none' | 'valid' | 'expiring' | 'expired' | null;
    left: boolean;
    today: string;
    expiringUntil: string;
    search: string | null;
    after: string | null;
    limit: number;
  },
): Promise<StaffFile[]> {
  return reader.rows(
    statement<StaffFile>(
      // The page is found first, walking the register by number; only its rows are then told in full. The scope stands behind
      // an or so that it is a set each row is looked up in, not a join that would be made whole before it is sorted.
      `${fileOf(`(select s.* from ${filter.search === null ? 'staff.staff_member' : foundByWords} s
         where ($1::text[] is null or s.org_unit_id in (select o.id from organization.v_org_unit o where o.path ^@ any ($1::text[])))
           and ($2::uuid is null or s.home_branch_id = $2) and ($3::text is null or s.post = $3)
           and ($4::text is null or strpos(s.words, lower($4)) > 0)
           and ($5::text is null or s.number > $5) and ($7::text is null or s.grade = $7) and (s.left_on is not null) = $8
           and ($9::text is null or (select case $9 when 'none' then c.count = 0 when 'expired' then c.next < $10::date
               when 'expiring' then c.next >= $10::date and c.next <= $11::date
               else c.count > 0 and (c.next is null or c.next > $11::date) end from (${certificatesOf}) c))
         order by s.number limit $6)`)}
       order by s.number`,
      [
        filter.paths,
        filter.branchId,
        filter.post,
        filter.search,
        filter.after,
        filter.limit,
        filter.grade,
        filter.left,
        filter.certificates,
        filter.today,
        filter.expiringUntil,
      ],
    ),
  );
}

/** Writes a whole register with one statement; everybody holds their main post, since nobody says when. */
export async function loadStaff(
  target: Reader,
  members: readonly Omit<StaffInfo, 'username'>[],
): Promise<void> {
  await target.rows(
    statement(
      `with members as (select * from jsonb_to_recordset($1) as s(id uuid, number text, name text, post text, "homeBranchId" uuid,
         "orgUnitId" uuid, "userId" uuid)),
       written as (insert into staff.staff_member (id, number, name, post, home_branch_id, org_unit_id, user_id)
         select id, number, name, post, "homeBranchId", "orgUnitId", "userId" from members returning 1)
       insert into staff.post_holding (staff_id, holding_id, post, kind, org_unit_id, reason)
       select id, id, post, 'main', "orgUnitId", '' from members`,
      [JSON.stringify(members)],
    ),
  );
}
