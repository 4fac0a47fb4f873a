export type { RecordedDay, RecordedVisit, DayVariant } from './recorded-day.ts';
export type { WindowPlan, WindowSpan } from '../simulator/model.ts';
export {
  compareDay,
  type CompareDayInput,
  type DayComparison,
  type GroupComparison,
  type Interval,
  type Unserved,
  type WhatIfRefusal,
} from './compare-day.ts';
