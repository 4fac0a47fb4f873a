import type { Me, Terminal } from '@huiting/contracts/access';
import type { BranchDirectory } from '../organization/index.ts';
import type { Principal, Surface, TerminalInfo } from './access.domain.ts';
import { idleMinutes } from './access.roles.domain.ts';

export interface WhoIsWho {
  readonly principal: Principal;
  readonly surface: Surface;
}

export async function presentMe(
  { principal, surface }: WhoIsWho,
  house: {
    directory: BranchDirectory;
    demo: boolean;
    idle: { readonly atDesk: number; readonly onPad: number };
  },
): Promise<Me> {
  const { actor, kind, roles, duties } = principal;
  const branch = actor.branchId === null ? null : await house.directory.get(actor.branchId);
  return {
    kind,
    id: actor.id,
    name: actor.name,
    surface,
    staff: actor.staff === null ? null : { ...actor.staff },
    roles: [...roles],
    permissions: [...new Set(actor.grants.map(({ permission }) => permission))],
    branch: branch === null ? null : { id: branch.id, name: branch.name, code: branch.code },
    windowId: actor.windowId,
    terminalName: kind === 'terminal' ? actor.name : null,
    idleLogoutMinutes: kind === 'terminal' ? null : idleMinutes(surface, house.idle),
    duties: [...duties],
    demo: house.demo,
  };
}

export function presentTerminal({
  id,
  branchId,
  kind,
  name,
  windowId,
  enrolledAt,
  lastSeenAt,
  revoked,
}: TerminalInfo): Terminal {
  return { id, branchId, kind, name, windowId, enrolledAt, lastSeenAt, revoked };
}
