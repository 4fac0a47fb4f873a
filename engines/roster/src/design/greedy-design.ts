import { covers, type Kind } from './patterns.ts';
import type { DesignInput } from './types.ts';

/** People on each [day][kind][rest]. */
export type Headcounts = readonly (readonly (readonly number[])[])[];

/**
 * A quick sound design: people are added one by one where they save most per cost, then taken away again where that
 * saves. Gives the exact search something to beat, and an answer when its time is over.
 */
export function designGreedily(input: DesignInput, kinds: readonly Kind[]): Headcounts {
  const counts = input.days.map(() => kinds.map(({ rests }) => rests.map(() => 0)));
  const present = input.days.map(({ demand }) => demand.map(() => 0));
  const used = new Set<number>();
  const most = input.maxKinds ?? Infinity;

  /** Change of slot costs when one person more (or less) works that. */
  const change = (day: number, kind: number, rest: number, sign: 1 | -1): number => {
    const { demand } = input.days[day]!;
    let cost = 0;
    for (let slot = kinds[kind]!.firstSlot; slot < kinds[kind]!.endSlot; slot += 1) {
      if (!covers(kinds[kind]!, kinds[kind]!.rests[rest]!, slot)) continue;
      const now = present[day]![slot]! - demand[slot]!;
      if (sign > 0) cost += now < 0 ? -input.underCost : input.overCost;
      else cost += now <= 0 ? input.underCost : -input.overCost;
    }
    return cost;
  };
  const set = (day: number, kind: number, rest: number, sign: 1 | -1): void => {
    counts[day]![kind]![rest]! += sign;
    for (let slot = kinds[kind]!.firstSlot; slot < kinds[kind]!.endSlot; slot += 1)
      if (covers(kinds[kind]!, kinds[kind]!.rests[rest]!, slot)) present[day]![slot]! += sign;
  };

  for (;;) {
    let best: { day: number; kind: number; rest: number; worth: number } | null = null;
    for (const day of input.days.keys())
      for (const [kind, { length, rests }] of kinds.entries()) {
        if (used.size >= most && !used.has(kind)) continue;
        for (const rest of rests.keys()) {
          const worth = -change(day, kind, rest, 1) / length.cost;
          if (worth > 1 + 1e-9 && (best === null || worth > best.worth)) best = { day, kind, rest, worth };
        }
      }
    if (best === null) break;
    set(best.day, best.kind, best.rest, 1);
    used.add(best.kind);
  }
  for (const day of input.days.keys())
    for (const [kind, { length, rests }] of kinds.entries())
      for (const rest of rests.keys())
        while (counts[day]![kind]![rest]! > 0 && change(day, kind, rest, -1) < length.cost - 1e-9)
          set(day, kind, rest, -1);
  return counts;
}
