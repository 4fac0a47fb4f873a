import { Id } from '@huiting/contracts/core/fields';
import { z } from 'zod';
import { exporter, slicesOf } from '../../../platform/exports/exporter.ts';
import type { Exporter } from '../../../platform/exports/exporter.ts';
import { authorize, authorizeSomewhere } from '../../../platform/permits.ts';
import type { QueueDeps } from '../queue.command.service.ts';
import { listOverrides } from '../queue.fairness.store.ts';
import { fairnessCells, fairnessHeadings } from './show-fairness.ts';

/** Of one branch in a month; many more would be no list of exceptions. */
const mostOfMonth = 100_000;

/** A month's calls out of order, of one branch or of all somebody oversees: the bank's evidence of fairness. */
export function createFairnessExporter({ platform: { db }, directory }: QueueDeps): Exporter {
  return exporter({
    kind: 'fairness',
    title: { zh: '叫号公平性', en: 'Fairness of calling' },
    permission: 'hall.overview',
    filter: z.strictObject({ branch: Id.optional(), month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/) }),
    open: async (ctx, { branch: branchId, month }) => {
      const named = branchId === undefined ? null : await directory.get(branchId);
      if (named !== null) authorize(ctx, 'hall.overview', named.path);
      const branches =
        named === null ? await directory.underPaths(authorizeSomewhere(ctx, 'hall.overview')) : [named];
      return {
        header: [ctx.locale === 'en' ? 'Branch' : '网点', ...fairnessHeadings[ctx.locale]],
        slices: slicesOf(branches, async (branch) =>
          (await listOverrides(db, branch.id, month, mostOfMonth)).map((one) => ({
            key: one.id,
            cells: [branch.name, ...fairnessCells(branch, one, ctx.locale)],
          })),
        ),
        total: null,
      };
    },
  });
}
