import { hallEndpoints, hallTopics, reasonsOf } from '@huiting/contracts/hall';
import type {
  AssistCall,
  AssistReason,
  CallUp,
  DiversionChannel,
  DiversionResult,
} from '@huiting/contracts/hall';
import { queueEndpoints } from '@huiting/contracts/queue';
import type { TicketCard } from '@huiting/contracts/queue';
import type { Random } from '../bank/random.ts';
import { isDailyLife } from '../client/api.ts';
import type { LiveClient } from '../client/live-client.ts';
import type { BusinessTime } from './business-time.ts';
import type { Cast } from './cast.ts';
import type { HallMirror } from './hall-mirror.ts';
import { createLobbyHand } from './lobby-hand.ts';
import type { LobbyHand } from './lobby-hand.ts';
import type { People } from './people.ts';
import type { Visitors } from './visitors.ts';

export interface HallServiceDeps {
  readonly branchId: string;
  readonly time: BusinessTime;
  readonly live: LiveClient;
  readonly cast: Cast;
  readonly people: People;
  readonly hall: HallMirror;
  readonly visitors: Visitors;
  readonly random: Random;
  readonly onFault: (error: unknown) => void;
}

/** What happens between counter and hall: tellers call for help, the lobby manager comes, receives guests and shows other ways. */
export interface HallService {
  saw(tickets: readonly TicketCard[]): void;
}

/** Share of services in which the teller calls the hall; of those who wait, whom the lobby manager receives. */
const callShare = 0.04;
const receiveShare = 0.22;
const receivedAtOnce = 2;
const reasons: readonly AssistReason[] = ['guide', 'elder', 'authorise', 'explain', 'supplies', 'device'];
/** Services that can be done elsewhere, and where. */
const elsewhere: Readonly<Record<string, DiversionChannel>> = {
  personal: 'smartCounter',
  transfer: 'mobileBank',
  cash: 'selfService',
};

export async function watchHallService(deps: HallServiceDeps): Promise<HallService> {
  const { branchId, time, live, cast, people, hall, visitors, random } = deps;
  const { lobby } = cast;
  if (lobby === null) return { saw: () => undefined };
  const hand = createLobbyHand({ ...deps, lobby });
  const handled = new Set<string>();
  const seen = new Set<string>();
  let receiving = 0;

  const once = (key: string): boolean => !handled.has(key) && handled.add(key) !== undefined;
  const tell = (error: unknown): void => {
    if (!isDailyLife(error)) deps.onFault(error);
  };

  /** The teller who serves this ticket calls the hall, unless a person sits there. */
  function callFor(ticket: TicketCard): void {
    const window = [...hall.windows()].find((one) => one.ticketId === ticket.id);
    const staffId = window?.session?.staffId;
    const caller = staffId === undefined ? null : cast.teller(staffId);
    if (window === undefined || caller === null || people.isPerson(cast.userOf(staffId!) ?? '')) return;
    const reason = ticket.elder ? 'elder' : reasons[random.int(0, reasons.length - 1)]!;
    caller.call(hallEndpoints.callAssist, { branchId, windowId: window.id, reason }).catch(tell);
  }

  function answer(call: AssistCall): void {
    if (!once(`${call.id}/${call.state}`)) return;
    const on = { branchId, callId: call.id };
    // Now and then the lobby manager is slow, and the branch manager hears of it.
    if (call.state === 'open')
      hand.soon([0.2, 1.3], () => lobby!.caller.call(hallEndpoints.acceptAssist, on));
    if (call.state === 'accepted')
      hand.soon([1.5, 5], () => lobby!.caller.call(hallEndpoints.finishAssist, { ...on, outcome: 'solved' }));
  }

  /** Greets, asks, shows another way when there is one, goes along, sees off. */
  async function receive(ticket: TicketCard): Promise<void> {
    const isOurs = visitors.of(ticket.id) !== null;
    if (!isOurs || hall.ticket(ticket.id)?.state !== 'waiting' || receiving >= receivedAtOnce) return;
    receiving++;
    try {
      const { flow } = await lobby!.caller.call(hallEndpoints.startFlow, {
        branchId,
        ticketId: ticket.id,
        serviceTypeId: null,
      });
      const on = { branchId, flowId: flow.id };
      const tick = (step: 'ask' | 'guide' | 'follow' | 'farewell') =>
        lobby!.caller.call(hallEndpoints.tickFlow, { ...on, step });
      hand.soon([0.3, 0.8], () => tick('ask'));
      hand.soon([0.9, 1.5], () => divert(ticket, flow.id));
      hand.soon([1.6, 2.2], () => tick('guide'));
      hand.soon([3, 5], () => tick('follow'));
      hand.soon([5.1, 7], () => tick('farewell'));
      time.after(7 * 60, () => void receiving--);
    } catch (error) {
      receiving--;
      throw error;
    }
  }

  async function divert(ticket: TicketCard, flowId: string): Promise<void> {
    const code = hall.service(ticket.serviceTypeId)?.code ?? '';
    const channel = elsewhere[code];
    const result: DiversionResult =
      channel === undefined
        ? 'notMovable'
        : random.chance(ticket.elder ? 0.35 : 0.75)
          ? 'guided'
          : 'declined';
    const why = reasonsOf[result];
    const { diversion } = await lobby!.caller.call(hallEndpoints.recordDiversion, {
      branchId,
      flowId,
      ticketId: null,
      serviceTypeId: null,
      channel: result === 'guided' ? channel! : null,
      result,
      reason: why.length === 0 ? null : why[random.int(0, why.length - 1)]!,
    });
    // Whoever is called meanwhile has come back to the counter: the hall knows by itself.
    if (result === 'guided') hand.soon([4, 9], () => arriveElsewhere(ticket.id, diversion.id));
  }

  async function arriveElsewhere(ticketId: string, diversionId: string): Promise<void> {
    if (hall.ticket(ticketId)?.state !== 'waiting') return;
    if (random.chance(0.15)) {
      await lobby!.caller.call(hallEndpoints.settleDiversion, {
        branchId,
        diversionId,
        result: 'returned',
        reason: 'limitExceeded',
      });
      return;
    }
    await lobby!.caller.call(hallEndpoints.settleDiversion, {
      branchId,
      diversionId,
      result: 'completed',
      reason: null,
    });
    await lobby!.caller.call(queueEndpoints.cancel, { branchId, ticketId, reason: '已在其他渠道办结' });
  }

  async function begin(): Promise<void> {
    const { number, calls } = await lobby!.caller.call(hallEndpoints.listAssistCalls, { branchId });
    calls.forEach(answer);
    await live.watch({
      topic: hallTopics.assistCalls.name,
      key: branchId,
      caller: lobby!.caller,
      after: number,
      onDelta: (data: { call: AssistCall }) => answer(data.call),
      onReload: () => void begin().catch(deps.onFault),
    });
  }
  await begin();
  await watchCallUps(deps, hand);

  return {
    saw: (tickets) => {
      for (const ticket of tickets) {
        // What becomes of a ticket is drawn once per state; the ticket of a person at the screen is left to people.
        const key = `${ticket.id}/${ticket.state}`;
        if (seen.has(key)) continue;
        if (ticket.state === 'serving') {
          seen.add(key);
          if (visitors.of(ticket.id) !== null && random.chance(callShare))
            time.after(random.int(30, 180), () => callFor(ticket));
        }
        if (ticket.state === 'waiting') {
          seen.add(key);
          if (random.chance(receiveShare) && hand.isFree()) hand.soon([0.5, 3], () => receive(ticket));
        }
      }
    },
  };
}

/** Reserves come when they are called, mostly; when the hall is calm again the lobby manager sends them back. */
async function watchCallUps(deps: HallServiceDeps, hand: LobbyHand): Promise<void> {
  const { branchId, time, live, cast, people, random } = deps;
  const lobby = cast.lobby!;
  const handled = new Set<string>();
  const tell = (error: unknown): void => {
    if (!isDailyLife(error)) deps.onFault(error);
  };

  function answer(callUp: CallUp): void {
    const key = `${callUp.id}/${callUp.state}`;
    if (handled.has(key)) return;
    handled.add(key);
    if (callUp.state === 'called') {
      const reserve = cast.inHall(callUp.staffId);
      if (reserve === null) return;
      const comes = random.chance(0.85);
      time.after(random.int(15, 100), () => {
        if (people.isPerson(reserve.id)) return;
        reserve.caller.call(hallEndpoints.answerCallUp, { branchId, callUpId: callUp.id, comes }).catch(tell);
      });
    }
    if (callUp.state === 'accepted')
      hand.soon([12, 25], () =>
        lobby.caller.call(hallEndpoints.endDuty, { branchId, staffId: callUp.staffId }),
      );
  }

  async function begin(): Promise<void> {
    const board = await lobby.caller.call(hallEndpoints.getPositions, { branchId });
    board.callUps.forEach(answer);
    if (board.duties.every(({ until }) => until !== null))
      hand.soon([0, 0.5], () => lobby.caller.call(hallEndpoints.takeDuty, { branchId }));
    await live.watch({
      topic: hallTopics.positions.name,
      key: branchId,
      caller: lobby.caller,
      after: board.number,
      onDelta: (data: { callUp: CallUp | null }) => data.callUp !== null && answer(data.callUp),
      onReload: () => void begin().catch(deps.onFault),
    });
  }
  await begin();
}
