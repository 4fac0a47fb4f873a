import { queueEvents } from '@huiting/contracts/queue';
import type { OutputOf } from '@huiting/contracts/core/endpoint';
import type { Diversion, DiversionAdvice, queueAdviceEndpoints } from '@huiting/contracts/queue';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Catalog } from '../queue.catalog.domain.ts';
import { enter } from '../queue.command.service.ts';
import type { QueueDeps } from '../queue.command.service.ts';
import { isWorthSaying, waitAt } from '../queue.diversion.domain.ts';
import { addDiversion, countSentTo, readDiversion } from '../queue.diversion.store.ts';
import type { Ticket } from '../queue.domain.ts';
import { expectedWait } from '../queue.estimate.domain.ts';
import { presentTicket } from '../queue.present.ts';
import { readBusinessDate, readSnapshot, readTicket } from '../queue.store.ts';

type Answer<K extends keyof typeof queueAdviceEndpoints> = OutputOf<(typeof queueAdviceEndpoints)[K]>;
interface OnTicket {
  readonly branchId: string;
  readonly ticketId: string;
}
const minute = 60_000;

/** QU-02: another way for this ticket's business, when it would be quicker; asked once the number is in hand. */
export async function getAdvice(deps: QueueDeps, ctx: Ctx, input: OnTicket): Promise<Answer<'getAdvice'>> {
  const catalog = await enter(deps, ctx, input.branchId, 'queue.issue');
  const { ticket } = await find(deps, ctx, catalog, input.ticketId);
  const told = await advise(deps, catalog, ticket, ctx.now());
  return { advice: told?.advice ?? null };
}

/** The customer goes: kept with the wait they were told, announced, and the number stays theirs. */
export async function acceptAdvice(
  deps: QueueDeps,
  ctx: Ctx,
  input: OnTicket,
): Promise<Answer<'acceptAdvice'>> {
  const { branchId, ticketId } = input;
  const catalog = await enter(deps, ctx, branchId, 'queue.issue');
  const { ticket, date } = await find(deps, ctx, catalog, ticketId);
  if (ticket.state !== 'waiting') refuse('queue.ticket_wrong_state', { state: ticket.state });
  const told = await advise(deps, catalog, ticket, ctx.now());
  if (told === null) return refuse('queue.no_other_way');
  const { advice } = told;
  if (advice.acceptedAt !== null) return { advice };
  return deps.platform.db.transact(ctx, branchId, async (tx) => {
    const at = ctx.now();
    const expectedSeconds = 'noWindow' in advice.expected ? null : advice.expected.highSeconds;
    const made = { ticketId, place: advice.place, serviceTypeId: ticket.serviceTypeId, expectedSeconds, at };
    if (await addDiversion(tx, { branchId, date }, made)) {
      tx.emit(queueEvents.ticketDiverted, {
        ticket: presentTicket(ticket),
        place: advice.place,
        expectedSeconds,
        by: ctx.actor.kind === 'terminal' ? null : ctx.actor.name,
      });
    }
    return { advice: { ...advice, acceptedAt: at } };
  });
}

async function find(
  deps: QueueDeps,
  ctx: Ctx,
  catalog: Catalog,
  ticketId: string,
): Promise<{ ticket: Ticket; date: string }> {
  const { branch } = catalog;
  const date = await readBusinessDate(
    deps.platform.db,
    branch.id,
    deps.directory.dayAt(branch, ctx.now()).date,
  );
  const found = await readTicket(deps.platform.db, branch.id, date, ticketId);
  return found === null ? refuse('queue.ticket_not_found') : { ticket: found.ticket, date };
}

/** Elders and those who wait no longer are told nothing: a machine is not put in the way of who came to be served. */
async function advise(
  deps: QueueDeps,
  catalog: Catalog,
  ticket: Ticket,
  now: number,
): Promise<{ advice: DiversionAdvice } | null> {
  const diversion: Diversion | null = catalog.terms.get(ticket.serviceCode)?.diversion ?? null;
  if (diversion === null || ticket.state !== 'waiting' || ticket.elder) return null;
  const { db } = deps.platform;
  const day = { branchId: catalog.branch.id, date: ticket.businessDate };
  const [snapshot, sentLately, accepted] = await Promise.all([
    readSnapshot(db, day.branchId, day.date, null),
    countSentTo(db, day, diversion.place, now - diversion.minutes * minute),
    readDiversion(db, day, ticket.id),
  ]);
  if (snapshot === null) return null;
  const { ahead, expected } = expectedWait(catalog, snapshot.queue.strategyVersion, {
    ticket: {
      ticketId: ticket.id,
      serviceCode: ticket.serviceCode,
      classCode: ticket.classCode,
      position: ticket.position,
    },
    waiting: snapshot.waiting,
    windows: snapshot.windows,
    now,
  });
  const waitMinutes = waitAt(diversion, sentLately);
  if (accepted === null && !isWorthSaying(diversion, expected, waitMinutes)) return null;
  const { place, advice, minutes } = diversion;
  return {
    advice: {
      place,
      advice,
      minutes,
      waitMinutes,
      expected,
      ahead,
      acceptedAt: accepted?.acceptedAt ?? null,
    },
  };
}
