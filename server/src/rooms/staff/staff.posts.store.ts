import type { PostDefinition, PostExclusion, PostHolding } from '@huiting/contracts/staff';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { Dictionary, PostRule } from './staff.posts.domain.ts';

export async function readDictionary(reader: Reader): Promise<Dictionary> {
  const posts = await reader.rows(
    statement<PostRule>(
      `select code, kind, name, requires, is_key as "isKey", max_tenure_months as "maxTenureMonths", is_retired as "isRetired"
       from staff.post_definition order by code`,
    ),
  );
  return { posts: new Map(posts.map((post) => [post.code, post])), exclusions: await listExclusions(reader) };
}

export async function listExclusions(reader: Reader): Promise<PostExclusion[]> {
  return reader.rows(
    statement<PostExclusion>('select post, other, rule from staff.post_exclusion order by post, other'),
  );
}

/** The dictionary with how many people within the paths hold each post on a day. */
export async function listDefinitions(
  reader: Reader,
  paths: readonly string[],
  today: string,
): Promise<PostDefinition[]> {
  return reader.rows(
    statement<PostDefinition>(
      `select d.code, d.kind, d.name, d.duties, d.requires, d.is_key as "isKey", d.max_tenure_months as "maxTenureMonths",
         d.is_retired as "isRetired", d.version, count(o.id)::int as holders
       from staff.post_definition d
       left join staff.post_holding h on h.post = d.code and (h.since is null or h.since <= $2) and (h.until is null or h.until > $2)
       left join organization.v_org_unit o on o.id = h.org_unit_id and o.path ^@ any ($1::text[])
       group by d.code order by d.kind desc, d.is_retired, d.code`,
      [paths, today],
    ),
  );
}

export async function lockDefinition(reader: Reader, code: string) {
  return reader.row(
    statement<{ kind: 'main' | 'duty'; version: number }>(
      'select kind, version from staff.post_definition where code = $1 for update',
      [code],
    ),
  );
}

/** Writes a post and every pair it excludes. False when it was added by somebody else meanwhile. */
export async function writeDefinition(
  reader: Reader,
  code: string,
  post: Omit<PostDefinition, 'code' | 'kind' | 'version' | 'holders'>,
  excludes: readonly {
    readonly other: string;
    readonly rule: { readonly zh: string; readonly en: string };
  }[],
  isNew: boolean,
): Promise<boolean> {
  const values = [
    code,
    JSON.stringify(post.name),
    JSON.stringify(post.duties),
    post.requires,
    post.isKey,
    post.maxTenureMonths,
    post.isRetired,
  ];
  const written = await reader.rows(
    statement(
      isNew
        ? `insert into staff.post_definition (code, kind, name, duties, requires, is_key, max_tenure_months, is_retired)
           values ($1, 'duty', $2, $3, $4, $5, $6, $7) on conflict do nothing returning 1`
        : `update staff.post_definition set name = $2, duties = $3, requires = $4, is_key = $5, max_tenure_months = $6,
             is_retired = $7, version = version + 1 where code = $1 returning 1`,
      values,
    ),
  );
  if (written.length === 0) return false;
  await reader.rows(statement('delete from staff.post_exclusion where post = $1 or other = $1', [code]));
  const pairs = excludes.map(({ other, rule }) => ({
    ...(code < other ? { post: code, other } : { post: other, other: code }),
    rule,
  }));
  await reader.rows(
    statement(
      `insert into staff.post_exclusion (post, other, rule)
       select post, other, rule from jsonb_to_recordset($1) as p(post text, other text, rule jsonb)`,
      [JSON.stringify(pairs)],
    ),
  );
  return true;
}

const holdingColumns = `h.holding_id as id, h.post, d.name as "postName", h.kind, h.org_unit_id as "orgUnitId", o.name as "orgUnitName",
  h.since, h.until, h.reason`;
const fromHoldings = `from staff.post_holding h join staff.post_definition d on d.code = h.post
  join organization.v_org_unit o on o.id = h.org_unit_id`;

/** Newest first. */
export async function listHoldings(reader: Reader, staffId: string): Promise<PostHolding[]> {
  return reader.rows(
    statement<PostHolding>(
      `select ${holdingColumns} ${fromHoldings} where h.staff_id = $1
       order by (h.until is null) desc, h.since desc nulls last, h.kind`,
      [staffId],
    ),
  );
}

export async function insertHolding(
  reader: Reader,
  staffId: string,
  holding: Pick<PostHolding, 'id' | 'post' | 'kind' | 'orgUnitId' | 'since' | 'until' | 'reason'>,
): Promise<void> {
  await reader.rows(
    statement(
      `insert into staff.post_holding (staff_id, holding_id, post, kind, org_unit_id, since, until, reason)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        staffId,
        holding.id,
        holding.post,
        holding.kind,
        holding.orgUnitId,
        holding.since,
        holding.until,
        holding.reason,
      ],
    ),
  );
}

export async function endHolding(
  reader: Reader,
  staffId: string,
  holdingId: string,
  on: string,
): Promise<void> {
  await reader.rows(
    statement(
      // What would have begun later never begins.
      `update staff.post_holding set until = greatest($3::date, since) where staff_id = $1 and holding_id = $2`,
      [staffId, holdingId, on],
    ),
  );
}

/** Ends what a person holds on a day: their main post alone, or everything. */
export async function endHoldings(
  reader: Reader,
  staffId: string,
  on: string,
  which: 'main' | 'all',
): Promise<void> {
  await reader.rows(
    statement(
      `update staff.post_holding set until = greatest($2::date, since)
       where staff_id = $1 and (until is null or until > $2) and ($3 = 'all' or kind = 'main')`,
      [staffId, on, which],
    ),
  );
}

/** Where a person is: their unit, branch and main post. */
export async function placeMember(
  reader: Reader,
  staffId: string,
  place: {
    readonly post: string;
    readonly orgUnitId: string;
    readonly homeBranchId: string | null;
  },
): Promise<void> {
  await reader.rows(
    statement(
      'update staff.staff_member set post = $2, org_unit_id = $3, home_branch_id = $4 where id = $1',
      [staffId, place.post, place.orgUnitId, place.homeBranchId],
    ),
  );
}

export async function setLeft(reader: Reader, staffId: string, on: string): Promise<void> {
  await reader.rows(statement('update staff.staff_member set left_on = $2 where id = $1', [staffId, on]));
}
