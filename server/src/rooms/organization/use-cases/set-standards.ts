import type {
  BranchFormat,
  Deviation,
  FormatStandard,
  StandardVersion,
} from '@huiting/contracts/organization';
import type { BranchCount } from '../../../platform/branch-counts.ts';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { authorize, authorizeSomewhere } from '../../../platform/permits.ts';
import { countedDeviations, deviationsOf, standardProblems } from '../organization.formats.domain.ts';
import type { BranchInfo } from '../organization.domain.ts';
import * as store from '../organization.formats.store.ts';
import type { EditingDeps } from './editing-deps.ts';

/** Enough to work through; the total is told beside it. */
const deviatingShown = 200;

export interface StandardsDeps extends EditingDeps {
  /** What later rooms know to be at a branch. */
  readonly counts: () => readonly BranchCount[];
}

/** BR-04: head office says what a format is; branches are compared with it and decide for themselves. */
export function createStandards({ platform, directory, counts }: StandardsDeps) {
  const { db, audit } = platform;

  /** How each branch differs from the standard, people and devices asked of whoever keeps them. */
  async function compare(branches: readonly BranchInfo[], standard: FormatStandard): Promise<Deviation[][]> {
    const ids = branches.map(({ id }) => id);
    const counted = await Promise.all(
      counts().map(async (one) => ({ ...one, byBranch: await one.count(db, ids) })),
    );
    return branches.map((branch) => [
      ...deviationsOf(branch, standard),
      ...counted.flatMap(({ part, kinds, byBranch }) =>
        countedDeviations(part, standard, { kinds, here: byBranch.get(branch.id) ?? {} }),
      ),
    ]);
  }

  return {
    async listFormats(ctx: Ctx): Promise<(StandardVersion & { format: BranchFormat; branches: number })[]> {
      const paths = authorizeSomewhere(ctx, 'organization.view');
      const branches = (await directory.all()).filter(({ path }) => isWithin(paths, path));
      return [...(await store.readStandards(db))].map(([format, version]) => ({
        ...version,
        format,
        branches: branches.filter((one) => one.format === format && one.stage !== 'closed').length,
      }));
    },

    async listStandardVersions(
      ctx: Ctx,
      { format }: { format: BranchFormat },
    ): Promise<{ versions: StandardVersion[] }> {
      authorizeSomewhere(ctx, 'organization.view');
      return { versions: await store.listStandardVersions(db, format) };
    },

    async saveStandard(
      ctx: Ctx,
      input: {
        readonly orgUnitId: string;
        readonly format: BranchFormat;
        readonly baseVersion: number;
        readonly standard: FormatStandard;
        readonly reason: string;
      },
    ): Promise<{ version: number }> {
      authorizeSomewhere(ctx, 'organization.manage');
      const unit = (await directory.unitById(input.orgUnitId)) ?? refuse('organization.unit_not_found');
      authorize(ctx, 'organization.manage', unit.path);
      // Head office alone has standards.
      if (unit.level !== 'headOffice') refuse('organization.unit_not_found');
      const { format, standard, reason, baseVersion } = input;
      const problems = standardProblems(standard);
      if (problems.length > 0) refuse('organization.standard_invalid', { problems });
      return db.transact(ctx, unit.id, async (tx) => {
        const newest = await store.readStandard(tx, format);
        const version = baseVersion + 1;
        const added =
          newest.version === baseVersion &&
          (await store.addStandard(tx, format, {
            version,
            standard,
            reason,
            changedBy: ctx.actor.name,
            changedAt: ctx.now(),
          }));
        if (!added) refuse('platform.conflict', { version: newest.version, by: newest.changedBy });
        await audit(tx, ctx, {
          action: 'organization.saveStandard',
          object: `format:${format}`,
          orgUnitId: unit.id,
          outcome: 'done',
          detail: { version, reason, before: newest.standard, after: standard },
        });
        return { version };
      });
    },

    async listDeviations(ctx: Ctx, { format }: { format: BranchFormat }) {
      const paths = authorizeSomewhere(ctx, 'staff.view');
      const { version, standard } = await store.readStandard(db, format);
      const branches = (await directory.all()).filter(
        (one) => one.format === format && one.stage !== 'closed' && isWithin(paths, one.path),
      );
      const compared = await compare(branches, standard);
      const deviating = branches
        .map(({ id, name, code }, at) => ({ id, name, code, deviations: compared[at]! }))
        .filter(({ deviations }) => deviations.length > 0);
      return { version, branches: deviating.slice(0, deviatingShown), total: deviating.length };
    },

    async getDeviations(
      ctx: Ctx,
      { branchId }: { branchId: string },
    ): Promise<{
      format: BranchFormat;
      version: number;
      standard: FormatStandard;
      deviations: Deviation[];
    }> {
      const branch = await directory.get(branchId);
      authorize(ctx, 'staff.view', branch.path);
      const { version, standard } = await store.readStandard(db, branch.format);
      const [deviations = []] = await compare([branch], standard);
      return { format: branch.format, version, standard, deviations };
    },
  };
}

const isWithin = (paths: readonly string[], path: string): boolean =>
  paths.some((scope) => path.startsWith(scope));
