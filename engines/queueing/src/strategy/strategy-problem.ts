export type StrategyProblemCode =
  | 'shape'
  | 'emptyList'
  | 'duplicateCode'
  | 'duplicateRuleId'
  | 'unknownClass'
  | 'unknownService'
  | 'noCatchAll'
  | 'unreachableRule'
  | 'negativeCredit'
  | 'badGuarantee'
  | 'classCanStarve'
  | 'noTiers'
  | 'noThreshold'
  | 'negativeThreshold';

export interface StrategyProblem {
  /** Where, as in `rules[2].when.serviceCodes`; empty for the document. */
  path: string;
  /** Stable; screens switch on it. */
  code: StrategyProblemCode;
  /** For people and logs, in English. */
  message: string;
}

export function problem(path: string, code: StrategyProblemCode, message: string): StrategyProblem {
  return { path, code, message };
}
