import { z } from 'zod';

/** Job positions; what a person may do is said by roles (access). */
export const Post = z.enum([
  'teller',
  'lobbyManager',
  'reserve',
  'relationshipManager',
  'wealthManager',
  'operationsSupervisor',
  'branchManager',
  'headOffice',
]);
export type Post = z.output<typeof Post>;
