import { accessEvents } from '@huiting/contracts/access';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorize } from '../../../platform/permits.ts';
import type { BranchInfo } from '../../organization/index.ts';
import type { AccessDeps, Opened } from './access-deps.ts';
import type { Principal, TerminalInfo, TerminalKind } from '../access.domain.ts';
import { addressKey, lockRule, mayTryAt } from '../access.lockout.domain.ts';
import { countFailure, readFailures } from '../access.lockout.store.ts';
import { hashEnrolmentCode, newEnrolmentCode } from '../access.secrets.domain.ts';
import { endSessions } from '../access.session.store.ts';
import * as store from '../access.store.ts';

const codeLifeMs = 10 * 60_000;

type Became = Opened & { readonly principal: Principal; readonly surface: TerminalKind };

/** The answer of becoming somebody is made outside, with the cookie: it must not be the transaction's. */
const answeredOutside = (ctx: Ctx): Ctx => ({ ...ctx });

export function createTerminalUseCases(deps: AccessDeps) {
  const { db, audit, directory, wall } = deps;

  async function branchFor(ctx: Ctx, branchId: string): Promise<BranchInfo> {
    const branch = await directory.get(branchId);
    authorize(ctx, 'terminal.enrol', branch.path);
    return branch;
  }

  /** Asked after the transaction: inside, it would wait for a second connection while holding one. */
  async function becoming(terminal: TerminalInfo, opened: Opened): Promise<Became> {
    const principal =
      (await deps.principals.get('terminal', terminal.id)) ?? refuse('access.terminal_not_found');
    return { ...opened, principal, surface: terminal.kind };
  }

  return {
    listTerminals: async (ctx: Ctx, { branchId }: { branchId: string }): Promise<TerminalInfo[]> => {
      await branchFor(ctx, branchId);
      return store.listTerminals(db, branchId);
    },

    /** Registers a terminal; the code turns one browser into it within ten minutes. */
    createTerminal: async (
      ctx: Ctx,
      input: { branchId: string; kind: TerminalKind; name: string; windowId: string | null },
    ) => {
      const branch = await branchFor(ctx, input.branchId);
      const { branchId, kind, name, windowId } = input;
      const needsWindow = kind === 'windowDisplay' || kind === 'evaluator';
      const fits = needsWindow ? branch.windows.some((window) => window.id === windowId) : windowId === null;
      if (!fits)
        refuse('platform.bad_input', [
          {
            path: 'windowId',
            code: 'custom',
            message: 'a window of this branch, for window displays and evaluators only',
          },
        ]);
      const code = newEnrolmentCode();
      const id = newId();
      return db.transact(ctx, branchId, async (tx) => {
        await store.insertTerminal(tx, {
          id,
          branchId,
          kind,
          name,
          windowId,
          codeHash: hashEnrolmentCode(code),
          codeExpiresAt: wall() + codeLifeMs,
        });
        await audit(tx, ctx, {
          action: 'terminal.create',
          object: `terminal:${id}`,
          orgUnitId: branch.orgUnitId,
          outcome: 'done',
          detail: { kind, name, windowId },
        });
        const terminal: TerminalInfo = {
          id,
          branchId,
          kind,
          name,
          windowId,
          enrolledAt: null,
          lastSeenAt: null,
          revoked: false,
        };
        return { terminal, code };
      });
    },

    /** Turns the browser that knows the code into the terminal. Wrong codes slow its address down. */
    enrolTerminal: async (ctx: Ctx, input: { code: string; address: string }): Promise<Became> => {
      const place = addressKey(input.address);
      if (wall() < mayTryAt((await readFailures(db, [place])).get(place)))
        refuse('platform.too_many_requests');
      const codeHash = hashEnrolmentCode(input.code);
      const found = await store.findByCode(db, codeHash, wall());
      if (found === null) {
        await countFailure(db, place, wall(), false, lockRule(deps.parameters, ctx.now()));
        return refuse('access.code_invalid');
      }
      const { branchId, id } = found;
      const { orgUnitId } = await directory.get(branchId);
      const { terminal, opened, ended } = await db.transact(answeredOutside(ctx), branchId, async (tx) => {
        if (!(await store.useCode(tx, codeHash, wall()))) refuse('access.code_invalid');
        const ended = await endSessions(tx, { terminalId: id }, 'replaced');
        const terminal = (await store.readTerminal(tx, id)) ?? refuse('access.code_invalid');
        const opened = await deps.sessions.open(tx, { kind: 'terminal', id }, terminal.kind);
        tx.emit(accessEvents.terminalEnrolled, { terminalId: id, kind: terminal.kind });
        await audit(tx, ctx, {
          action: 'terminal.enrol',
          object: `terminal:${id}`,
          orgUnitId,
          outcome: 'done',
          detail: { kind: terminal.kind },
        });
        return { terminal, opened, ended };
      });
      await deps.watch.changed({ sessions: ended });
      return becoming(terminal, opened);
    },

    /** Ends the terminal's credential, its sessions and its open streams. */
    revokeTerminal: async (
      ctx: Ctx,
      { branchId, terminalId }: { branchId: string; terminalId: string },
    ): Promise<TerminalInfo> => {
      const branch = await branchFor(ctx, branchId);
      let ended: string[] = [];
      const revoked = await db.transact(ctx, branchId, async (tx) => {
        const terminal = await store.readTerminal(tx, terminalId);
        if (terminal === null || terminal.branchId !== branchId) return refuse('access.terminal_not_found');
        await store.revokeTerminal(tx, terminalId, wall());
        ended = await endSessions(tx, { terminalId }, 'revoked');
        await audit(tx, ctx, {
          action: 'terminal.revoke',
          object: `terminal:${terminalId}`,
          orgUnitId: branch.orgUnitId,
          outcome: 'done',
          detail: { sessions: ended.length },
        });
        return { ...terminal, revoked: true };
      });
      await deps.watch.changed({ sessions: ended, terminals: [terminalId] });
      return revoked;
    },

    /** Demo only: any browser may stand at a branch as one of its terminals. Others standing there stay. */
    takeDemoTerminal: async (
      ctx: Ctx,
      input: { branchId: string; kind: TerminalKind; windowId: string | null },
    ): Promise<Became> => {
      const terminal = deps.config.demo === null ? null : await store.findTerminal(db, input);
      if (terminal === null) return refuse('access.terminal_not_found');
      const { orgUnitId } = await directory.get(terminal.branchId);
      const opened = await db.transact(answeredOutside(ctx), terminal.branchId, async (tx) => {
        const opened = await deps.sessions.open(tx, { kind: 'terminal', id: terminal.id }, terminal.kind);
        await audit(tx, ctx, {
          action: 'terminal.takeInDemo',
          object: `terminal:${terminal.id}`,
          orgUnitId,
          outcome: 'done',
          detail: { kind: terminal.kind },
        });
        return opened;
      });
      return becoming(terminal, opened);
    },
  };
}
