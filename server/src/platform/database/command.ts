import { createHash } from 'node:crypto';
import type { Ctx } from '../context.ts';
import { statement } from './query.ts';
import type { Statement } from './query.ts';

export interface Claim {
  readonly bodyHash: string | null;
  /** Sealed. */
  readonly answer: Buffer | null;
  readonly timerDue: boolean;
}

/** Has this key been answered, and is a deadline of the branch due before now? */
export function claim(ctx: Ctx, branchId: string): Statement<Claim> {
  const { endpoint = '', key = '' } = ctx.command ?? {};
  return statement(
    `select a.body_hash as "bodyHash", a.answer,
       exists (select 1 from platform.timer t where t.branch_id = $1 and t.due_at <= $5) as "timerDue"
     from (select 1) one left join platform.command_answer a
       on a.branch_id = $1 and a.actor_id = $2 and a.endpoint = $3 and a.key = $4`,
    [branchId, ctx.actor.id, endpoint, key, new Date(ctx.now())],
    'claim',
  );
}

/** Binds a key to what was asked: the same key with another body is refused. */
export function bodyHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
