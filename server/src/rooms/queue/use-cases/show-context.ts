import type { CallContext } from '@huiting/contracts/queue';
import { classOf } from '@huiting/queueing/strategy';
import type { CallReason } from '@huiting/queueing/strategy';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { strategyOf } from '../queue.catalog.domain.ts';
import { enter } from '../queue.command.service.ts';
import type { QueueDeps } from '../queue.command.service.ts';
import { readDiversion } from '../queue.diversion.store.ts';
import { readCall, readEarlier } from '../queue.reports.ts';
import { readBusinessDate, readTicket } from '../queue.store.ts';

/** QU-10: asked once per call by the teller's page. */
export async function getContext(
  deps: QueueDeps,
  ctx: Ctx,
  { branchId, ticketId }: { readonly branchId: string; readonly ticketId: string },
): Promise<CallContext> {
  const catalog = await enter(deps, ctx, branchId, 'queue.view');
  const { db } = deps.platform;
  const date = await readBusinessDate(db, branchId, deps.directory.dayAt(catalog.branch, ctx.now()).date);
  const found = await readTicket(db, branchId, date, ticketId);
  if (found === null) return refuse('queue.ticket_not_found');
  const { ticket } = found;
  const [call, diversion, earlier, todos] = await Promise.all([
    ticket.calledAt === null ? null : readCall(db, branchId, ticketId),
    readDiversion(db, { branchId, date }, ticketId),
    readEarlier(db, branchId, date, ticket.visitId),
    ticket.holder === null ? [] : deps.customers.todos(ticket.holder.id, branchId, ctx.now()),
  ]);
  const { name, nameEn } = classOf(strategyOf(catalog, ticket.strategyVersion), ticket.classCode);
  return {
    className: { zh: name, en: nameEn },
    why: call === null ? null : whyOf(call.decision, call.reason),
    diversion,
    earlier,
    todos,
  };
}

function whyOf(decision: CallReason | null, words: string | null): CallContext['why'] {
  if (decision === null) return { kind: 'byName', overMinutes: null, credit: null, place: null, words };
  const { kind, overMinutes, credit, place } = decision;
  return { kind, overMinutes, credit, place, words: null };
}
