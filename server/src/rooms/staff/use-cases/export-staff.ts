import { Id } from '@huiting/contracts/core/fields';
import { CertificateState, Grade, Post } from '@huiting/contracts/staff';
import { z } from 'zod';
import { narrowedBy } from '../../../platform/exports/exporter.ts';
import type { Narrowing } from '../../../platform/imports/importer.ts';
import type { StaffService } from '../staff.service.ts';

const rowsAtOnce = 1_000;

/** OS-02: the register as the list of staff shows it with its filters. */
export function staffNarrowing({ listStaff }: Pick<StaffService, 'listStaff'>): Narrowing {
  const filter = z.strictObject({
    branch: Id.optional(),
    post: Post.optional(),
    grade: Grade.optional(),
    certificates: CertificateState.optional(),
    left: z.enum(['yes', 'no']).optional(),
    q: z.string().max(60).optional(),
  });
  return narrowedBy(filter, async (ctx, { branch, q, ...rest }, cursor) => {
    const { items, nextCursor } = await listStaff(ctx, {
      ...rest,
      branchId: branch,
      search: q,
      cursor,
      limit: rowsAtOnce,
    });
    return { keys: items.map(({ number }) => number), nextCursor };
  });
}
