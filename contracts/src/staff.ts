import { z } from 'zod';
import { endpoint } from './core/endpoint.ts';
import { errors } from './core/errors.ts';
import { Id, PageInput, page } from './core/fields.ts';
import { Post } from './posts.ts';

export const staffErrors = errors({
  'staff.not_found': { status: 404, zh: '没有这名员工', en: 'There is no such staff member' },
});

export { Post };

export const StaffMember = z.object({
  id: Id,
  number: z.string(),
  name: z.string(),
  post: Post,
  homeBranchId: Id.nullable(),
  orgUnitId: Id,
  username: z.string().nullable(),
});
export type StaffMember = z.output<typeof StaffMember>;

export const staffEndpoints = {
  listStaff: endpoint({
    id: 'staff.listStaff',
    method: 'GET',
    path: '/staff',
    summary: "Staff within the caller's scope",
    input: z.object({
      branchId: Id.optional(),
      post: Post.optional(),
      search: z.string().max(60).optional(),
      ...PageInput,
    }),
    output: page(StaffMember),
    access: 'staff.view',
  }),
};
