/** A wait that ended: by leaving, or by a call, which says only that patience was longer. Minutes. */
export interface EndedWait {
  readonly minutes: number;
  readonly hasLeft: boolean;
}

/**
 * Patience learnt from waits cut short by calls: the product-limit curve (Kaplan & Meier, J. Amer. Statist. Assoc. 53, 1958,
 * 457–481), and draws from it for those who were called, beyond what they were seen to bear.
 */
export class PatienceCurve {
  readonly #minutes: number[] = [];
  readonly #survival: number[] = [];

  constructor(waits: readonly EndedWait[]) {
    const ascending = waits.toSorted(
      (a, b) => a.minutes - b.minutes || Number(b.hasLeft) - Number(a.hasLeft),
    );
    let survival = 1;
    for (const [place, { minutes, hasLeft }] of ascending.entries()) {
      if (!hasLeft) continue;
      survival *= 1 - 1 / (ascending.length - place);
      this.#minutes.push(minutes);
      this.#survival.push(survival);
    }
  }

  /** Minutes of patience of somebody who bore `waited`; `share` in (0, 1) picks the quantile. `null`: longer than anybody was seen to leave after. */
  drawBeyond(waited: number, share: number): number | null {
    const seen = this.#minutes.findLastIndex((minutes) => minutes <= waited);
    const target = share * (seen === -1 ? 1 : this.#survival[seen]!);
    for (let step = seen + 1; step < this.#minutes.length; step += 1)
      if (this.#survival[step]! < target) return this.#minutes[step]!;
    return null;
  }
}
