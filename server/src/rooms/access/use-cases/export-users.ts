import { z } from 'zod';
import { narrowedBy } from '../../../platform/exports/exporter.ts';
import type { Narrowing } from '../../../platform/imports/importer.ts';
import type { AccessService } from '../access.service.ts';

const rowsAtOnce = 1_000;

/** SY-01: the register as the list of users shows it. */
export function userNarrowing({ listUsers }: Pick<AccessService, 'listUsers'>): Narrowing {
  return narrowedBy(z.strictObject({ q: z.string().max(60).optional() }), async (ctx, { q }, cursor) => {
    const { items, nextCursor } = await listUsers(ctx, { search: q, cursor, limit: rowsAtOnce });
    return { keys: items.map(({ username }) => username), nextCursor };
  });
}
