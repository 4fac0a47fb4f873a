import type { StrategyDocument, StrategyTest } from '@huiting/contracts/queue';

export type Rule = StrategyDocument['rules'][number];
export type Profile = StrategyDocument['profiles'][number];
export type HelpOut = Profile['helpOut'][number];

/** What the editor holds. */
export interface Edited {
  readonly document: StrategyDocument;
  readonly tests: readonly StrategyTest[];
}

export const withDocument = (edited: Edited, change: Partial<StrategyDocument>): Edited => ({
  ...edited,
  document: { ...edited.document, ...change },
});

/** A code that is not in use: `rule7`. */
export function freeCode(stem: string, used: readonly string[]): string {
  for (let number = used.length + 1; ; number += 1) {
    const code = `${stem}${number}`;
    if (!used.includes(code)) return code;
  }
}

/** A condition set, or taken away when it says nothing. */
export function withCondition<K extends keyof Rule['when']>(
  rule: Rule,
  name: K,
  value: Rule['when'][K] | undefined,
): Rule {
  const { [name]: _old, ...others } = rule.when;
  const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0);
  return { ...rule, when: isEmpty ? others : { ...others, [name]: value } };
}

/** What a profile does with a service, for one cell of the grid. */
export interface Cell {
  /** Tiers that have it, counted from 1; `only`: the classes a tier is limited to. */
  readonly tiers: readonly { readonly place: number; readonly only: readonly string[] | null }[];
  readonly helps: readonly HelpOut[];
}

export function cellOf(profile: Profile, serviceCode: string): Cell {
  const has = (codes: 'any' | readonly string[]): boolean => codes === 'any' || codes.includes(serviceCode);
  return {
    tiers: profile.tiers.flatMap((tier, at) =>
      has(tier.serviceCodes)
        ? [
            {
              place: at + 1,
              only: tier.classCodes === undefined || tier.classCodes === 'any' ? null : tier.classCodes,
            },
          ]
        : [],
    ),
    helps: profile.helpOut.filter((rule) => has(rule.serviceCodes)),
  };
}

/** New test case: somebody known against somebody unknown, at the first profile. */
export function newTest(edited: Edited, serviceCode: string, name: string): StrategyTest {
  const someone = {
    serviceCode,
    customerTier: null,
    booking: 'none',
    elderOrDisabled: false,
    language: 'zh-CN',
    channel: 'kiosk',
  } as const;
  return {
    id: freeCode(
      'case',
      edited.tests.map(({ id }) => id),
    ),
    name,
    profileCode: edited.document.profiles[0]?.code ?? '',
    customers: [
      { ...someone, customerTier: 'gold', waitedMinutes: 5 },
      { ...someone, waitedMinutes: 12 },
    ],
    expected: 0,
  };
}
