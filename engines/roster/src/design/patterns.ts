import type { DesignInput, DesignLength } from './types.ts';

/** A start with a length: what people call a shift. */
export interface Kind {
  readonly start: number;
  readonly length: DesignLength;
  /** Slots from `firstSlot` to before `endSlot` are covered unless the break touches them. */
  readonly firstSlot: number;
  readonly endSlot: number;
  readonly rests: readonly Rest[];
}

/** A place of the break, in slots it touches; a kind without a break has one empty rest. */
export interface Rest {
  readonly from: number | null;
  readonly firstSlot: number;
  readonly endSlot: number;
}

/** Every start and length that fits, with every place of its break. */
export function enumerateKinds({ slotMinutes, firstMinute, days, lengths, starts }: DesignInput): Kind[] {
  const slots = days[0]!.demand.length;
  return starts.flatMap((start) =>
    lengths.flatMap((length): Kind[] => {
      const firstSlot = (start - firstMinute) / slotMinutes;
      const endSlot = firstSlot + length.minutes / slotMinutes;
      if (firstSlot < 0 || endSlot > slots) return [];
      return [{ start, length, firstSlot, endSlot, rests: restsOf(length, start, firstSlot, slotMinutes) }];
    }),
  );
}

function restsOf({ rest }: DesignLength, start: number, firstSlot: number, slotMinutes: number): Rest[] {
  if (rest === null) return [{ from: null, firstSlot: 0, endSlot: 0 }];
  const rests: Rest[] = [];
  for (let after = rest.fromMinute; after <= rest.toMinute; after += slotMinutes) {
    const begin = firstSlot + after / slotMinutes;
    rests.push({
      from: start + after,
      firstSlot: begin,
      endSlot: begin + Math.ceil(rest.minutes / slotMinutes),
    });
  }
  return rests;
}

export function covers(kind: Kind, rest: Rest, slot: number): boolean {
  return slot >= kind.firstSlot && slot < kind.endSlot && !(slot >= rest.firstSlot && slot < rest.endSlot);
}
