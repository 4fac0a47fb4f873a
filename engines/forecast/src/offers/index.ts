export type { Attributes, Column, Encoding, EncodingOptions } from './encoding.ts';
export {
  learnOffers,
  scoreOffer,
  withCalibration,
  type OfferModel,
  type OfferOptions,
  type OfferReason,
  type OfferScore,
  type PastOffer,
} from './offer-model.ts';
export { calibrate, fitCalibration, type Calibration } from './calibration.ts';
export { rankOffers, type Offer, type RankedOffer } from './rank-offers.ts';
export {
  areaUnderCurve,
  calibrationError,
  judgeInTime,
  topHalfShare,
  type Judged,
  type TimeOrderedOptions,
} from './evaluation.ts';
