import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Ctx } from '../context.ts';

/** Has this key been answered, and is a deadline of the branch due before now? */
export async function claim(
  client: pg.PoolClient,
  ctx: Ctx,
  branchId: string,
): Promise<{ bodyHash: string | null; answer: string | null; timerDue: boolean }> {
  const { rows } = await client.query({
    name: 'claim',
    text: `select a.body_hash as "bodyHash", a.answer::text as answer,
        exists (select 1 from platform.timer t where t.branch_id = $1 and t.due_at <= $5) as "timerDue"
      from (select 1) one left join platform.command_answer a
        on a.branch_id = $1 and a.actor_id = $2 and a.endpoint = $3 and a.key = $4`,
    values: [
      branchId,
      ctx.actor.id,
      ctx.command?.endpoint ?? '',
      ctx.command?.key ?? '',
      new Date(ctx.now()),
    ],
  });
  return rows[0];
}

/** Binds a key to what was asked: the same key with another body is refused. */
export function bodyHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
