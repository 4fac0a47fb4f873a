import { reasonsOf } from '@huiting/contracts/hall';
import type {
  Diversion as DiversionDto,
  DiversionChannel,
  DiversionReason,
  DiversionResult,
  FlowStep,
  ServiceFlow as FlowDto,
} from '@huiting/contracts/hall';

/** Service in the hall as it is kept: the wire's shapes with the day they belong to. Instants are ms of business time. */
export type ServiceFlow = FlowDto & { readonly businessDate: string };
export type Diversion = DiversionDto & { readonly businessDate: string; readonly staffId: string | null };

type FlowDecision =
  | { readonly refusal: 'hall.flow_ended' | 'hall.flow_not_yours' }
  | { readonly refusal: null; readonly next: ServiceFlow };

/** Ticks a step; farewell ends the service. A step that was ticked stays as it was. */
export function tickFlow(flow: ServiceFlow, step: FlowStep, staffId: string, now: number): FlowDecision {
  if (flow.staffId !== staffId) return { refusal: 'hall.flow_not_yours' };
  if (flow.endedAt !== null) return { refusal: 'hall.flow_ended' };
  const ticks = flow.ticks.some((tick) => tick.step === step)
    ? flow.ticks
    : [...flow.ticks, { step, at: now }];
  return { refusal: null, next: { ...flow, ticks, endedAt: step === 'farewell' ? now : null } };
}

interface Told {
  readonly channel: DiversionChannel | null;
  readonly result: DiversionResult;
  readonly reason: DiversionReason | null;
}

/** Moved = with a channel; failed = with a reason that fits the failure. */
export function isComplete({ channel, result, reason }: Told): boolean {
  const fitting = reasonsOf[result];
  const moved = result === 'guided' || result === 'completed' || result === 'returned';
  return (!moved || channel !== null) && (fitting.length === 0 ? reason === null : fitting.includes(reason!));
}

type SettleDecision =
  | { readonly refusal: 'hall.diversion_settled' | 'hall.diversion_incomplete' }
  | { readonly refusal: null; readonly next: Diversion };

export function settleDiversion(
  diversion: Diversion,
  result: 'completed' | 'returned',
  reason: DiversionReason | null,
  now: number,
): SettleDecision {
  if (diversion.result !== 'guided') return { refusal: 'hall.diversion_settled' };
  if (!isComplete({ channel: diversion.channel, result, reason }))
    return { refusal: 'hall.diversion_incomplete' };
  return { refusal: null, next: { ...diversion, result, reason, settledAt: now } };
}
