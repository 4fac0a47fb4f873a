import type { Permission } from '@huiting/contracts/access';
import type { Actor } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';

/** Whoever acts in the hall answers for it by name: a terminal or the system cannot. */
export function staffOf(
  actor: Actor,
  permission: Permission,
): { readonly id: string; readonly name: string } {
  if (actor.staff === null) throw new AppError('platform.forbidden', { permission });
  return { id: actor.staff.id, name: actor.name };
}

/** Somebody at a window, signed in. */
export interface Seat {
  readonly windowId: string;
  readonly staffId: string;
  readonly state: 'open' | 'paused';
  readonly since: number;
  readonly ticketNumber: string | null;
}
