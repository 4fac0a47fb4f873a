import type { Permission } from '@huiting/contracts/access';
import type { Actor, Ctx } from './context.ts';
import { AppError } from './errors.ts';

/** Whether the actor holds a permission at an org path. The system may do everything: it acts for rules, not for a person. */
export function permits(actor: Actor, permission: Permission, path: string): boolean {
  if (actor.kind === 'system') return true;
  return actor.grants.some((grant) => grant.permission === permission && path.startsWith(grant.path));
}

/** Throws `platform.forbidden` (audited by the binder) unless the actor holds the permission at the path. */
export function authorize(ctx: Ctx, permission: Permission, path: string): void {
  if (!permits(ctx.actor, permission, path)) throw new AppError('platform.forbidden', { permission });
}

/** Org paths under which the actor holds a permission: the row filter of lists over many branches. */
export function scopePaths(actor: Actor, permission: Permission): string[] {
  if (actor.kind === 'system') return ['/'];
  const paths = actor.grants.filter((grant) => grant.permission === permission).map((grant) => grant.path);
  return paths.filter((path) => !paths.some((other) => other !== path && path.startsWith(other)));
}

/** The same paths for a list over many branches; throws `platform.forbidden` when the actor holds the permission nowhere. */
export function authorizeSomewhere(ctx: Ctx, permission: Permission): string[] {
  const paths = scopePaths(ctx.actor, permission);
  if (paths.length === 0) throw new AppError('platform.forbidden', { permission });
  return paths;
}
