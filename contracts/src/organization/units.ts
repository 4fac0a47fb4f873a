import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { Id, Words } from '../core/fields.ts';
import { OrgUnit } from './model.ts';

/** Apart from what the console loads first, like formats and floor plans. */
export const unitEndpoints = {
  createUnit: endpoint({
    id: 'organization.createUnit',
    method: 'POST',
    path: '/org-units/:orgUnitId/units',
    summary:
      'A unit between head office and the branches, from today; a branch is asked for by an application',
    input: z.object({
      orgUnitId: Id,
      level: z.enum(['regionalBranch', 'subBranch']),
      code: z.string().regex(/^[A-Za-z0-9]{1,20}$/),
      name: Words(40).pipe(z.string().min(2)),
    }),
    output: z.object({ unit: OrgUnit }),
    errors: ['organization.unit_not_found', 'organization.parent_invalid', 'organization.code_taken'],
    access: 'organization.manage',
  }),
};
