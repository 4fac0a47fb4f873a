import type { ApprovalState } from '@huiting/contracts/workflow';
import type { Ctx } from '../../../platform/context.ts';
import { authorizeSomewhere } from '../../../platform/permits.ts';
import { presentSummary } from '../workflow.approval.present.ts';
import * as store from '../workflow.approval.store.ts';
import { nextCursor, readCursor } from '../../../platform/cursor.ts';
import type { ApprovalDeps } from './approval-deps.ts';

interface Page {
  readonly state?: ApprovalState | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export function createApprovalLists(deps: ApprovalDeps) {
  const { db } = deps.platform;

  async function list(
    of: Parameters<typeof store.listApprovals>[1]['of'],
    input: Page & { readonly kind?: string | undefined; readonly search?: string | undefined },
  ) {
    const rows = await store.listApprovals(db, {
      of,
      state: input.state ?? null,
      kind: input.kind ?? null,
      search: input.search ?? null,
      after: readCursor(input.cursor),
      limit: input.limit + 1,
    });
    const items = rows.slice(0, input.limit);
    return {
      items: items.map((approval) => presentSummary(approval, deps.kinds)),
      nextCursor: nextCursor(rows, items, ({ requestedAt, id }) => ({ at: requestedAt, id })),
    };
  }

  return {
    /** Of every unit the caller oversees. */
    listApprovals: (
      ctx: Ctx,
      input: Page & { readonly kind?: string | undefined; readonly search?: string | undefined },
    ) => list({ paths: authorizeSomewhere(ctx, 'approval.view') }, input),

    /** Whoever has no staff record has asked for nothing. */
    listMyApplications: (ctx: Ctx, input: Page) => list({ applicantId: ctx.actor.staff?.id ?? null }, input),
  };
}
