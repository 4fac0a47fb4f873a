import type { Pad, PadGroup } from '@huiting/contracts/access/pads';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Reader } from '../../../platform/database/query.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorize } from '../../../platform/permits.ts';
import type { BranchInfo } from '../../organization/index.ts';
import { addressKey, lockRule, mayTryAt } from '../access.lockout.domain.ts';
import { countFailure, readFailures } from '../access.lockout.store.ts';
import { isForPerson } from '../access.pad.domain.ts';
import type { PadInfo } from '../access.pad.domain.ts';
import * as store from '../access.pad.store.ts';
import { hashEnrolmentCode, newEnrolmentCode } from '../access.secrets.domain.ts';
import { endSessions } from '../access.session.store.ts';
import type { AccessDeps } from './access-deps.ts';

const codeLifeMs = 10 * 60_000;

/** SE-07: PADs by the key of their browser, and whom each is for. */
export function createPads(deps: AccessDeps) {
  const { db, audit, directory, wall } = deps;

  async function branchFor(ctx: Ctx, branchId: string): Promise<BranchInfo> {
    const branch = await directory.get(branchId);
    authorize(ctx, 'terminal.enrol', branch.path);
    return branch;
  }

  async function present(reader: Reader, branchId: string, pads: readonly PadInfo[]) {
    const named = pads.flatMap(({ group }) => group.userIds);
    const keys = pads.flatMap(({ deviceKey }) => deviceKey ?? []);
    const people = await store.nameablePeople(reader, branchId, named);
    const on = keys.length === 0 ? [] : await store.peopleOnPads(reader, keys);
    const shown = pads.map(({ deviceKey, ...pad }): Pad => ({
      ...pad,
      userNames: people.filter(({ userId }) => pad.group.userIds.includes(userId)).map(({ name }) => name),
      signedIn: on.filter((one) => one.deviceKey === deviceKey).map(({ name }) => name),
    }));
    return { pads: shown, people };
  }
  const presentOne = async (reader: Reader, pad: PadInfo): Promise<Pad> =>
    (await present(reader, pad.branchId, [pad])).pads[0]!;

  /** Ends the sessions on a PAD of whoever `stays` says no of. */
  async function signOut(
    tx: Tx,
    pad: PadInfo,
    stays: (userId: string) => Promise<boolean>,
  ): Promise<string[]> {
    if (pad.deviceKey === null) return [];
    const ended: string[] = [];
    for (const { sessionId, userId } of await store.peopleOnPads(tx, [pad.deviceKey]))
      if (!(await stays(userId))) ended.push(...(await endSessions(tx, { id: sessionId }, 'revoked')));
    return ended;
  }
  async function isOfGroup(pad: PadInfo, userId: string): Promise<boolean> {
    const principal = await deps.principals.get('user', userId);
    return (
      principal !== null &&
      isForPerson(pad, { userId, branchId: principal.actor.branchId, roles: principal.roles })
    );
  }

  return {
    listPads: async (ctx: Ctx, { branchId }: { branchId: string }) => {
      await branchFor(ctx, branchId);
      return present(db, branchId, await store.listPads(db, branchId));
    },

    createPad: async (ctx: Ctx, input: { branchId: string; name: string; group: PadGroup }) => {
      const branch = await branchFor(ctx, input.branchId);
      const code = newEnrolmentCode();
      const id = newId();
      return db.transact(ctx, branch.id, async (tx) => {
        await store.insertPad(tx, {
          id,
          ...input,
          codeHash: hashEnrolmentCode(code),
          codeExpiresAt: wall() + codeLifeMs,
        });
        await audit(tx, ctx, {
          action: 'pad.create',
          object: `pad:${id}`,
          orgUnitId: branch.orgUnitId,
          outcome: 'done',
          detail: { name: input.name, group: input.group },
        });
        return { pad: await presentOne(tx, (await store.readPad(tx, branch.id, id))!), code };
      });
    },

    /** The browser that knows the code and shows its key becomes the PAD. Wrong codes slow its address down. */
    enrolPad: async (
      ctx: Ctx,
      input: { code: string; address: string; deviceKey: string | null },
    ): Promise<{ ok: true }> => {
      const place = addressKey(input.address);
      if (wall() < mayTryAt((await readFailures(db, [place])).get(place)))
        refuse('platform.too_many_requests');
      const key = input.deviceKey ?? refuse('access.device_has_no_key');
      const pad = await store.usePadCode(db, hashEnrolmentCode(input.code), key, wall());
      if (pad === null) {
        await countFailure(db, place, wall(), false, lockRule(deps.parameters, ctx.now()));
        return refuse('access.code_invalid');
      }
      await audit(null, ctx, {
        action: 'pad.enrol',
        object: `pad:${pad.id}`,
        orgUnitId: (await directory.get(pad.branchId)).orgUnitId,
        outcome: 'done',
        detail: { name: pad.name },
      });
      return { ok: true };
    },

    setPadGroup: async (
      ctx: Ctx,
      input: { branchId: string; padId: string; basedOn: number; group: PadGroup },
    ): Promise<{ pad: Pad }> => {
      const branch = await branchFor(ctx, input.branchId);
      let ended: string[] = [];
      const answer = await db.transact(ctx, branch.id, async (tx) => {
        const before = (await store.readPad(tx, branch.id, input.padId)) ?? refuse('access.pad_not_found');
        const pad =
          (await store.saveGroup(tx, { ...before, group: input.group }, input.basedOn)) ??
          refuse('access.pad_changed');
        ended = await signOut(tx, pad, (userId) => isOfGroup(pad, userId));
        await audit(tx, ctx, {
          action: 'pad.setGroup',
          object: `pad:${pad.id}`,
          orgUnitId: branch.orgUnitId,
          outcome: 'done',
          detail: { before: before.group, after: pad.group, signedOut: ended.length },
        });
        return { pad: await presentOne(tx, pad) };
      });
      await deps.watch.changed({ sessions: ended });
      return answer;
    },

    revokePad: async (ctx: Ctx, input: { branchId: string; padId: string }): Promise<{ pad: Pad }> => {
      const branch = await branchFor(ctx, input.branchId);
      let ended: string[] = [];
      const answer = await db.transact(ctx, branch.id, async (tx) => {
        const pad =
          (await store.revokePad(tx, branch.id, input.padId, wall())) ?? refuse('access.pad_not_found');
        ended = await signOut(tx, pad, () => Promise.resolve(false));
        await audit(tx, ctx, {
          action: 'pad.revoke',
          object: `pad:${pad.id}`,
          orgUnitId: branch.orgUnitId,
          outcome: 'done',
          detail: { signedOut: ended.length },
        });
        return { pad: await presentOne(tx, pad) };
      });
      await deps.watch.changed({ sessions: ended });
      return answer;
    },
  };
}
