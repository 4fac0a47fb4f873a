import { queueDefaults, queueEndpoints } from '@huiting/contracts/queue';
import type { TicketCard, WindowCard } from '@huiting/contracts/queue';
import type { Random } from '../bank/random.ts';
import type { Duty } from '../behaviour/duties.ts';
import { drawPauseBetweenSeconds, drawServiceSeconds, drawWalkSeconds } from '../behaviour/service-times.ts';
import { isDailyLife } from '../client/api.ts';
import type { Caller } from '../client/api.ts';
import type { BranchDay } from './branch-day.ts';
import type { BusinessTime } from './business-time.ts';
import type { Cast } from './cast.ts';
import type { HallMirror } from './hall-mirror.ts';
import type { People } from './people.ts';
import type { Visitors } from './visitors.ts';

/**
 * The teller at one window. It looks at the board before every act and follows two rules:
 * - where a person sits (a session on the teller's surface), it does nothing;
 * - it acts on nothing but the state it left itself. When the window stands differently, somebody else acted: it keeps its hands off
 *   for a while and then takes the window over as it finds it.
 */
export interface WindowActor {
  /** Something has changed, or may have: decide again. Cheap and repeatable. */
  look(): void;
  /** Somebody began to wait. */
  somebodyWaits(): void;
  /** A day anew, or the rest of one under other hours or other people. */
  beginDay(day: BranchDay): void;
  /** The branch shut its doors: who is inside is served, then everybody signs out. */
  endDay(): void;
}

export interface WindowActorDeps {
  readonly branchId: string;
  readonly windowId: string;
  readonly time: BusinessTime;
  readonly hall: HallMirror;
  readonly cast: Cast;
  readonly people: People;
  readonly visitors: Visitors;
  readonly random: Random;
  readonly isLive: () => boolean;
  readonly onFault: (error: unknown) => void;
}

const handsOffSeconds = 45;
const afterRefusalSeconds = 30;
const nothingToCallSeconds = 20;
const recallSeconds = 24;
const transferShare = 0.012;
/** Wall time the live stream may need to show what an act has done. */
const echoWithinMs = 3_000;

export function createWindowActor(deps: WindowActorDeps): WindowActor {
  const { branchId, windowId, time, hall, cast, people, visitors, random } = deps;
  const at = { branchId, windowId };
  let day: BranchDay | null = null;
  /** How the window stood after the last own act, or when it was taken over. */
  let mine: string | null = null;
  let busy = false;
  let echoUntil = 0;
  let restUntil = 0;
  let wakeAt = Infinity;
  const pausesTaken = new Set<Duty['pauses'][number]>();
  let pauseEndsAt = 0;
  /** When the present call or service comes to its next step. */
  let step: { readonly of: string; readonly due: number } | null = null;

  function wake(instant: number): void {
    if (instant >= wakeAt && wakeAt > time.now()) return;
    wakeAt = instant;
    time.at(instant, () => {
      wakeAt = Infinity;
      look();
    });
  }
  const rest = (seconds: number): void => {
    restUntil = time.now() + seconds * 1000;
    wake(restUntil);
  };

  /** Carries one act out; what the window is like afterwards is what it answers. */
  function act(run: () => Promise<Outcome>): void {
    busy = true;
    run()
      .then(({ window, ticket }) => {
        mine = window === null ? null : stateOf(window, ticket);
        echoUntil = Date.now() + echoWithinMs;
        setTimeout(look, echoWithinMs + 100).unref();
      })
      .catch((error: unknown) => {
        mine = null;
        rest(afterRefusalSeconds);
        // A refusal tells that somebody was quicker; that is daily life.
        if (!isDailyLife(error)) deps.onFault(error);
      })
      .finally(() => {
        busy = false;
        look();
      });
  }

  function look(): void {
    const window = hall.window(windowId);
    if (busy || day === null || window === undefined || !deps.isLive()) return;
    const state = stateOf(window, window.ticketId === null ? null : hall.ticket(window.ticketId));
    if (window.session !== null && isPersonAt(window.session.staffId)) {
      mine = null;
      return;
    }
    if (mine !== null && mine !== state) {
      if (Date.now() < echoUntil) return;
      mine = null;
      rest(handsOffSeconds);
      return;
    }
    if (time.now() < restUntil) return;
    mine = state;
    decide(window);
  }

  const isPersonAt = (staffId: string): boolean => {
    const userId = cast.userOf(staffId);
    return userId !== null && people.anyOn('teller', [userId]);
  };

  function decide(window: WindowCard): void {
    const duty = dutyNow();
    const { session } = window;
    if (session === null) return open(duty);
    const teller = cast.teller(session.staffId);
    if (teller === null) return;
    if (session.state === 'paused') return endPause(teller, window);
    if (window.ticketId === null)
      return free(teller, window, duty !== null && duty.staffId === session.staffId ? duty : null);
    if (window.ticketState === 'called') return awaitCustomer(teller, window, window.ticketId);
    serve(teller, window, window.ticketId, duty);
  }

  function dutyNow(): Duty | null {
    const seconds = (time.now() - day!.midnight) / 1000;
    return (
      day!.duties.find(
        (duty) => duty.windowId === windowId && duty.from - 240 <= seconds && seconds < duty.until,
      ) ?? null
    );
  }

  function open(duty: Duty | null): void {
    if (duty === null || isPersonAt(duty.staffId)) {
      const next = day!.duties.find(
        (one) => one.windowId === windowId && day!.midnight + (one.from - 240) * 1000 > time.now(),
      );
      if (next !== undefined) wake(day!.midnight + (next.from - random.int(0, 200)) * 1000);
      return;
    }
    const teller = cast.teller(duty.staffId);
    if (teller !== null) act(() => teller.call(queueEndpoints.signIn, at));
  }

  function endPause(teller: Caller, { session }: WindowCard): void {
    if (pauseEndsAt <= session!.since) pauseEndsAt = plannedPauseEnd(session!.since);
    if (time.now() < pauseEndsAt) return wake(pauseEndsAt);
    act(() => teller.call(queueEndpoints.resume, at));
  }

  /** A pause found rather than begun: the planned one it belongs to, or a short one. */
  function plannedPauseEnd(since: number): number {
    const seconds = (since - day!.midnight) / 1000;
    const planned = day!.duties
      .flatMap((duty) => (duty.windowId === windowId ? duty.pauses : []))
      .find((one) => one.from - 600 <= seconds && seconds < one.until);
    return planned === undefined ? since + random.int(4, 9) * 60_000 : day!.midnight + planned.until * 1000;
  }

  /** Nobody at the window: a pause that is due, the end of duty, or the next customer. */
  function free(teller: Caller, window: WindowCard, duty: Duty | null): void {
    step = null;
    const now = time.now();
    const pause = duePause(duty);
    if (pause !== undefined) {
      pausesTaken.add(pause);
      const length = (pause.until - pause.from) * 1000;
      pauseEndsAt = Math.max(day!.midnight + pause.until * 1000, now + length * 0.6);
      return act(() => teller.call(queueEndpoints.pause, { ...at, reason: pause.reason }));
    }
    const work = hall.hasWorkFor(window);
    const over = duty === null;
    // At closing time whoever is inside is still served.
    if (over && (!work || now < day!.closesAt)) return act(() => teller.call(queueEndpoints.signOut, at));
    if (work) return act(() => callNext(teller));
    const ahead = [...(duty?.pauses ?? [])].map((one) => one.from).concat(duty?.until ?? []);
    const next = ahead.map((seconds) => day!.midnight + seconds * 1000).filter((instant) => instant > now);
    if (next.length > 0) wake(Math.min(...next));
  }

  function duePause(duty: Duty | null): Duty['pauses'][number] | undefined {
    const seconds = (time.now() - day!.midnight) / 1000;
    return duty?.pauses.find(
      (pause) => !pausesTaken.has(pause) && pause.from <= seconds && seconds < pause.until - 60,
    );
  }

  async function callNext(teller: Caller): Promise<Outcome> {
    const answer = await teller.call(queueEndpoints.callNext, at);
    // The profile offers nobody yet, though somebody waits: look again in a while.
    if (answer.ticket === null) rest(nothingToCallSeconds);
    return answer;
  }

  function awaitCustomer(teller: Caller, window: WindowCard, ticketId: string): void {
    const visitor = visitors.of(ticketId);
    const calls = hall.ticket(ticketId)?.calls ?? 1;
    const absent = visitor?.absent === true;
    const walk = absent ? recallSeconds : (visitor?.visit.walkSeconds ?? drawWalkSeconds(random, false));
    if (!isDue(`${stateOf(window, null)} ${absent ? calls : 'walk'}`, absent ? walk : Math.max(4, walk)))
      return;
    if (!absent) return act(() => teller.call(queueEndpoints.start, at));
    if (calls < queueDefaults.callsBeforeSkip) return act(() => teller.call(queueEndpoints.recall, at));
    act(async () => {
      const answer = await teller.call(queueEndpoints.skip, { ...at, ticketId });
      visitors.wasSkipped(ticketId);
      return answer;
    });
  }

  /** True once the step has taken its time; else it will look again then. A new name begins a new step. */
  function isDue(name: string, seconds: number): boolean {
    if (step?.of !== name) step = { of: name, due: time.now() + seconds * 1000 };
    if (time.now() >= step.due) return true;
    wake(step.due);
    return false;
  }

  function serve(teller: Caller, window: WindowCard, ticketId: string, duty: Duty | null): void {
    const ticket = hall.ticket(ticketId);
    if (ticket === undefined) return;
    const visit = visitors.of(ticketId)?.visit;
    const elapsed = (time.now() - (window.ticketSince ?? time.now())) / 1000;
    const further = ticket.services.length > 1;
    const code = hall.service(ticket.serviceTypeId)?.code ?? 'personal';
    const planned =
      visit === undefined
        ? drawServiceSeconds(random, code, ticket.elder)
        : further
          ? visit.furtherSeconds || 240
          : visit.serviceSeconds;
    // Found in the middle: a good rest of it is still to come.
    const left = elapsed < 5 ? planned : Math.max(random.int(30, 150), planned - elapsed);
    if (!isDue(`${stateOf(window, null)} serve`, left)) return;
    const next =
      visit?.furtherService == null || further ? undefined : hall.serviceByCode(visit.furtherService);
    if (next !== undefined)
      return act(() => teller.call(queueEndpoints.addService, { ...at, ticketId, serviceTypeId: next.id }));
    if (visit !== undefined && !further && random.chance(transferShare))
      return act(() => sendOn(teller, ticketId, code));
    if (duty === null || duePause(duty) !== undefined || random.chance(0.15)) {
      return act(async () => {
        const answer = await teller.call(queueEndpoints.complete, { ...at, ticketId });
        rest(drawPauseBetweenSeconds(random));
        return answer;
      });
    }
    act(() => teller.call(queueEndpoints.completeAndCallNext, { ...at, ticketId }));
  }

  /** The wrong counter: on to another business, the place in time kept. */
  async function sendOn(teller: Caller, ticketId: string, code: string): Promise<Outcome> {
    const service = hall.serviceByCode(code === 'personal' ? 'transfer' : 'personal')!;
    return teller.call(queueEndpoints.transfer, {
      branchId,
      ticketId,
      serviceTypeId: service.id,
      placement: 'byTime',
      reason: '业务类型更正',
    });
  }

  return {
    look,
    somebodyWaits: () => {
      const window = hall.window(windowId);
      if (window?.session?.state !== 'open' || window.ticketId !== null || mine === null) return;
      // An idle teller looks up after a moment.
      wake(time.now() + random.int(2, 7) * 1000);
      restUntil = Math.min(restUntil, time.now() + 2_000);
    },
    beginDay: (next) => {
      day = next;
      pausesTaken.clear();
      mine = null;
      restUntil = 0;
      wakeAt = Infinity;
      look();
    },
    endDay: () => {
      if (day === null) return;
      day = { ...day, visits: [], duties: [], closesAt: Math.min(day.closesAt, time.now()) };
      look();
    },
  };
}

/** What an act answers: the window, and the ticket it concerned. */
interface Outcome {
  readonly window: WindowCard | null;
  readonly ticket?: TicketCard | null;
}

/** Everything about a window and its ticket that only somebody's act can change. */
function stateOf(window: WindowCard, ticket: TicketCard | null | undefined): string {
  const { session } = window;
  const calls = ticket?.id === window.ticketId ? ticket?.calls : undefined;
  return [session?.id, session?.state, window.ticketId, window.ticketState, window.ticketSince, calls].join(
    ' ',
  );
}
