import type { ApprovalKind, ApprovalStep } from '@huiting/contracts/core/approval';
import type { ApprovalDefinition } from '@huiting/contracts/workflow';
import type { Ctx } from '../../../platform/context.ts';
import { AppError, refuse } from '../../../platform/errors.ts';
import { authorizeSomewhere } from '../../../platform/permits.ts';
import { definitionProblems } from '../workflow.approval.domain.ts';
import { presentDefinition } from '../workflow.approval.present.ts';
import * as store from '../workflow.approval.store.ts';
import type { ApprovalDeps } from './approval-deps.ts';

/** Which steps each kind of approval takes: as shipped, or as an administrator published them (SY-03). */
export function createApprovalDefinitions(deps: ApprovalDeps) {
  const { db, audit } = deps.platform;
  const kindOf = (kind: string): ApprovalKind =>
    deps.kinds.find((one) => one.kind === kind) ?? refuse('workflow.approval_kind_unknown');

  return {
    async listApprovalDefinitions(ctx: Ctx): Promise<{ definitions: ApprovalDefinition[] }> {
      authorizeSomewhere(ctx, 'approval.view');
      const [published, running] = await Promise.all([
        store.listDefinitions(db, null),
        store.countRunning(db),
      ]);
      return {
        definitions: deps.kinds.map((kind) =>
          presentDefinition(kind, published.find((row) => row.kind === kind.kind) ?? null, running),
        ),
      };
    },

    async listApprovalVersions(ctx: Ctx, input: { readonly kind: string }) {
      authorizeSomewhere(ctx, 'approval.view');
      const kind = kindOf(input.kind);
      const [published, running] = await Promise.all([
        store.listDefinitions(db, kind.kind),
        store.countRunning(db),
      ]);
      return { versions: [...published, null].map((row) => presentDefinition(kind, row, running)) };
    },

    /** New steps for what begins from now on. Only on the version they were made from: nothing of a colleague's is overwritten. */
    async publishApprovalDefinition(
      ctx: Ctx,
      input: { kind: string; basedOn: number; steps: readonly ApprovalStep[]; note: string },
    ): Promise<{ definition: ApprovalDefinition }> {
      authorizeSomewhere(ctx, 'approval.manage');
      const kind = kindOf(input.kind);
      const problems = definitionProblems(input.steps, kind.facts);
      if (problems.length > 0) throw new AppError('workflow.definition_invalid', { problems });
      const root = (await deps.directory.root()) ?? refuse('platform.not_found');
      return db.transact(ctx, root.id, async (tx) => {
        const newest = await store.newestDefinition(tx, kind.kind);
        if ((newest?.version ?? 0) !== input.basedOn) return refuse('workflow.definition_changed');
        const row = {
          kind: kind.kind,
          version: input.basedOn + 1,
          steps: input.steps,
          note: input.note,
          publisherId: ctx.actor.id,
          publishedBy: ctx.actor.name,
          publishedAt: ctx.now(),
        };
        if (!(await store.insertDefinition(tx, row))) return refuse('workflow.definition_changed');
        await audit(tx, ctx, {
          action: 'approval.publishDefinition',
          object: `approvalDefinition:${kind.kind}`,
          orgUnitId: root.id,
          outcome: 'done',
          detail: { before: newest?.steps ?? kind.steps, after: input.steps, note: input.note },
        });
        return { definition: presentDefinition(kind, row, []) };
      });
    },
  };
}
