import { organizationEvents } from '@huiting/contracts/organization';
import type { LayoutDraft } from '@huiting/contracts/organization';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { authorize } from '../../../platform/permits.ts';
import { changedFields, layoutInWords, layoutProblems } from '../organization.changes.domain.ts';
import type { BranchInfo } from '../organization.domain.ts';
import { foreignIds, raiseVersion, replaceLayout } from '../organization.editing.store.ts';
import { readBranches } from '../organization.store.ts';
import { assertVersion, lockNewest, record } from './editing-deps.ts';
import type { EditingDeps } from './editing-deps.ts';

export interface LayoutEdit {
  readonly branchId: string;
  readonly version: number;
  readonly layout: LayoutDraft;
  readonly reason: string;
}

/** Changes windows and zones. The queue follows with the event; a window taken away lets whoever sits there finish. */
export async function saveLayout(deps: EditingDeps, ctx: Ctx, input: LayoutEdit): Promise<BranchInfo> {
  const known = await deps.directory.get(input.branchId);
  authorize(ctx, 'organization.edit', known.path);
  const problems = layoutProblems(input.layout);
  if (problems.length > 0) refuse('organization.layout_invalid', { problems });
  const saved = await deps.platform.db.transact(ctx, known.id, async (tx) => {
    const branch = await lockNewest(tx, known.id);
    assertVersion(branch, input.version);
    const foreign = await foreignIds(tx, branch.id, input.layout);
    if (foreign.length > 0)
      refuse('organization.layout_invalid', { problems: foreign.map((id) => ({ problem: 'idTwice', id })) });
    const changes = changedFields(layoutInWords(branch), layoutInWords(input.layout));
    if (changes.length === 0) return branch;
    await replaceLayout(tx, branch.id, input.layout);
    await raiseVersion(tx, branch.id);
    const version = branch.version + 1;
    tx.emit(organizationEvents.layoutChanged, { version, ...windowChanges(branch, input.layout) });
    await record(deps, ctx, tx, branch, { what: 'layout', version, reason: input.reason, changes });
    return (await readBranches(tx, branch.id))[0]!;
  });
  await deps.directory.refresh(known.id);
  return saved;
}

function windowChanges(branch: BranchInfo, { windows }: LayoutDraft) {
  const before = new Map(branch.windows.map((window) => [window.id, window]));
  const kept = new Set(windows.map(({ id }) => id));
  return {
    windows: windows.map(({ id, kind, profileCode }) => ({ id, kind, profileCode })),
    redefined: windows
      .filter(({ id, kind, profileCode }) => {
        const old = before.get(id);
        return old !== undefined && (old.kind !== kind || old.profileCode !== profileCode);
      })
      .map(({ id }) => id),
    removed: branch.windows.filter(({ id }) => !kept.has(id)).map(({ id }) => id),
  };
}
