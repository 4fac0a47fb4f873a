import type { Endpoint } from '@huiting/contracts/core/endpoint';
import type { Ctx } from '../../platform/context.ts';
import type { AppError } from '../../platform/errors.ts';
import type { Log } from '../../platform/log.ts';
import type { Audit } from '../../platform/room.ts';
import type { BranchDirectory } from '../organization/index.ts';

export type Refused = (ctx: Ctx, endpoint: Endpoint, input: unknown, error: AppError) => void;

/** Tells what somebody tried without the right to. Of the input only ids are kept: the rest may be personal. */
export function createRefused(deps: { audit: Audit; directory: BranchDirectory; log: Log }): Refused {
  return (ctx, endpoint, input, error) => {
    const ids = idsOf(input);
    const at = ids.branchId ?? ctx.actor.branchId;
    const record = {
      action: endpoint.id,
      object: ids.branchId === undefined ? `endpoint:${endpoint.id}` : `branch:${ids.branchId}`,
      // Told where the actor belongs when the place asked for does not exist.
      orgUnitId: (at === null ? null : deps.directory.known(at)?.orgUnitId) ?? null,
      outcome: 'refused',
      detail: { ...ids, ...(error.data as { permission?: string } | undefined), surface: ctx.actor.surface },
    } as const;
    deps
      .audit(null, ctx, record)
      .catch((failure: Error) =>
        deps.log.error({ traceId: ctx.traceId, err: failure.message }, 'a refusal was not audited'),
      );
  };
}

/** Of an input only ids may be told: the rest may be personal. */
export function idsOf(input: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries((input ?? {}) as Record<string, unknown>).filter(
      ([name, value]) => name.endsWith('Id') && typeof value === 'string' && value.length <= 36,
    ),
  ) as Record<string, string>;
}
