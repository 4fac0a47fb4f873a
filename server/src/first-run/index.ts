import { firstRunEndpoints } from '@huiting/contracts/first-run';
import type { NewBank } from '@huiting/contracts/first-run';
import type { Ctx } from '../platform/context.ts';
import { statement } from '../platform/database/query.ts';
import type { Reader } from '../platform/database/query.ts';
import { refuse } from '../platform/errors.ts';
import { routes } from '../platform/http/handlers.ts';
import type { Routes } from '../platform/http/handlers.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/room.ts';
import { hashPassword, isStrongPassword, loadAccess } from '../rooms/access/index.ts';
import { loadBank } from '../rooms/organization/index.ts';
import { loadTemplate, shippedTemplate } from '../rooms/queue/index.ts';
import { loadStaff } from '../rooms/staff/index.ts';
import { areDifferentPeople, hashSetupCode, newSetupCode, peopleOf } from './first-run.domain.ts';

export interface FirstRun {
  readonly routes: Routes;
  /** A new one-time code when there is no bank yet, else null. The one before stops to work. */
  offerCode(): Promise<string | null>;
}

/** How a bank of one's own begins. Stands beside the rooms, like the demo: it fills several of them in one transaction. */
export function createFirstRun(platform: Platform, wall: () => number): FirstRun {
  const { db, audit } = platform;

  async function isEmpty(reader: Reader): Promise<boolean> {
    const row = await reader.row(
      statement<{ there: boolean }>('select exists (select 1 from organization.v_org_unit) as there'),
    );
    return row?.there === false;
  }

  /** Locked until the transaction ends: of two who set up at once, the second finds a bank. */
  async function lockCode(reader: Reader): Promise<string | null> {
    const row = await reader.row(
      statement<{ hash: string }>(
        'select code_hash as hash from platform.setup_code where place = 1 for update',
      ),
    );
    return row?.hash ?? null;
  }

  async function setUpBank(ctx: Ctx, input: NewBank & { readonly setupCode: string }): Promise<{ ok: true }> {
    if (!(await isEmpty(db))) refuse('platform.bank_exists');
    const people = peopleOf(input);
    if (!areDifferentPeople(input)) refuse('platform.administrators_same');
    if (people.some(({ who }) => !isStrongPassword(who.password))) refuse('access.password_weak');
    const rootId = newId();
    await db.transact(ctx, rootId, async (tx) => {
      const hash = await lockCode(tx);
      if (!(await isEmpty(tx))) refuse('platform.bank_exists');
      if (hash !== hashSetupCode(input.setupCode)) refuse('platform.setup_code_wrong');
      await fill(tx, ctx, input, rootId);
      await tx.rows(statement('delete from platform.setup_code'));
      await audit(tx, ctx, {
        action: 'platform.setUpBank',
        object: `orgUnit:${rootId}`,
        orgUnitId: rootId,
        outcome: 'done',
        detail: {
          code: input.code,
          people: people.map(({ role, who }) => ({ role, username: who.username })),
        },
      });
    });
    return { ok: true };
  }

  async function fill(tx: Reader, ctx: Ctx, input: NewBank, rootId: string): Promise<void> {
    const { code, headOfficeName: name } = input;
    await loadBank(tx, {
      bankName: input.bankName,
      units: [{ id: rootId, parentId: null, level: 'headOffice', code, name, path: `/${code}/` }],
      branches: [],
    });
    const people = await Promise.all(
      peopleOf(input).map(async ({ role, who }) => ({
        role,
        who,
        userId: newId(),
        staffId: newId(),
        passwordHash: await hashPassword(who.password),
      })),
    );
    await loadAccess(
      tx,
      {
        users: people.map(({ role, who, userId, staffId, passwordHash }) => ({
          id: userId,
          username: who.username,
          name: who.name,
          passwordHash,
          orgUnitId: rootId,
          branchId: null,
          staff: { id: staffId, number: who.staffNumber, post: 'headOffice' },
          roles: [{ role, orgUnitId: rootId }],
        })),
        terminals: [],
      },
      wall(),
    );
    await loadStaff(
      tx,
      people.map(({ who, userId, staffId }) => ({
        id: staffId,
        number: who.staffNumber,
        name: who.name,
        post: 'headOffice' as const,
        homeBranchId: null,
        orgUnitId: rootId,
        userId,
      })),
    );
    await loadTemplate(tx, rootId, shippedTemplate(), ctx.now());
  }

  return {
    routes: routes(firstRunEndpoints, {
      getFirstRun: async () => ({ isEmpty: await isEmpty(db) }),
      setUpBank: (ctx, input) => setUpBank(ctx, input),
    }),
    offerCode: async () => {
      if (!(await isEmpty(db))) return null;
      const code = newSetupCode();
      await db.rows(
        statement(
          `insert into platform.setup_code (place, code_hash, made_at) values (1, $1, $2)
           on conflict (place) do update set code_hash = excluded.code_hash, made_at = excluded.made_at`,
          [hashSetupCode(code), new Date(wall())],
        ),
      );
      return code;
    },
  };
}
