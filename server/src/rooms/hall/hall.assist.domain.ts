import { assistDefaults } from '@huiting/contracts/hall';
import type { AssistCall as AssistDto, AssistOutcome, AssistReason } from '@huiting/contracts/hall';

/** A call for help as it is kept. Instants are ms of business time. */
export interface AssistCall {
  readonly branchId: string;
  readonly businessDate: string;
  readonly id: string;
  readonly source: AssistDto['source'];
  /** Window, terminal or device that calls. */
  readonly placeId: string;
  readonly place: string;
  /** Where the terminal that calls stands; null at a kiosk, and for a window, which is its own place. */
  readonly windowId: string | null;
  readonly reason: AssistReason;
  readonly ticketNumber: string | null;
  /** Staff member or terminal; only they may take the call back. */
  readonly callerId: string;
  readonly callerName: string | null;
  readonly calledAt: number;
  readonly acceptDueAt: number;
  readonly offer: AssistDto['offer'];
  readonly escalated: boolean;
  readonly state: AssistDto['state'];
  readonly acceptedBy: AssistDto['acceptedBy'];
  readonly arrivedAt: number | null;
  readonly endedAt: number | null;
  readonly outcome: AssistOutcome | null;
}

export interface Helper {
  readonly id: string;
  readonly name: string;
}

type Refusal = 'hall.call_wrong_state' | 'hall.call_not_yours';
export type AssistDecision =
  | { readonly refusal: Refusal }
  | { readonly refusal: null; readonly next: AssistCall };

const wrongState: AssistDecision = { refusal: 'hall.call_wrong_state' };
const decided = (call: AssistCall, change: Partial<AssistCall>): AssistDecision => ({
  refusal: null,
  next: { ...call, ...change },
});

export type NewCall = Pick<
  AssistCall,
  | 'branchId'
  | 'businessDate'
  | 'id'
  | 'source'
  | 'placeId'
  | 'place'
  | 'windowId'
  | 'reason'
  | 'ticketNumber'
  | 'callerId'
  | 'callerName'
>;

/** `nearest`: whom it is offered to alone, before everybody. */
export function openCall(
  call: NewCall,
  nearest: { staffId: string; name: string } | null,
  now: number,
  acceptSeconds: number,
): AssistCall {
  return {
    ...call,
    calledAt: now,
    acceptDueAt: now + acceptSeconds * 1000,
    offer:
      nearest === null
        ? null
        : {
            staffId: nearest.staffId,
            name: nearest.name,
            until: now + assistDefaults.offerSeconds * 1000,
            over: false,
          },
    escalated: false,
    state: 'open',
    acceptedBy: null,
    arrivedAt: null,
    endedAt: null,
    outcome: null,
  };
}

/** The first who says so goes. */
export function acceptCall(call: AssistCall, helper: Helper, now: number): AssistDecision {
  return call.state === 'open'
    ? decided(call, { state: 'accepted', acceptedBy: { staffId: helper.id, name: helper.name, at: now } })
    : wrongState;
}

/** Whoever was asked first cannot go, or has not answered; null when it is no longer theirs alone. */
export function openToAll(call: AssistCall): AssistCall | null {
  if (call.state !== 'open' || call.offer === null || call.offer.over) return null;
  return { ...call, offer: { ...call.offer, over: true } };
}

export function passCall(call: AssistCall, helper: Helper): AssistDecision {
  if (call.state !== 'open') return wrongState;
  if (call.offer?.staffId !== helper.id) return { refusal: 'hall.call_not_yours' };
  const next = openToAll(call);
  return next === null ? wrongState : { refusal: null, next };
}

/** There. Said again it changes nothing. */
export function arriveAtCall(call: AssistCall, helper: Helper, now: number): AssistDecision {
  if (call.state !== 'accepted') return wrongState;
  if (call.acceptedBy?.staffId !== helper.id) return { refusal: 'hall.call_not_yours' };
  return decided(call, { arrivedAt: call.arrivedAt ?? now });
}

export function finishCall(
  call: AssistCall,
  helper: Helper,
  outcome: AssistOutcome,
  now: number,
): AssistDecision {
  if (call.state !== 'accepted') return wrongState;
  if (call.acceptedBy?.staffId !== helper.id) return { refusal: 'hall.call_not_yours' };
  return decided(call, { state: 'done', outcome, endedAt: now });
}

/** Taken back by whoever called, also when somebody is on the way. */
export function cancelCall(call: AssistCall, callerId: string, now: number): AssistDecision {
  if (call.state !== 'open' && call.state !== 'accepted') return wrongState;
  if (call.callerId !== callerId) return { refusal: 'hall.call_not_yours' };
  return decided(call, { state: 'cancelled', endedAt: now });
}

/** Nobody came in time; null when somebody did, or it was told already. */
export function escalateCall(call: AssistCall): AssistCall | null {
  return call.state === 'open' && !call.escalated ? { ...call, escalated: true } : null;
}
