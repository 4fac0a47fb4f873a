import { requireAmount, requireFinite } from '../problem.ts';
import type { Attributes } from './encoding.ts';
import { scoreOffer, type OfferModel, type OfferScore } from './offer-model.ts';

export interface Offer {
  readonly code: string;
  readonly model: OfferModel;
  /** What an acceptance is worth, and what making the offer costs, in one money unit. */
  readonly worth: number;
  readonly cost: number;
  /** Whether it may be made to this customer at all: suitability, consent and contact limits are decided elsewhere. */
  readonly isAllowed: boolean;
}

export interface RankedOffer extends OfferScore {
  readonly code: string;
  /** probability × worth − cost. */
  readonly expectedGain: number;
}

/** Allowed offers that are expected to gain something, best first; ties by code. May be empty: no offer is an answer. */
export function rankOffers(offers: readonly Offer[], attributes: Attributes): RankedOffer[] {
  return offers
    .filter(({ isAllowed }) => isAllowed)
    .map(({ code, model, worth, cost }) => {
      requireFinite(`worth of ${code}`, worth);
      requireAmount(`cost of ${code}`, cost);
      const score = scoreOffer(model, attributes);
      return { code, ...score, expectedGain: score.probability * worth - cost };
    })
    .filter(({ expectedGain }) => expectedGain > 0)
    .toSorted((a, b) => b.expectedGain - a.expectedGain || (a.code < b.code ? -1 : 1));
}
