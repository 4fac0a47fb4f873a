import { z } from 'zod';

/** What a login may be, each at places of the org tree; `access.roles.domain.ts` says what each may do. */
export const RoleCode = z.enum([
  'teller',
  'lobbyManager',
  'relationshipManager',
  'operationsSupervisor',
  'branchManager',
  'regionalManager',
  'headOfficeOperations',
  'systemAdmin',
  'securityAdmin',
  'auditAdmin',
  'kiosk',
  'hallDisplay',
  'windowDisplay',
  'evaluator',
  'demoDirector',
]);
export type RoleCode = z.output<typeof RoleCode>;
