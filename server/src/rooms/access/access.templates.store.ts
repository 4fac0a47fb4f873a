import type { Post } from '@huiting/contracts/posts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import { rolesOfPost } from './access.roles.domain.ts';
import type { Role } from './access.roles.domain.ts';

export interface Template {
  readonly post: Post;
  /** 0: the product's own. */
  readonly version: number;
  readonly roles: readonly Role[];
}

export async function readTemplates(reader: Reader, posts: readonly Post[]): Promise<Template[]> {
  const rows = await reader.rows(
    statement<Template>('select post, version, roles from access.post_template where post = any ($1)', [
      posts,
    ]),
  );
  const own = new Map(rows.map((row) => [row.post, row]));
  return posts.map((post) => own.get(post) ?? { post, version: 0, roles: rolesOfPost(post) });
}

/** False when somebody else has changed it since. */
export async function saveTemplate(reader: Reader, { post, version, roles }: Template): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      version === 0
        ? 'insert into access.post_template (post, version, roles) values ($1, $2 + 1, $3) on conflict do nothing returning 1'
        : 'update access.post_template set version = version + 1, roles = $3 where post = $1 and version = $2 returning 1',
      [post, version, roles],
    ),
  );
  return rows.length > 0;
}

/** Logins that hold each role within the paths, and terminals in use of each kind. */
export async function countHolders(
  reader: Reader,
  paths: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await reader.rows(
    statement<{ role: string; holders: number }>(
      `select g.role, count(distinct g.user_id)::int as holders
       from access.role_grant g join organization.v_org_unit o on o.id = g.org_unit_id where o.path ^@ any ($1::text[]) group by g.role
       union all
       select t.kind, count(*)::int from access.terminal t join organization.v_branch b on b.id = t.branch_id
       where b.path ^@ any ($1::text[]) and t.enrolled_at is not null and t.revoked_at is null group by t.kind`,
      [paths],
    ),
  );
  return new Map(rows.map(({ role, holders }) => [role, holders]));
}
