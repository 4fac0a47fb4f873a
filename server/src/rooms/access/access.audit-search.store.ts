import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import { houseChain } from './access.audit-writer.store.ts';
import type { Scope } from './access.audit.store.ts';

export interface AuditRow {
  readonly branchId: string;
  readonly month: string;
  readonly sequence: number | null;
  readonly canonical: string;
  readonly hash: string | null;
  /** Hash of the row before it in its chain; null at the beginning of one, or when that row is gone. */
  readonly previous: string | null;
}

export interface AuditFilter {
  /** Words of a name, or exactly a user name, a staff number or an id. */
  readonly actor: string | null;
  /** Beginning of an act. */
  readonly action: string | null;
  /** Exactly `<kind>:<id>`. */
  readonly object: string | null;
  readonly outcome: 'done' | 'refused' | null;
  /** Recorded from, and before: wall clock ms. */
  readonly from: number | null;
  readonly until: number | null;
  /** Place of the last row of the page before. */
  readonly before: { readonly at: number; readonly id: string } | null;
  readonly limit: number;
}

/** More units than this are rather looked through than looked up. */
const placesLookedUp = 200;
const namesLookedUp = 100;

/** Newest first. Each search goes along one index: the object's, the actor's, the act's, the place's, or that of all. */
export async function searchEntries(reader: Reader, scope: Scope, filter: AuditFilter): Promise<AuditRow[]> {
  const places = scope.house ? null : await placesOf(reader, scope);
  const actors = filter.actor === null ? null : await actorsOf(reader, filter.actor);
  const lead = await leadOf(reader, filter, { actors, places });
  if (lead?.keys.length === 0) return [];
  const values: unknown[] = [];
  const give = (value: unknown): string => `$${values.push(value)}`;
  const conditions = [
    actors !== null && lead !== actors && `e.${actors.column} = any (${give(actors.keys)}::text[])`,
    filter.action !== null && lead?.column !== 'action' && `starts_with(e.action, ${give(filter.action)})`,
    filter.outcome !== null && `e.outcome = '${filter.outcome}'`,
    filter.from !== null && `e.recorded_at >= platform.at(${give(filter.from)})`,
    filter.until !== null && `e.recorded_at < platform.at(${give(filter.until)})`,
    filter.before !== null &&
      `(e.recorded_at, e.id) < (platform.at(${give(filter.before.at)}), ${give(filter.before.id)}::uuid)`,
    places !== null && lead?.column !== 'branch_id' && `e.branch_id = any (${give(places)}::uuid[])`,
  ].filter((condition) => condition !== false);
  const page = (first: string[]): string =>
    `select e.branch_id, e.month, e.sequence, e.canonical, e.hash, e.recorded_at, e.id from access.audit_entry e
     ${first.length === 0 ? '' : `where ${first.join(' and ')}`} order by e.recorded_at desc, e.id desc limit ${filter.limit}`;
  const kind = lead?.column === 'branch_id' ? 'uuid' : 'text';
  const found =
    lead === null
      ? page(conditions)
      : `select found.* from unnest(${give(lead.keys)}::${kind}[]) as k(key)
         cross join lateral (${page([`e.${lead.column} = k.key`, ...conditions])}) found
         order by found.recorded_at desc, found.id desc limit ${filter.limit}`;
  return reader.rows(
    statement<AuditRow>(
      `with found as (${found})
       select f.branch_id as "branchId", f.month, f.sequence, f.canonical, f.hash, p.hash as previous from found f
       left join access.audit_entry p on p.branch_id = f.branch_id and p.month = f.month and p.sequence = f.sequence - 1
       order by f.recorded_at desc, f.id desc`,
      values,
    ),
  );
}

type Lead = {
  readonly column: 'object' | 'actor_id' | 'actor_name' | 'action' | 'branch_id';
  readonly keys: string[];
};

/** The column that narrows most, with the values to look up. */
async function leadOf(
  reader: Reader,
  filter: AuditFilter,
  { actors, places }: { readonly actors: Lead | null; readonly places: string[] | null },
): Promise<Lead | null> {
  if (filter.object !== null) return { column: 'object', keys: [filter.object] };
  if (actors !== null) return actors;
  if (filter.action !== null)
    return {
      column: 'action',
      keys: (await listActions(reader)).filter((action) => action.startsWith(filter.action!)),
    };
  return places !== null && places.length <= placesLookedUp ? { column: 'branch_id', keys: places } : null;
}

/** One person by user name, staff number or id; or everybody whose name holds the words. */
async function actorsOf(reader: Reader, words: string): Promise<Lead> {
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(words)) return { column: 'actor_id', keys: [words] };
  const rows = await reader.rows(
    statement<{ id: string; name: string; exact: boolean }>(
      `(select id, name, true as exact from access.user_account where username = lower($1) or staff_number = $1 limit 5)
       union all
       (select null, name, false from access.user_account where strpos(lower(name), lower($1)) > 0 group by name limit $2)`,
      [words, namesLookedUp],
    ),
  );
  const exact = rows.filter((row) => row.exact);
  if (exact.length > 0) return { column: 'actor_id', keys: exact.map(({ id }) => id) };
  return { column: 'actor_name', keys: [...new Set([words, ...rows.map(({ name }) => name)])] };
}

/** Every act the trail knows: a walk from one value of the index to the next, however long the trail is. */
export async function listActions(reader: Reader): Promise<string[]> {
  const rows = await reader.rows(
    statement<{ action: string }>(
      `with recursive acts as (
         (select action from access.audit_entry order by action limit 1)
         union all
         select (select e.action from access.audit_entry e where e.action > a.action order by e.action limit 1)
         from acts a where a.action is not null)
       select action from acts where action is not null`,
    ),
  );
  return rows.map(({ action }) => action);
}

async function placesOf(reader: Reader, { paths, house }: Scope): Promise<string[]> {
  const rows = await reader.rows(
    statement<{ id: string }>(
      `select id from organization.v_org_unit where path ^@ any ($1::text[])
       union select id from organization.v_branch where path ^@ any ($1::text[])`,
      [paths],
    ),
  );
  return [...rows.map(({ id }) => id), ...(house ? [houseChain] : [])];
}
