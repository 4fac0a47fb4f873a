import type { Zone } from '@huiting/contracts/organization';
import type { z } from 'zod';

type ZoneKind = z.output<typeof Zone>['kind'];

/** Somebody on duty in the hall. */
export interface OnDuty {
  readonly staffId: string;
  readonly name: string;
  readonly kind: 'lobbyManager' | 'reserve';
  /** Order among those of a kind, from 1; null = not on today's board. */
  readonly rank: number | null;
  readonly zoneId: string | null;
  /** Receiving a customer, or on the way to another call. */
  readonly isBusy: boolean;
}

/** The half of the hall a zone belongs to: customers' side, or the counters. Who stands in the same half has less to walk. */
const halves: Record<ZoneKind, 'front' | 'counters' | 'vip'> = {
  guidance: 'front',
  waiting: 'front',
  smartService: 'front',
  selfService: 'front',
  cashCounter: 'counters',
  nonCashCounter: 'counters',
  vip: 'vip',
};

/** 0 the same zone, 1 the same half or everywhere, 2 elsewhere or unknown. */
function distance(from: string | null, to: string | null, kinds: ReadonlyMap<string, ZoneKind>): number {
  if (from === null) return 1;
  if (from === to) return 0;
  const [a, b] = [kinds.get(from), to === null ? undefined : kinds.get(to)];
  return a !== undefined && b !== undefined && halves[a] === halves[b] ? 1 : 2;
}

/**
 * Whom a call for help is offered first: who has a hand free, then who stands nearest by the day's board, then lobby
 * managers before reserves, in their order. Null = nobody is on duty.
 */
export function nearest(
  people: readonly OnDuty[],
  zoneId: string | null,
  zones: readonly { readonly id: string; readonly kind: ZoneKind }[],
): OnDuty | null {
  const kinds = new Map(zones.map(({ id, kind }) => [id, kind]));
  const weigh = (one: OnDuty): readonly number[] => [
    one.isBusy ? 1 : 0,
    distance(one.zoneId, zoneId, kinds),
    one.kind === 'lobbyManager' ? 0 : 1,
    one.rank ?? 99,
  ];
  const order = people.toSorted((a, b) => {
    const [left, right] = [weigh(a), weigh(b)];
    const at = left.findIndex((value, index) => value !== right[index]);
    return at < 0 ? a.staffId.localeCompare(b.staffId) : left[at]! - right[at]!;
  });
  return order[0] ?? null;
}
