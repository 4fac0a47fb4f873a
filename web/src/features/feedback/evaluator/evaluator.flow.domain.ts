import type { RatingRequest } from '@huiting/contracts/feedback';
import type { FaceLevel } from '../../../ui/faces.tsx';

export type Reason = RatingRequest['reasons'][number];

/** What the customer in front of the evaluator sees. */
export type Flow =
  | { readonly step: 'idle' }
  | { readonly step: 'asking'; readonly request: RatingRequest }
  | {
      readonly step: 'reasons';
      readonly request: RatingRequest;
      readonly level: FaceLevel;
      readonly reasons: readonly Reason[];
    }
  | {
      readonly step: 'sending';
      readonly request: RatingRequest;
      readonly level: FaceLevel;
      readonly reasons: readonly Reason[];
    }
  /** The answer did not come back: the same rating may be sent again. */
  | {
      readonly step: 'unsent';
      readonly request: RatingRequest;
      readonly level: FaceLevel;
      readonly reasons: readonly Reason[];
    }
  | { readonly step: 'thanks'; readonly requestId: string; readonly outcome: 'rated' | 'late' };

export type FlowEvent =
  /** Newest request of this window, in whatever state; null = none. */
  | { readonly kind: 'request'; readonly request: RatingRequest | null }
  | { readonly kind: 'face'; readonly level: FaceLevel }
  | { readonly kind: 'reason'; readonly reason: Reason }
  | { readonly kind: 'send' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'failed' }
  | { readonly kind: 'timeUp' }
  | { readonly kind: 'thanked' };

/** Up to this level the customer is asked why. */
const askWhyUpTo = 3;

export function nextFlow(flow: Flow, event: FlowEvent): Flow {
  switch (event.kind) {
    case 'request':
      return takeRequest(flow, event.request);
    case 'face':
      if (flow.step !== 'asking') return flow;
      return {
        step: event.level <= askWhyUpTo ? 'reasons' : 'sending',
        request: flow.request,
        level: event.level,
        reasons: [],
      };
    case 'reason':
      if (flow.step !== 'reasons') return flow;
      return {
        ...flow,
        reasons: flow.reasons.includes(event.reason)
          ? flow.reasons.filter((one) => one !== event.reason)
          : [...flow.reasons, event.reason],
      };
    case 'send':
      return flow.step === 'reasons' || flow.step === 'unsent' ? { ...flow, step: 'sending' } : flow;
    case 'sent':
      return flow.step === 'sending'
        ? { step: 'thanks', requestId: flow.request.id, outcome: 'rated' }
        : flow;
    case 'refused':
      if (flow.step !== 'sending') return flow;
      // rated on the phone meanwhile: the customer has done it, thanks are due all the same
      return {
        step: 'thanks',
        requestId: flow.request.id,
        outcome: event.code === 'feedback.already_rated' ? 'rated' : 'late',
      };
    case 'failed':
      return flow.step === 'sending' ? { ...flow, step: 'unsent' } : flow;
    case 'timeUp':
      // a face was touched: what is known is sent rather than lost
      if (flow.step === 'reasons') return { ...flow, step: 'sending' };
      return flow.step === 'asking' || flow.step === 'unsent' ? { step: 'idle' } : flow;
    case 'thanked':
      return flow.step === 'thanks' ? { step: 'idle' } : flow;
  }
}

function takeRequest(flow: Flow, request: RatingRequest | null): Flow {
  if (request === null) return flow.step === 'asking' || flow.step === 'reasons' ? { step: 'idle' } : flow;
  const shown = flow.step === 'idle' ? null : flow.step === 'thanks' ? flow.requestId : flow.request.id;
  if (request.state === 'asked') {
    if (shown === request.id) return flow.step === 'asking' ? { step: 'asking', request } : flow;
    return { step: 'asking', request };
  }
  if (shown !== request.id) return flow;
  switch (flow.step) {
    case 'asking':
    case 'reasons':
    case 'unsent':
      return request.state === 'rated'
        ? { step: 'thanks', requestId: request.id, outcome: 'rated' }
        : { step: 'idle' };
    default:
      return flow;
  }
}
