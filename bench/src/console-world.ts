import { createHash, randomBytes } from 'node:crypto';
import { newId } from '@huiting/server/platform/ids';
import { loadAccess } from '@huiting/server/rooms/access/index';
import type { World } from './world.ts';

/** The size of a nation's bank. */
export interface NationPlan {
  readonly branches: number;
  readonly staff: number;
  readonly regions: number;
  readonly subBranches: number;
}

/** Somebody of the console: head office sees all, a region its own part. */
export interface Watcher {
  readonly name: 'headOffice' | 'region';
  readonly cookie: string;
}

/**
 * Grows a bank of one branch into a nation's, set-based: regions, sub-branches, outlets below them, each with the queue of the
 * one branch that was set up properly, and staff spread evenly. The names are made up.
 */
export async function growNation(world: World, plan: NationPlan, at: number): Promise<readonly Watcher[]> {
  const [head] = await world.query<{ id: string }>(
    'select id from organization.org_unit where parent_id is null',
  );
  const model = world.branches[0]!.id;
  await world.query(
    `create table bench_unit as
     with regions as (select gen_random_uuid() as id, r from generate_series(1, $1::int) r),
       subs as (select gen_random_uuid() as id, s, r.id as parent, r.r from generate_series(1, $2::int) s join regions r on r.r = (s - 1) % $1 + 1),
       outlets as (select gen_random_uuid() as id, b, s.id as parent, s.r, s.s from generate_series(1, $3::int) b join subs s on s.s = (b - 1) % $2 + 1)
     select id, $4::uuid as parent, 'regionalBranch' as level, 'R' || lpad(r::text, 2, '0') as code, '第' || r || '分行' as name,
       '/HQ/R' || lpad(r::text, 2, '0') || '/' as path from regions
     union all
     select id, parent, 'subBranch', 'S' || lpad(s::text, 4, '0'), '第' || s || '管辖支行',
       '/HQ/R' || lpad(r::text, 2, '0') || '/S' || lpad(s::text, 4, '0') || '/' from subs
     union all
     select id, parent, 'outlet', 'B' || lpad(b::text, 5, '0'), (array['城东','滨湖','新街口','锡山','吴中','浦口'])[b % 6 + 1] || '第' || b || '支行',
       '/HQ/R' || lpad(r::text, 2, '0') || '/S' || lpad(s::text, 4, '0') || '/B' || lpad(b::text, 5, '0') || '/' from outlets`,
    [plan.regions, plan.subBranches, plan.branches - 1, head!.id],
  );
  await world.query(
    `insert into organization.org_unit (id, parent_id, level, code, name, path, effective_from)
     select id, parent, level, code, name, path, '1990-01-01' from bench_unit order by length(path), path`,
  );
  await copyOfModel(world, 'organization', 'branch', `r.id = '${model}'`, {
    id: 'u.id',
    org_unit_id: 'u.id',
    code: 'u.code',
    name: 'u.name',
    city: `(array['南京','苏州','无锡','常州'])[('x' || substr(md5(u.code), 1, 4))::bit(16)::int % 4 + 1]`,
    format: `(array['flagship','full','light','community'])[('x' || substr(md5(u.code), 5, 4))::bit(16)::int % 4 + 1]`,
  });
  const tables = await tablesOf(world, 'queue', 'branch_id');
  for (const { name } of tables)
    await copyOfModel(world, 'queue', name, `r.branch_id = '${model}'`, { branch_id: 'u.id' });
  await world.query(
    `insert into staff.staff_member (id, number, name, post, home_branch_id, org_unit_id)
     select gen_random_uuid(), lpad(n::text, 8, '0'), (array['王','李','张','刘','陈','杨','赵','黄'])[n % 8 + 1] || (array['敏','静','强','磊','洋','艳','杰'])[n % 7 + 1] || n,
       (array['teller','teller','lobbyManager','relationshipManager','branchManager'])[n % 5 + 1], u.id, u.id
     from generate_series(1, $1::int) n
     join (select id, row_number() over (order by path) as at from bench_unit where level = 'outlet') u on u.at = n % $2::int + 1`,
    [plan.staff, plan.branches - 1],
  );
  const [region] = await world.query<{ id: string }>(`select id from bench_unit where code = 'R01'`);
  const cookie = await watcherAt(world, region!.id, at);
  await world.query('drop table bench_unit');
  for (const schema of ['organization', 'staff', 'queue'])
    for (const { name } of await tablesOf(world, schema)) await world.query(`analyze ${schema}.${name}`);
  return [
    { name: 'headOffice', cookie: world.overseer },
    { name: 'region', cookie },
  ];
}

async function tablesOf(
  world: World,
  schema: string,
  column: string | null = null,
): Promise<{ name: string }[]> {
  return world.query<{ name: string }>(
    `select c.relname as name from pg_class c
     where c.relnamespace = $1::regnamespace and c.relkind = 'r' and not c.relispartition
       and ($2::text is null or exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = $2)) order by 1`,
    [schema, column],
  );
}

/** Every new outlet gets the model's rows of a table, but for these columns. */
async function copyOfModel(
  world: World,
  schema: string,
  table: string,
  where: string,
  columns: Readonly<Record<string, string>>,
): Promise<void> {
  const changed = Object.entries(columns)
    .map(([name, value]) => `'${name}', ${value}`)
    .join(', ');
  // Region by region: no statement takes longer than the pool lets one run.
  const regions = await world.query<{ path: string }>(
    `select path from bench_unit where level = 'regionalBranch'`,
  );
  for (const { path } of regions)
    await world.query(
      `insert into ${schema}.${table}
       select (jsonb_populate_record(null::${schema}.${table}, to_jsonb(r) || jsonb_build_object(${changed}))).*
       from ${schema}.${table} r, bench_unit u where ${where} and u.level = 'outlet' and starts_with(u.path, $1)`,
      [path],
    );
}

async function watcherAt(world: World, orgUnitId: string, at: number): Promise<string> {
  const id = newId();
  const user = {
    id,
    username: 'regional',
    name: '分行',
    passwordHash: null,
    orgUnitId,
    branchId: null,
    staff: null,
    roles: [{ role: 'headOfficeOperations', orgUnitId }],
  };
  await loadAccess(world.reader, { users: [user], terminals: [] } as never, at);
  const token = randomBytes(24).toString('base64url');
  await world.query(
    `insert into access.session (id, token_hash, user_id, surface, opened_at, last_seen_at)
     values ($1, $2, $3, 'console', clock_timestamp(), clock_timestamp())`,
    [newId(), createHash('sha256').update(token).digest('base64url'), id],
  );
  return `ht_console=${token}`;
}
