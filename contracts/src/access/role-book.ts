import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { RoleCode } from './roles.ts';

/** A role as it is: what it may do, how it is given, who has it. */
export const RoleEntry = z.object({
  role: RoleCode,
  /** `ordinary`: at once, also with a post. `privileged`: a second person agrees. `terminal`, `demo`: never to people. */
  kind: z.enum(['ordinary', 'privileged', 'terminal', 'demo']),
  needsSecondFactor: z.boolean(),
  permissions: z.array(z.string()),
  /** Logins that hold it somewhere in the caller's scope; of a terminal kind, terminals in use. */
  holders: z.number().int(),
});
export type RoleEntry = z.output<typeof RoleEntry>;

export const roleBookEndpoints = {
  listRoles: endpoint({
    id: 'access.listRoles',
    method: 'GET',
    path: '/roles',
    summary: 'Every role with its permissions, how it is given and how many hold it',
    input: z.object({}),
    output: z.object({ roles: z.array(RoleEntry) }),
    access: 'access.manage',
  }),
};
